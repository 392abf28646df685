package promc.checks.cardinality;

import java.util.List;
import java.util.Set;
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

/// A recording rule that keeps a label with other values after each start, roll-out or build: its series are few at a time and ever more over time, and each of them ends soon.
/// Pods are what many rules are about, so their names are not reported unless they are configured.
public final class ChurningLabel implements Check.RuleCheck {
    private static final Option<List<String>> LABELS = new Option.Strings("labels", "more label names to count as churning, such as `pod`", List.of());
    private static final Option<List<String>> ALLOWED = new Option.Strings("allowed", "label names that are wanted here, whatever they are called", List.of());
    private static final CheckInfo INFO = CheckInfo.likely("cardinality/churning-label", Severity.INFO,
            "A recorded metric keeps a label that has other values after each start, roll-out or build").fixable(Applicability.UNSAFE).options(LABELS, ALLOWED);
    private static final Set<String> PODS = Set.of("pod", "pod_name", "kubernetes_pod_name", "replicaset");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (!rule.isRecording()) {
            return;
        }
        SourceFile file = context.file();
        List<String> more = context.option(LABELS, file);
        LabelClasses classes = new LabelClasses(List.of(), more, context.option(ALLOWED, file));
        for (Kept kept : KeptLabels.of(rule, group, context, label -> classes.of(label).kind() == Kind.CHURNING && (!PODS.contains(label) || more.contains(label)))) {
            context.report(kept.expression().text(), kept.at(), "`" + kept.label() + "` has " + classes.of(kept.label()).reason() + ", so `"
                    + rule.name().value().orElse("") + "` gets new series each time and its old ones end" + Sizes.withAndWithout(kept.expression(), kept.label(), context))
                    .fix(kept.drop());
        }
    }
}
