package promc.checks.cardinality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.LabelFact;
import promc.analysis.SeriesSet;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;

/// A recording rule whose result is told to have a great many labels: their values multiply.
public final class TooManyLabels implements Check.RuleCheck {
    private static final Option<Integer> MAX = new Option.Int("max", "how many labels a recorded metric may have", 12);
    private static final CheckInfo INFO = CheckInfo.likely("cardinality/too-many-labels", Severity.INFO, "A recorded metric has so many labels that it sums up little").options(MAX);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.expr().value();
        Optional<Expr> root = expression.flatMap(Expression::valid);
        int max = context.option(MAX, context.file());
        if (!rule.isRecording() || root.isEmpty() || !names(root.get(), max)) {
            return;
        }
        SeriesSet result = context.facts(expression.get()).root();
        List<String> labels = new ArrayList<>();
        for (String label : result.knownLabels()) {
            LabelFact fact = result.label(label);
            if (!fact.isNever() && (result.isClosed() || !fact.isUnknown())) {
                labels.add("`" + label + "`");
            }
        }
        if (labels.size() > max) {
            context.report(expression.get().text(), root.get().span(), "the result has " + labels.size() + " labels, whose numbers of values multiply: " + String.join(", ", labels));
        }
    }

    /// So many labels come from one long list, or from several that add up; both are rare.
    private static boolean names(Expr root, int max) {
        int[] count = new int[1];
        root.forEach(node -> {
            if (node instanceof Aggregation aggregation) {
                count[0] += aggregation.grouping().map(grouping -> grouping.labels().size()).orElse(0);
            } else if (node instanceof Expr.Binary binary) {
                count[0] += binary.matching().map(matching -> matching.labels().size() + matching.group().map(modifier -> modifier.include().size()).orElse(0)).orElse(0);
            } else if (node instanceof Expr.VectorSelector selector) {
                count[0] += selector.matchers().size() + 1;
            } else if (node instanceof Expr.Call) {
                count[0]++;
            }
        });
        return count[0] > max;
    }
}
