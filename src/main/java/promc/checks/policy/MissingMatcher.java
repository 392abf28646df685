package promc.checks.policy;

import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Entry;
import promc.lint.Option;
import promc.lint.Policy;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Call;
import promc.promql.Expr.Name;
import promc.promql.Expr.VectorSelector;
import promc.regex.Regex;

/// A selector without a matcher that the team's policy asks for.
public final class MissingMatcher implements Check.RuleCheck {
    private static final Option<String> LABEL = new Option.Text("label", "the label that a selector has to name; `__name__` is the name of the metric", "");
    private static final Option<Optional<Regex>> METRIC = new Option.Pattern("metric", "only with metrics of this name");
    private static final Option<Optional<Regex>> INSIDE = new Option.Pattern("inside", "only inside a function or aggregation of this name");
    private static final Option.Entries REQUIRED = Policy.ofRules("required", "what selectors have to name", true, LABEL, METRIC, INSIDE);
    private static final CheckInfo INFO = CheckInfo.proved("policy/missing-matcher", Severity.WARNING, "A selector lacks a matcher that the policy asks for").options(REQUIRED).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr();
        List<Entry> items = expression.isEmpty() ? List.of() : context.option(REQUIRED, context.file());
        for (Entry item : items) {
            if (Policy.covers(item, rule, group, context)) {
                visit(item, expression.get().valid().orElseThrow(), !item.has(INSIDE), expression.get(), context);
            }
        }
    }

    private static void visit(Entry item, Expr node, boolean inside, Expression expression, Context context) {
        if (node instanceof VectorSelector selector && inside) {
            look(item, selector, expression, context);
        }
        Optional<Name> function = node instanceof Call call ? Optional.of(call.name()) : node instanceof Aggregation aggregation ? Optional.of(aggregation.name()) : Optional.empty();
        boolean now = inside || function.isPresent() && item.get(INSIDE).filter(pattern -> pattern.matches(function.get().text())).isPresent();
        node.children().forEach(child -> visit(item, child, now, expression, context));
    }

    private static void look(Entry item, VectorSelector selector, Expression expression, Context context) {
        String label = item.get(LABEL);
        boolean named = label.equals("__name__") && selector.name().isPresent() || selector.matchers().stream().anyMatch(matcher -> matcher.label().text().equals(label));
        boolean meant = !item.has(METRIC) || item.get(METRIC).filter(pattern -> selector.metric().filter(pattern::matches).isPresent()).isPresent();
        if (meant && !named) {
            Policy.report(item, context, expression.text().file(), expression.text().toFile(selector.span()), label.equals("__name__") ? "this selector names no metric"
                    : "this selector says nothing of the label `" + label + "`");
        }
    }
}
