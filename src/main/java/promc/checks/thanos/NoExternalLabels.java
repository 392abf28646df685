package promc.checks.thanos;

import java.util.List;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Pair;
import promc.model.PrometheusConfig;
import promc.model.ThanosStack.Pairing;
import promc.source.Span;

/// A Prometheus with a sidecar that has no external labels. The sidecar asks for them when it starts, and ends if there are none (`cmd/thanos/sidecar.go`): nothing tells its blocks from those of others.
public final class NoExternalLabels implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/no-external-labels", Severity.ERROR, "A Prometheus with a Thanos sidecar has no external labels, so the sidecar ends");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Pairing pairing : estate.thanos().pairings()) {
            pairing.server().filter(server -> !server.file().template() && server.config().yaml().problems().isEmpty()).ifPresent(server -> {
                PrometheusConfig config = server.config();
                if (config.root().entry("<<").isEmpty() && labels(config).isEmpty()) {
                    context.report(config.text().file(), place(config), "without `external_labels` the sidecar ends, since nothing tells the blocks of this Prometheus from those of another:"
                                    + " give it labels of its own, such as `cluster` and `replica`")
                            .note(pairing.sidecar().file(), pairing.sidecar().place(), pairing.sidecar().what() + " serves this Prometheus")
                            .note(pairing.prometheus().file(), pairing.prometheus().place(), pairing.prometheus().what() + " loads this configuration");
                }
            });
        }
    }

    private static List<Pair> labels(PrometheusConfig config) {
        return config.externalLabels().stream().filter(label -> label.value().value().filter(value -> value.value().isEmpty()).isEmpty()).toList();
    }

    private static Span place(PrometheusConfig config) {
        return config.global().entry("external_labels").or(() -> config.root().entry("global")).or(() -> config.root().entries().stream().findFirst()).map(entry -> entry.key().span())
                .orElse(config.root().span());
    }
}
