package promc.checks.promql;

import java.util.Optional;
import java.util.Set;
import promc.analysis.Facts;
import promc.analysis.SeriesSet;
import promc.analysis.Shape;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Name;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Side;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;

/// `labelled or vector(0)`: a series without labels beside series that have some.
final class Fallbacks {
    /// Labels that are often external ones, which series have in some places only; and what quantiles take away.
    private static final Set<String> OPTIONAL = Set.of("cluster", "region", "environment", "env", "datacenter", "dc", "prometheus", "replica", "prometheus_replica", "monitor", "tenant", "le", "__name__");

    private Fallbacks() {}

    /// `or` is the operation, `constant` its right side, `value` that side's value where a number is written there.
    record Fallback(Binary or, Call constant, Optional<Double> value) {}

    /// `node`, in parentheses or not, if it is `x or vector(...)` that compares all labels.
    static Optional<Fallback> of(Expr node) {
        if (node.unwrapped() instanceof Binary or && or.op() == BinaryOp.OR && or.matching().isEmpty() && or.right().unwrapped() instanceof Call call
                && call.function().name().equals("vector")) {
            return Optional.of(new Fallback(or, call, call.args().getFirst().unwrapped() instanceof NumberLiteral number ? Optional.of(number.value()) : Optional.empty()));
        }
        return Optional.empty();
    }

    /// A label that the series of `expr` have: by proof, or because an aggregation names it, or because whatever is scraped has it.
    static Optional<String> label(Expr expr, Facts facts) {
        SeriesSet set = facts.of(expr);
        if (set.isNever()) {
            return Optional.empty();
        }
        for (String label : set.knownLabels()) {
            if (!label.equals(Shape.NAME) && set.label(label).isAlways()) {
                return Optional.of(label);
            }
        }
        return named(expr, facts).filter(label -> !set.label(label).isNever());
    }

    private static Optional<String> named(Expr expr, Facts facts) {
        return switch (expr.unwrapped()) {
            case Aggregation aggregation when aggregation.op().keepsInputLabels() -> named(aggregation.expr(), facts);
            case Aggregation aggregation -> aggregation.grouping().flatMap(grouping -> grouped(grouping, aggregation.expr(), facts));
            case VectorSelector selector -> selector.metric().filter(metric -> metric.indexOf(':') < 0).map(metric -> "instance");
            case Expr.MatrixSelector matrix -> named(matrix.selector(), facts);
            case Expr.Subquery subquery -> named(subquery.expr(), facts);
            case Expr.Unary unary -> named(unary.operand(), facts);
            case Binary binary -> binary(binary, facts);
            case Call call when !call.function().name().startsWith("absent") -> call.vector().flatMap(vector -> named(vector, facts));
            default -> Optional.empty();
        };
    }

    private static Optional<String> grouped(Grouping grouping, Expr operand, Facts facts) {
        if (grouping.without()) {
            return named(operand, facts).filter(label -> !grouping.names(label));
        }
        for (Name label : grouping.labels()) {
            if (!OPTIONAL.contains(label.text()) && !facts.of(operand).label(label.text()).isNever()) {
                return Optional.of(label.text());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> binary(Binary binary, Facts facts) {
        if (binary.op() == BinaryOp.OR) {
            return named(binary.left(), facts).filter(label -> named(binary.right(), facts).isPresent());
        }
        if (binary.left().type() == ValueType.SCALAR) {
            return named(binary.right(), facts);
        }
        Optional<Matching> matching = binary.matching();
        if (matching.isPresent() && !binary.op().isSetOperator()) {
            if (matching.get().group().isPresent()) {
                return named(matching.get().group().get().manySide() == Side.LEFT ? binary.left() : binary.right(), facts);
            }
            if (matching.get().on()) {
                return matching.get().labels().stream().map(Name::text).filter(label -> !OPTIONAL.contains(label)).findFirst();
            }
        }
        return named(binary.left(), facts);
    }
}
