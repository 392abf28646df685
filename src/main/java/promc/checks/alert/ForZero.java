package promc.checks.alert;

import java.time.Duration;
import java.util.List;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.YamlEdits;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.source.SourceFile;
import promc.source.Span;

/// `for: 0s` is what an alert without `for` does anyway.
public final class ForZero implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/for-zero", Severity.INFO, "`for` is zero, which is what no `for` means").fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (rule.isAlert() && rule.hold() instanceof Field.Present<Duration> hold && hold.content().isZero()) {
            SourceFile file = context.file();
            Span key = rule.node().own("for").map(entry -> entry.span()).orElse(hold.span());
            context.report(file, key, "the alert fires at once, as it would without `for`")
                    .fix(rule.node().own("for").flatMap(entry -> YamlEdits.remove(file, rule.node(), entry))
                            .map(edit -> new Fix("Remove `for`", Applicability.SAFE, List.of(edit))));
        }
    }
}
