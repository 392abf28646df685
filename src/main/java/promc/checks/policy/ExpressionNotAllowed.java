package promc.checks.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import promc.promql.Expr.Matcher;
import promc.promql.Expr.Name;
import promc.promql.Expr.VectorSelector;
import promc.regex.Regex;
import promc.source.Span;

/// An expression that uses a metric, a label, a function or a label value that the team's policy forbids.
public final class ExpressionNotAllowed implements Check.RuleCheck {
    private static final Option<Optional<Regex>> NAME = new Option.Pattern("name", "which ones, by name or pattern");
    private static final Option<List<String>> EXCEPT = new Option.Strings("except", "names that are allowed all the same", List.of());
    private static final Option<Optional<Regex>> METRIC = new Option.Pattern("metric", "only with metrics of this name");
    private static final Option<List<String>> VALUES = new Option.Strings("values", "the values that the label has", List.of());
    private static final Option.Entries METRICS = Policy.ofRules("metrics", "metrics that are not to be read", true, NAME, EXCEPT);
    private static final Option.Entries LABELS = Policy.ofRules("labels", "labels that are not to be used in matchers, `by`, `without`, `on`, `ignoring` and `group_left`", true, NAME, EXCEPT, METRIC);
    private static final Option.Entries FUNCTIONS = Policy.ofRules("functions", "functions and aggregations that are not to be used", true, NAME, EXCEPT);
    private static final Option.Entries LABEL_VALUES = Policy.ofRules("label_values", "labels whose values are known: a selector that takes none of them is a mistake", true, NAME, VALUES, METRIC);
    private static final CheckInfo INFO = CheckInfo.proved("policy/expression-not-allowed", Severity.WARNING, "An expression uses a metric, a label or a function that the policy does not allow")
            .options(METRICS, LABELS, FUNCTIONS, LABEL_VALUES).offByDefault();

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
        Expr root = expression.get().valid().orElseThrow();
        each(METRICS, rule, group, context, item -> root.forEach(node -> {
            if (node instanceof VectorSelector selector) {
                selector.metric().filter(metric -> names(item, metric))
                        .ifPresent(metric -> Policy.report(item, context, expression.get(), nameOf(selector), "the metric `" + metric + "` is not allowed here"));
            }
        }));
        each(FUNCTIONS, rule, group, context, item -> root.forEach(node -> {
            Optional<Name> function = node instanceof Call call ? Optional.of(call.name()) : node instanceof Aggregation aggregation ? Optional.of(aggregation.name()) : Optional.empty();
            function.filter(name -> names(item, name.text())).ifPresent(name -> Policy.report(item, context, expression.get(), name.span(), "`" + name.text() + "` is not allowed here"));
        }));
        each(LABELS, rule, group, context, item -> labels(item, root, expression.get(), context));
        each(LABEL_VALUES, rule, group, context, item -> root.forEach(node -> {
            if (node instanceof VectorSelector selector && isFor(item, selector)) {
                values(item, selector, expression.get(), context);
            }
        }));
    }

    private interface Use {
        void of(Entry item);
    }

    private static void each(Option.Entries option, Rule rule, RuleGroup group, Context context, Use use) {
        for (Entry item : context.option(option, context.file())) {
            if (Policy.covers(item, rule, group, context)) {
                use.of(item);
            }
        }
    }

    private static boolean names(Entry item, String name) {
        return item.get(NAME).filter(pattern -> pattern.matches(name)).isPresent() && !item.get(EXCEPT).contains(name);
    }

    /// Where the item names a metric, what aggregates and joins use counts only where every series there is of such a metric.
    private static void labels(Entry item, Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            List<Name> used = switch (node) {
                case VectorSelector selector when isFor(item, selector) -> selector.matchers().stream().map(Matcher::label).filter(name -> !name.text().equals("__name__")).toList();
                case Aggregation aggregation when areFor(item, aggregation.expr()) -> aggregation.grouping().map(Expr.Grouping::labels).orElse(List.of());
                case Expr.Binary binary when binary.matching().isPresent() && areFor(item, binary) -> {
                    Expr.Matching matching = binary.matching().get();
                    yield Stream.concat(matching.labels().stream(), matching.group().stream().flatMap(include -> include.include().stream())).toList();
                }
                default -> List.<Name>of();
            };
            used.stream().filter(name -> names(item, name.text())).forEach(name -> Policy.report(item, context, expression, name.span(), "the label `" + name.text() + "` is not to be used here"
                    + item.get(METRIC).map(metric -> " with metrics that match `" + metric.pattern() + "`").orElse("")));
        });
    }

    private static boolean isFor(Entry item, VectorSelector selector) {
        return !item.has(METRIC) || item.get(METRIC).filter(pattern -> selector.metric().filter(pattern::matches).isPresent()).isPresent();
    }

    private static boolean areFor(Entry item, Expr part) {
        boolean[] all = {true};
        part.forEach(node -> all[0] &= !(node instanceof VectorSelector selector) || isFor(item, selector));
        return all[0];
    }

    private static void values(Entry item, VectorSelector selector, Expression expression, Context context) {
        List<Matcher> matchers = selector.matchers().stream().filter(matcher -> item.get(NAME).filter(name -> name.matches(matcher.label().text())).isPresent()).toList();
        if (!matchers.isEmpty() && item.get(VALUES).stream().noneMatch(value -> matchers.stream().allMatch(matcher -> takes(matcher, value)))) {
            Policy.report(item, context, expression, matchers.getFirst().span(), "this takes none of the values of `" + matchers.getFirst().label().text() + "`, which are `" + String.join("`, `", item.get(VALUES)) + "`");
        }
    }

    private static boolean takes(Matcher matcher, String value) {
        String wanted = matcher.value().value();
        return switch (matcher.op()) {
            case EQUAL -> value.equals(wanted);
            case NOT_EQUAL -> !value.equals(wanted);
            case REGEX -> !(Regex.parse(wanted) instanceof Regex regex) || regex.matches(value);
            case NOT_REGEX -> !(Regex.parse(wanted) instanceof Regex regex) || !regex.matches(value);
        };
    }

    private static Span nameOf(VectorSelector selector) {
        return selector.name().map(Name::span).orElse(selector.span());
    }
}
