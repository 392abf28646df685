package promc.checks.federation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.analysis.SelectorSet;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.VectorSelector;

/// A `match[]` that no series satisfies, whatever the other server stores: `{}`, for which no series are looked up at all, or matchers of one label that exclude each other. The other
/// server answers 200.
public final class SelectsNothing implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/selects-nothing", Severity.ERROR, "A `match[]` selects nothing, whatever the other server has");
    private static final String NAME = "__name__";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (expression.use() != Expression.Use.SELECTOR || !(root instanceof VectorSelector selector) || !SelectorSet.of(selector).map(SelectorSet::isEmpty).orElse(false)) {
            return;
        }
        context.report(expression.text(), selector.span(), selector.matchers().isEmpty() ? "a selector without a matcher selects nothing here; name the series that are needed"
                : why(selector) + ", so this selects nothing");
    }

    private static String why(VectorSelector selector) {
        Map<String, List<Matcher>> byLabel = new LinkedHashMap<>();
        for (Matcher matcher : selector.matchers()) {
            byLabel.computeIfAbsent(matcher.label().text(), label -> new ArrayList<>(1)).add(matcher);
        }
        for (Map.Entry<String, List<Matcher>> label : byLabel.entrySet()) {
            boolean name = label.getKey().equals(NAME);
            VectorSelector alone = new VectorSelector(selector.span(), name ? selector.name() : Optional.empty(), selector.braces(), label.getValue(), Modifiers.NONE);
            if (SelectorSet.of(alone).map(SelectorSet::isEmpty).orElse(false)) {
                return name && selector.name().isEmpty() && label.getValue().size() == 1 ? "every series has a name that is not empty"
                        : name ? "no metric name satisfies all that is asked of it" : "no value of `" + label.getKey() + "` satisfies "
                        + (label.getValue().size() == 1 ? "this matcher" : label.getValue().size() == 2 ? "both matchers" : "all these matchers");
            }
        }
        return "no series satisfies these matchers";
    }
}
