package promc.checks.thanos;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.ProcessEdits;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin;
import promc.model.ThanosStack;
import promc.model.Workload;
import promc.yaml.YamlNode.YamlScalar;

/// A compactor without `--wait`, which ends after one pass, where it is kept running: it starts anew at once, again and again, and reads the whole bucket each time. For a job that is started by a clock it is right.
public final class CompactorNoWait implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/compactor-no-wait", Severity.WARNING, "A compactor ends after each pass and is started again at once").fixable(Applicability.UNSAFE);
    private static final Set<String> JOBS = Set.of("Job", "CronJob");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (ServerProcess process : estate.thanos().components("compact")) {
            if (!ThanosStack.isClosed(process) || process.flags().flag("wait").isPresent() || ProcessEdits.words(process).contains("-w")) {
                continue;
            }
            Optional<String> then = switch (process.origin()) {
                case Origin.Compose(ComposeFile file, ComposeService service) -> restarts(service);
                case Origin.Pod(Workload workload, var container) when !JOBS.contains(workload.kind()) -> Optional.of("the " + workload.kind() + " starts it again, later and later");
                case Origin.Unit(var unit) -> unit.last("Restart").map(setting -> setting.value().text().strip()).filter("always"::equals).map(always -> "systemd starts it again at once");
                default -> Optional.empty();
            };
            then.ifPresent(what -> context.report(process.file(), process.place(), "without `--wait` the compactor ends after one pass, and " + what)
                    .fix(ProcessEdits.flags(process, List.of("--wait")).map(edit -> new Fix("Let it wait for the next pass", Applicability.UNSAFE, List.of(edit)))));
        }
    }

    private static Optional<String> restarts(ComposeService service) {
        String policy = service.node().get("restart").filter(YamlScalar.class::isInstance).map(value -> ((YamlScalar) value).value()).orElse("no");
        return switch (policy) {
            case "always", "unless-stopped" -> Optional.of("Docker starts it again at once (`restart: " + policy + "`), so that it reads the whole bucket over and over");
            default -> Optional.empty();
        };
    }
}
