package promc.checks.cardinality;

import java.util.List;
import promc.analysis.LabelClasses;
import promc.analysis.LabelClasses.Kind;
import promc.checks.cardinality.KeptLabels.Kept;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.source.SourceFile;

/// A rule whose result keeps a label with a new value for every user, request or message: its series grow without end.
/// A label that a later aggregation drops again does no harm (`count(count by (user_id) (x))` counts users).
public final class UnboundedLabel implements Check.RuleCheck {
    private static final Option<List<String>> LABELS = new Option.Strings("labels", "more label names to count as unbounded", List.of());
    private static final Option<List<String>> ALLOWED = new Option.Strings("allowed", "label names that are bounded here, whatever they are called", List.of());
    private static final CheckInfo INFO = CheckInfo.likely("cardinality/unbounded-label", Severity.WARNING,
            "A rule's result keeps a label that has a new value for every user, request or message").fixable(Applicability.UNSAFE).options(LABELS, ALLOWED);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        SourceFile file = context.file();
        LabelClasses classes = new LabelClasses(context.option(LABELS, file), List.of(), context.option(ALLOWED, file));
        for (Kept kept : KeptLabels.of(rule, group, context, label -> classes.of(label).kind() == Kind.UNBOUNDED)) {
            if (rule.isRecording()) {
                context.report(kept.expression().text(), kept.at(), "every new `" + kept.label() + "` is a new series of `" + rule.name().value().orElse("")
                        + "`, kept for as long as the data is" + Sizes.withAndWithout(kept.expression(), kept.label(), context)).fix(kept.drop());
            } else if (kept.grouping().isPresent()) {
                context.report(kept.expression().text(), kept.at(), "every new `" + kept.label() + "` is an alert of its own").severity(Severity.INFO).fix(kept.drop());
            }
        }
    }
}
