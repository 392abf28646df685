package promc.checks.thanos;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.PrometheusConfig;
import promc.model.RemoteWrite;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.model.ThanosStack.Pairing;
import promc.yaml.YamlNode.YamlScalar;

/// A Prometheus whose samples reach Thanos twice: its sidecar uploads its blocks, and it sends them to a receiver as well. Both have labels of their own, so that nothing folds them.
public final class SentTwice implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/sent-twice", Severity.WARNING, "Samples reach Thanos by a sidecar and by remote write");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        for (Pairing pairing : stack.pairings()) {
            if (!pairing.uploads() || pairing.server().isEmpty()) {
                continue;
            }
            PrometheusConfig config = pairing.server().get().config();
            for (RemoteWrite write : config.remoteWrites()) {
                Optional<YamlScalar> url = write.node().get("url").filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
                Optional<ServerProcess> receiver = url.flatMap(address -> stack.at(pairing.prometheus(), ThanosStack.host(address.value()))).filter(target -> target.runs("thanos receive") && ThanosStack.hasStore(target));
                receiver.filter(target -> write.relabelRules().isEmpty()).ifPresent(target -> context.report(config.text().file(), url.orElseThrow().span(), target.what() + " keeps what is sent here, and " + pairing.sidecar().what()
                                + " uploads the same: every series is in the bucket twice, under different labels").note(pairing.sidecar().file(), pairing.sidecar().place(), "the sidecar of this Prometheus")
                        .note(target.file(), target.place(), "the receiver"));
            }
        }
    }
}
