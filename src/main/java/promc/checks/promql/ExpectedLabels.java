package promc.checks.promql;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import promc.analysis.Facts;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Name;
import promc.promql.Expr.Side;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;

/// The labels that whoever wrote an expression counts on, though nothing proves them: those an aggregation is grouped by, and `instance` and `job`, which Prometheus gives to
/// all that it scrapes. Labels that are proved to be gone are never among them.
final class ExpectedLabels {
    /// What every scraped series has, unless a configuration takes pains to remove it.
    private static final Set<String> TARGET = Set.of("instance", "job");
    private static final Set<String> MADE_BY_RULES = Set.of("ALERTS", "ALERTS_FOR_STATE");

    private final Facts facts;
    /// In a chain of operators each asks for what the one before it asked for.
    private final Map<Expr, Set<String>> known = new IdentityHashMap<>();

    ExpectedLabels(Facts facts) {
        this.facts = facts;
    }

    /// Nesting is bounded by the parser, so recursion is safe.
    Set<String> of(Expr expr) {
        Set<String> labels = known.get(expr);
        if (labels == null) {
            labels = found(expr);
            known.put(expr, labels);
        }
        return new TreeSet<>(labels);
    }

    private Set<String> found(Expr expr) {
        Set<String> labels = new TreeSet<>(switch (expr) {
            case VectorSelector selector -> selector.metric().filter(name -> !name.contains(":") && !MADE_BY_RULES.contains(name)).isPresent() ? TARGET : Set.of();
            case Aggregation aggregation -> aggregation(aggregation);
            case Binary binary -> binary(binary);
            case Call call -> call(call);
            case Expr.Paren paren -> of(paren.inner());
            case Expr.Unary unary -> of(unary.operand());
            case Expr.Subquery subquery -> of(subquery.expr());
            case Expr.MatrixSelector matrix -> of(matrix.selector());
            case Expr.NumberLiteral ignored -> Set.of();
            case Expr.StringLiteral ignored -> Set.of();
        });
        labels.removeIf(label -> facts.of(expr).label(label).isNever());
        return labels;
    }

    private Set<String> aggregation(Aggregation aggregation) {
        if (aggregation.op().keepsInputLabels()) {
            return of(aggregation.expr());
        }
        if (aggregation.grouping().isEmpty()) {
            return Set.of();
        }
        Grouping grouping = aggregation.grouping().get();
        if (!grouping.without()) {
            return names(grouping.labels());
        }
        Set<String> left = of(aggregation.expr());
        left.removeAll(names(grouping.labels()));
        return left;
    }

    private Set<String> binary(Binary binary) {
        if (binary.left().type() == ValueType.SCALAR) {
            return of(binary.right());
        }
        if (binary.right().type() == ValueType.SCALAR) {
            return of(binary.left());
        }
        Set<String> left = of(binary.left());
        return switch (binary.op()) {
            case AND, UNLESS -> left;
            case OR -> {
                left.retainAll(of(binary.right()));
                yield left;
            }
            default -> matched(binary, left);
        };
    }

    private Set<String> matched(Binary binary, Set<String> left) {
        if (binary.fill().isPresent()) {
            return Set.of();
        }
        if (binary.matching().isEmpty()) {
            return left;
        }
        Matching matching = binary.matching().get();
        if (matching.group().isPresent()) {
            Set<String> many = matching.group().get().manySide() == Side.LEFT ? left : of(binary.right());
            many.removeAll(names(matching.group().get().include()));
            return many;
        }
        if (matching.on()) {
            left.retainAll(names(matching.labels()));
        } else {
            left.removeAll(names(matching.labels()));
        }
        return left;
    }

    private Set<String> call(Call call) {
        return switch (call.function().name()) {
            case "absent", "absent_over_time", "vector", "scalar", "label_replace", "label_join" ->
                    call.function().name().startsWith("label_") ? withoutTarget(call) : Set.of();
            case "histogram_quantile", "histogram_fraction", "histogram_quantiles" -> {
                Set<String> labels = operand(call);
                labels.remove("le");
                yield labels;
            }
            default -> operand(call);
        };
    }

    private Set<String> operand(Call call) {
        return call.vector().map(this::of).orElse(new TreeSet<>());
    }

    /// The label that `label_replace` and `label_join` write may be there or not.
    private Set<String> withoutTarget(Call call) {
        Set<String> labels = of(call.args().getFirst());
        if (call.args().get(1).unwrapped() instanceof Expr.StringLiteral target) {
            labels.remove(target.value());
        }
        return labels;
    }

    private static Set<String> names(Iterable<Name> labels) {
        Set<String> names = new TreeSet<>();
        labels.forEach(label -> names.add(label.text()));
        return names;
    }
}
