package promc.checks.cardinality;

import java.util.List;
import promc.analysis.LabelClasses;
import promc.analysis.LabelClasses.Kind;
import promc.checks.cardinality.KeptLabels.Kept;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Rule;
import promc.model.RuleGroup;

/// A recorded histogram that keeps, besides `le`, a label of many values: each of them has a series for every bucket.
public final class HistogramTimesLabel implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("cardinality/histogram-times-label", Severity.INFO,
            "A recorded histogram has all its buckets for every pod, container or user").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (!rule.isRecording()) {
            return;
        }
        LabelClasses classes = new LabelClasses();
        List<Kept> kept = KeptLabels.of(rule, group, context, label -> label.equals("le") || isMany(classes, label));
        if (kept.stream().noneMatch(label -> label.label().equals("le"))) {
            return;
        }
        for (Kept many : kept) {
            // The quantile of a native histogram keeps an `le` that hardly ever is there.
            boolean buckets = context.facts(many.expression()).root().shapes().stream().noneMatch(shape -> shape.label("le").isNever());
            if (buckets && isMany(classes, many.label())) {
                context.report(many.expression().text(), many.at(), "`" + rule.name().value().orElse("") + "` has a series for every bucket of every `" + many.label()
                        + "`, which has " + classes.of(many.label()).reason() + Sizes.withAndWithout(many.expression(), many.label(), context)).fix(many.drop());
            }
        }
    }

    private static boolean isMany(LabelClasses classes, String label) {
        Kind kind = classes.of(label).kind();
        return kind == Kind.CHURNING || kind == Kind.UNBOUNDED;
    }
}
