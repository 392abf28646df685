package promc.checks.recording;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Paren;
import promc.promql.Expr;
import promc.promql.ValueType;
import promc.source.Span;

/// A record that keeps a quantile for each series: nobody can make the quantile of a service of those of its instances.
public final class PercentileNotAggregable implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/percentile-not-aggregable", Severity.INFO,
            "A recorded quantile of each series cannot be put together later").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (rule.isRecording() && rule.validExpr().isPresent()) {
            Expression expression = rule.validExpr().get();
            quantile(expression.valid().orElseThrow()).ifPresent(call -> context.report(expression.text(), call.name().span(),
                    "a quantile is recorded for each series, and quantiles cannot be put together again; record `sum by (le, ...)` of the buckets' rates, and take quantiles of that")
                    .fix(addedUp(call, rule, expression)));
        }
    }

    /// The quantile that is recorded, if its buckets come as they are, without an aggregation.
    private static Optional<Call> quantile(Expr expr) {
        return switch (expr) {
            case Paren paren -> quantile(paren.inner());
            case Binary binary when binary.right().type() == ValueType.SCALAR && binary.boolSpan().isEmpty() -> quantile(binary.left());
            case Binary binary when binary.left().type() == ValueType.SCALAR && !binary.op().isComparison() -> quantile(binary.right());
            case Call call when call.function().name().equals("histogram_quantile") && !isAggregated(call) -> Optional.of(call);
            default -> Optional.empty();
        };
    }

    /// Adds the rates of the buckets up first, by the labels that the level of the rule's name tells, or by `job`.
    private static Optional<Fix> addedUp(Call quantile, Rule rule, Expression expression) {
        Expr buckets = quantile.args().getLast();
        boolean classic = buckets instanceof Call call && call.args().getFirst() instanceof MatrixSelector matrix && matrix.selector().metric().filter(name -> name.endsWith("_bucket")).isPresent();
        String name = rule.name().value().orElse("");
        if (!classic || name.indexOf(':') < 0) {
            return Optional.empty();
        }
        List<String> level = Level.of(name.substring(0, name.indexOf(':')), expression.valid().orElseThrow()).labels();
        List<String> kept = (level.isEmpty() ? List.of("job") : level).stream().filter(label -> !label.equals("le")).toList();
        String open = "sum by (le, " + String.join(", ", kept) + ") (";
        return Fix.edit(expression.text(), Span.at(buckets.span().start()), open).flatMap(before -> Fix.edit(expression.text(), Span.at(buckets.span().end()), ")")
                .map(after -> new Fix("Add up the buckets first, so that one quantile is left for each " + kept.stream().map(label -> "`" + label + "`").collect(Collectors.joining(" and ")),
                        Applicability.UNSAFE, List.of(before, after))));
    }

    private static boolean isAggregated(Call call) {
        boolean[] found = new boolean[1];
        call.forEach(node -> found[0] |= node instanceof Aggregation || node instanceof Expr.VectorSelector selector && selector.metric().filter(metric -> metric.indexOf(':') < 0).isEmpty());
        return found[0];
    }
}
