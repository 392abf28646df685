package promc.checks.thanos;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin;
import promc.model.ThanosStack;
import promc.model.Workload;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// More than one compactor for one bucket. Two that compact the same blocks write overlapping ones, at which both halt (`docs/components/compact.md`); where there are several, `--selector.relabel-config` gives each its own blocks.
public final class SeveralCompactors implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/several-compactors", Severity.ERROR, "Several compactors work on one bucket");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        Map<String, ServerProcess> first = new HashMap<>();
        for (ServerProcess compactor : stack.components("compact")) {
            if (compactor.flags().open() || !ThanosStack.hasStore(compactor) || compactor.flags().flags().stream().anyMatch(flag -> flag.name().startsWith("selector.relabel-config"))) {
                continue;
            }
            replicas(compactor).ifPresent(many -> context.report(many.file(), many.place(), many.count() + " compactors work on one bucket: they write overlapping blocks, and halt; there may be one for a bucket"));
            Optional<String> bucket = stack.store(compactor).flatMap(ThanosStack::identity).filter(identity -> !identity.startsWith("FILESYSTEM"));
            ServerProcess other = bucket.map(name -> first.putIfAbsent(name, compactor)).orElse(null);
            if (other != null && ThanosStack.together(other, compactor)) {
                context.report(compactor.file(), compactor.place(), "another compactor works on the same bucket: both write overlapping blocks, and halt").note(other.file(), other.place(), other.what() + " has the same bucket");
            }
        }
    }

    private record Many(SourceFile file, Span place, String count) {}

    private static Optional<Many> replicas(ServerProcess process) {
        return switch (process.origin()) {
            case Origin.Pod(Workload workload, var container) when workload.replicas().orElse(1) > 1 -> workload.root().get("spec").filter(YamlMapping.class::isInstance)
                    .flatMap(spec -> ((YamlMapping) spec).entry("replicas")).map(entry -> new Many(workload.text().file(), entry.span(), String.valueOf(workload.replicas().orElseThrow())));
            case Origin.Compose(var file, ComposeService service) -> service.node().entry("scale").or(() -> service.node().get("deploy").filter(YamlMapping.class::isInstance)
                    .flatMap(deploy -> ((YamlMapping) deploy).entry("replicas"))).filter(entry -> entry.value().resolve() instanceof YamlScalar number && number.value().matches("[0-9]{1,4}")
                    && Integer.parseInt(number.value()) > 1).map(entry -> (YamlScalar) entry.value().resolve()).map(number -> new Many(number.text().file(), number.span(), number.value()));
            default -> Optional.empty();
        };
    }
}
