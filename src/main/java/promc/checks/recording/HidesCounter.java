package promc.checks.recording;

import java.util.Optional;
import promc.analysis.MetricKind;
import promc.analysis.MetricKind.Known;
import promc.analysis.MetricKind.Source;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleGroup;

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
        if (!rule.isRecording() || !(rule.name() instanceof Field.Present<String> name) || !name.content().endsWith("_total")) {
            return;
        }
        Optional<Expression> expression = rule.validExpr();
        Optional<Known> known = expression.flatMap(recorded -> context.kind(name.content(), recorded)).filter(kind -> kind.source() == Source.RULES);
        if (known.isEmpty()) {
            return;
        }
        boolean rate = known.get().recordedBy("rate") || known.get().recordedBy("irate") || known.get().recordedBy("increase");
        if (rate) {
            context.report(context.file(), name.span(), "`" + name.content() + "` is named like a counter, but a rate is recorded: whoever takes its `rate` again gets nonsense; leave `_total` out, and name "
                            + "the operation at the end")
                    .note(expression.get().text(), known.get().evidence().orElseThrow());
        } else if (known.get().kind() == MetricKind.COUNTER && known.get().summed()) {
            context.report(context.file(), name.span(), "`" + name.content() + "` is named like a counter, but is a sum of counters: `rate` of it takes the restart of one for a restart of all; record the sum "
                            + "of their rates")
                    .note(expression.get().text(), known.get().evidence().orElseThrow());
        }
    }
}
