package promc.checks.recording;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.analysis.LabelFact;
import promc.analysis.RuleSeries;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;

/// A recorded name whose level is above the targets (`job:`, `namespace:`), for an expression that only computes a value for each series: nothing brings the series of the targets together.
/// Levels that name what tells targets apart are not judged: `instance_path:requests:rate5m` may well list all labels there are.
public final class KeepsAllLabels implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/keeps-all-labels", Severity.INFO,
            "A recorded name promises a level that the expression does not aggregate to");
    /// Levels that many targets share.
    private static final Set<String> SHARED = Set.of("job", "namespace", "cluster", "service", "env", "environment", "region", "zone", "datacenter", "team", "global");
    private static final String INSTANCE = "instance";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr().filter(expr -> rule.isRecording());
        String name = rule.name().value().orElse("");
        int colon = name.indexOf(':');
        if (expression.isEmpty() || colon <= 0 || !SHARED.containsAll(List.of(name.substring(0, colon).split("_")))) {
            return;
        }
        Optional<VectorSelector> selector = onlyComputed(expression.get().valid().orElseThrow());
        if (selector.isEmpty()) {
            return;
        }
        boolean each = RuleSeries.of(rule, group, context.facts(expression.get()).root()).stream().map(shape -> shape.label(INSTANCE)).anyMatch(LabelFact::isUnknown);
        if (each) {
            String level = name.substring(0, colon);
            context.report(context.file(), rule.name().span(), "the name promises one series for each `" + String.join("`, `", level.split("_"))
                    + "`, but nothing is aggregated: every series of `" + selector.get().metric().orElseThrow() + "` is recorded");
        }
    }

    /// The selector of a scraped metric whose series are all kept, each with a value of its own.
    private static Optional<VectorSelector> onlyComputed(Expr root) {
        return switch (root.unwrapped()) {
            case VectorSelector selector -> Optional.of(selector).filter(found -> found.metric().filter(metric -> !metric.contains(":")).isPresent());
            case MatrixSelector matrix -> onlyComputed(matrix.selector());
            case Call call when isPerSeries(call) -> call.vector().flatMap(KeepsAllLabels::onlyComputed);
            case Binary binary when binary.left().type() == ValueType.SCALAR && !binary.op().isComparison() -> onlyComputed(binary.right());
            case Binary binary when binary.right().type() == ValueType.SCALAR && !binary.op().isComparison() -> onlyComputed(binary.left());
            default -> Optional.empty();
        };
    }

    private static boolean isPerSeries(Call call) {
        return switch (call.function().name()) {
            case "rate", "irate", "increase", "delta", "idelta", "deriv", "changes", "resets", "ceil", "floor", "round", "abs" -> true;
            default -> call.function().name().endsWith("_over_time") && !call.function().name().startsWith("absent");
        };
    }
}
