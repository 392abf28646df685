package promc.checks.policy;

import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Entry;
import promc.lint.Option;
import promc.lint.Policy;
import promc.lint.Severity;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;

/// An annotation with a name or a text that the team's policy forbids.
public final class AnnotationNotAllowed implements Check.RuleCheck {
    private static final Option.Entries ANNOTATIONS = ValueItems.option("annotations", "annotations that are not allowed, or not with every text");
    private static final CheckInfo INFO = CheckInfo.proved("policy/annotation-not-allowed", Severity.WARNING, "An alert has an annotation, or a text of one, that the policy does not allow")
            .fixable(Applicability.UNSAFE).options(ANNOTATIONS).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (rule.annotations().isEmpty()) {
            return;
        }
        for (Entry item : context.option(ANNOTATIONS, context.file())) {
            if (Policy.covers(item, rule, group, context)) {
                for (Pair pair : rule.annotations()) {
                    if (ValueItems.names(item, pair)) {
                        ValueItems.check(item, pair, "annotation", context);
                    }
                }
            }
        }
    }
}
