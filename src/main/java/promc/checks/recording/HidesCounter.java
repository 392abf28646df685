package promc.checks.recording;

import java.util.Optional;
import promc.analysis.MetricKind;
import promc.analysis.MetricKind.Known;
import promc.analysis.MetricKind.Source;
import promc.analysis.Why;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.source.Span;

/// A record named `..._total` that is no counter any more: a rate, of which readers will take a rate again; or a sum of counters, whose single restarts they cannot see.
public final class HidesCounter implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/hides-counter", Severity.INFO,
            "A recorded metric is named like a counter, but is none that `rate` can be used on");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        fault(rule, context).ifPresent(fault -> context.report(context.file(), fault.place(), fault.message()).note(rule.validExpr().orElseThrow().text(), fault.because()));
    }

    private record Fault(Span place, String message, Why because) {}

    /// True if this check asks for another name.
    static boolean tells(Rule rule, Context context) {
        return fault(rule, context).isPresent();
    }

    private static Optional<Fault> fault(Rule rule, Context context) {
        if (!rule.isRecording() || !(rule.name() instanceof Field.Present<String> name) || !name.content().endsWith("_total")) {
            return Optional.empty();
        }
        return rule.validExpr().flatMap(recorded -> context.kind(name.content(), recorded)).filter(kind -> kind.source() == Source.RULES).flatMap(known -> message(name.content(), known)
                .map(message -> new Fault(name.span(), message, known.evidence().orElseThrow())));
    }

    private static Optional<String> message(String name, Known known) {
        if (known.recordedBy("rate") || known.recordedBy("irate") || known.recordedBy("increase")) {
            return Optional.of("`" + name + "` is named like a counter, but a rate is recorded: whoever takes its `rate` again gets nonsense; leave `_total` out, and name the operation at the end");
        }
        return known.kind() == MetricKind.COUNTER && known.summed()
                ? Optional.of("`" + name + "` is named like a counter, but is a sum of counters: `rate` of it takes the restart of one for a restart of all; record the sum of their rates") : Optional.empty();
    }
}
