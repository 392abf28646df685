package promc.checks.policy;

import java.util.List;
import java.util.Optional;
import promc.analysis.LabelFact;
import promc.analysis.SeriesSet;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Entry;
import promc.lint.Option;
import promc.lint.Policy;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;

/// A rule whose result has lost a label that the team's policy wants kept, or can have one that it wants gone. Labels that the rule or its group sets are part of the result.
public final class ResultLabelNotAllowed implements Check.RuleCheck {
    private static final Option<String> LABEL = new Option.Text("label", "the label", "");
    private static final Option.Entries KEEP = Policy.ofRules("keep", "labels that results have to have", true, LABEL);
    private static final Option.Entries STRIP = Policy.ofRules("strip", "labels that results may not have", true, LABEL);
    private static final CheckInfo INFO = CheckInfo.proved("policy/result-label-not-allowed", Severity.WARNING,
            "The result of a rule lacks a label that the policy wants kept, or can have one that it wants gone").options(KEEP, STRIP).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr();
        if (expression.isEmpty()) {
            return;
        }
        for (Entry item : context.option(KEEP, context.file())) {
            if (Policy.covers(item, rule, group, context) && set(item, rule, group).isEmpty()) {
                kept(item, expression.get(), context);
            }
        }
        List<Entry> strip = context.option(STRIP, context.file());
        for (Entry item : strip) {
            if (Policy.covers(item, rule, group, context)) {
                stripped(item, rule, group, expression.get(), context);
            }
        }
    }

    /// The label that the rule or its group sets, whose value may be empty and so take the label away.
    private static Optional<Pair> set(Entry item, Rule rule, RuleGroup group) {
        return Policy.labels(rule, group).filter(pair -> pair.name().equals(item.get(LABEL))).findFirst();
    }

    private static void kept(Entry item, Expression expression, Context context) {
        SeriesSet result = context.facts(expression).root();
        String label = item.get(LABEL);
        LabelFact fact = result.label(label);
        if (fact.isNever() && !result.shapes().isEmpty()) {
            boolean here = fact.why().elsewhere().isEmpty() && !fact.why().place().isEmpty();
            Policy.report(item, context, expression, here ? fact.why().place() : root(expression).span(), "the result has no label `" + label + "`, which the policy wants kept: " + fact.why().reason());
        }
    }

    private static void stripped(Entry item, Rule rule, RuleGroup group, Expression expression, Context context) {
        String label = item.get(LABEL);
        Optional<Pair> set = set(item, rule, group);
        if (set.isPresent()) {
            if (!Policy.text(set.get()).orElse("").isEmpty()) {
                Policy.report(item, context, context.file(), set.get().key().span(), "the label `" + label + "` is set here, which the policy wants gone from the result");
            }
            return;
        }
        LabelFact fact = context.facts(expression).root().label(label);
        if (!fact.isNever()) {
            boolean here = fact.why().elsewhere().isEmpty() && !fact.why().place().isEmpty();
            Draft draft = Policy.report(item, context, expression, here ? fact.why().place() : root(expression).span(), "the result can have the label `" + label + "`, which the policy wants gone: " + fact.why().reason());
            if (fact.isUnknown()) {
                draft.likely();
            }
        }
    }

    private static Expr root(Expression expression) {
        return expression.valid().orElseThrow();
    }
}
