package promc.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import promc.analysis.NormalForm.Condition;
import promc.analysis.NormalForm.Part;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.DurationExpr;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Paren;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;
import promc.promql.Printer;
import promc.promql.ValueType;

/// Makes normal forms, from the leaves up. `ordered` is true below what may return something else when its input comes in another order: a sum of floats in the last digit,
/// `topk` where values are equal.
final class NormalForms {
    private static final SortedMap<String, Condition> NONE = new TreeMap<>();

    private final Facts facts;
    private final MatchingForm matching;

    NormalForms(Facts facts) {
        this.facts = facts;
        this.matching = new MatchingForm(facts);
    }

    Part form(Expr expr, boolean ordered) {
        return switch (expr) {
            case Paren paren -> form(paren.inner(), ordered);
            case NumberLiteral number -> plain(number(number.value()));
            case StringLiteral string -> plain(MatcherForm.quoted(string.value()));
            case VectorSelector selector -> selected(MatcherForm.of(selector), suffix(selector.modifiers()), selector);
            case MatrixSelector matrix -> selected(MatcherForm.of(matrix.selector()), '[' + duration(matrix.range()) + ']' + suffix(matrix.selector().modifiers()), matrix.selector());
            case Subquery subquery -> plain(text(subquery.expr(), ordered) + '[' + duration(subquery.range()) + ':' + subquery.step().map(NormalForms::duration).orElse("") + ']'
                    + suffix(subquery.modifiers()));
            case Unary unary -> unary.negative() ? negated(unary, ordered) : form(unary.operand(), ordered);
            case Call call -> call(call, ordered);
            case Aggregation aggregation -> aggregation(aggregation, ordered);
            case Binary binary -> binary(binary, ordered);
        };
    }

    private String text(Expr expr, boolean ordered) {
        return form(expr, ordered).text();
    }

    private static Part plain(String base) {
        return new Part(base, NONE, List.of(), Optional.empty(), "");
    }

    private static Part selected(String matchers, String suffix, VectorSelector selector) {
        return new Part(matchers + suffix, NONE, List.of(), Optional.of(selector), "{}" + suffix);
    }

    /// Each series of `inner` by itself becomes one of what is written `before` and `behind` it.
    private static Part each(String before, Part inner, String behind) {
        boolean series = inner.selector().isPresent() && inner.conditions().isEmpty();
        return new Part(before + inner.text() + behind, NONE, List.of(), series ? inner.selector() : Optional.empty(), series ? before + inner.skeleton() + behind : "");
    }

    private static String number(double value) {
        return "#" + value;
    }

    /// Nanoseconds, as Prometheus keeps them.
    private static String duration(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Literal literal -> Math.round(literal.value() * 1e9) + "ns";
            case DurationExpr.Paren paren -> duration(paren.inner());
            case DurationExpr.Sign sign when !sign.negative() -> duration(sign.operand());
            default -> Printer.print(duration);
        };
    }

    private static String suffix(Modifiers modifiers) {
        StringBuilder text = new StringBuilder();
        modifiers.mode().ifPresent(mode -> text.append(mode.smoothed() ? " smoothed" : " anchored"));
        modifiers.at().ifPresent(at -> text.append(" @").append(at.anchor()).append(at.millis()));
        modifiers.offset().map(offset -> duration(offset.by())).filter(by -> !by.equals("0ns")).ifPresent(by -> text.append(" offset ").append(by));
        return text.toString();
    }

    private Part negated(Unary unary, boolean ordered) {
        Part operand = form(unary.operand(), ordered);
        return unary.type() == ValueType.SCALAR ? constant(unary).isPresent() ? plain(number(constant(unary).getAsDouble())) : plain("-(" + operand.text() + ')') : each("-(", operand, ")");
    }

    /// The value of a scalar that is written with numbers only, of which every machine makes the same.
    private static OptionalDouble constant(Expr expr) {
        switch (expr) {
            case NumberLiteral number -> {
                return OptionalDouble.of(number.value());
            }
            case Paren paren -> {
                return constant(paren.inner());
            }
            case Unary unary -> {
                OptionalDouble operand = constant(unary.operand());
                return operand.isPresent() && unary.negative() ? OptionalDouble.of(-operand.getAsDouble()) : operand;
            }
            case Binary binary -> {
                OptionalDouble left = constant(binary.left());
                OptionalDouble right = left.isPresent() ? constant(binary.right()) : left;
                if (right.isEmpty()) {
                    return right;
                }
                double x = left.getAsDouble();
                double y = right.getAsDouble();
                return switch (binary.op()) {
                    case ADD -> OptionalDouble.of(x + y);
                    case SUB -> OptionalDouble.of(x - y);
                    case MUL -> OptionalDouble.of(x * y);
                    case DIV -> OptionalDouble.of(x / y);
                    case MOD -> OptionalDouble.of(x % y);
                    default -> OptionalDouble.empty();
                };
            }
            default -> {
                return OptionalDouble.empty();
            }
        }
    }

    private Part call(Call call, boolean ordered) {
        String name = call.function().name();
        List<Expr> args = call.args();
        switch (name) {
            case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc" -> {
                // The first two leave native histograms out.
                if (!ordered && (name.startsWith("sort_by") || facts.of(args.getFirst()).samples().onlyFloats())) {
                    return form(args.getFirst(), false);
                }
            }
            case "absent", "absent_over_time", "timestamp", "start_timestamp", "info" -> {
                return reading(name, args, ordered);
            }
            default -> { }
        }
        boolean below = ordered || name.startsWith("histogram_");
        List<Part> parts = new ArrayList<>(args.size());
        args.forEach(arg -> parts.add(form(arg, below)));
        if (name.equals("round") && parts.size() == 2 && parts.get(1).text().equals(number(1))) {
            parts.removeLast();
        }
        if (parts.size() == 1 && args.getFirst().type() != ValueType.SCALAR && isPerSeries(name)) {
            return each(name + '(', parts.getFirst(), ")");
        }
        StringBuilder text = new StringBuilder(name).append('(');
        parts.forEach(part -> text.append(part.text()).append(';'));
        return plain(text.append(')').toString());
    }

    private static boolean isPerSeries(String function) {
        return !function.startsWith("histogram_") && !function.equals("scalar") && !function.startsWith("sort");
    }

    /// Functions that look at how their argument is written: whether it is a selector, and which matchers it has.
    private Part reading(String name, List<Expr> args, boolean ordered) {
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i < args.size(); i++) {
            Expr arg = args.get(i).unwrapped();
            VectorSelector selector = arg instanceof MatrixSelector matrix ? matrix.selector() : arg instanceof VectorSelector found ? found : null;
            if (selector == null) {
                text.append("computed:");
            } else if (name.startsWith("absent")) {
                text.append(MatcherForm.labelsOfAbsent(selector));
            }
            // Which matchers of its second argument `info` takes for what is decided by their spelling.
            text.append(i == 1 ? Printer.print(arg) : text(arg, ordered || name.equals("info"))).append(';');
        }
        return plain(text.append(')').toString());
    }

    private Part aggregation(Aggregation aggregation, boolean ordered) {
        Aggregator op = aggregation.op();
        boolean counts = op == Aggregator.COUNT || op == Aggregator.GROUP || op == Aggregator.COUNT_VALUES;
        String inner = text(aggregation.expr(), ordered || !counts);
        return plain(op.keyword() + matching.grouping(aggregation) + '(' + aggregation.param().map(param -> text(param, ordered) + ';').orElse("") + inner + ')');
    }

    private Part binary(Binary binary, boolean ordered) {
        boolean leftScalar = binary.left().type() == ValueType.SCALAR;
        boolean rightScalar = binary.right().type() == ValueType.SCALAR;
        if (leftScalar && rightScalar) {
            OptionalDouble constant = constant(binary);
            return plain(constant.isPresent() ? number(constant.getAsDouble()) : sorted(binary, binary.op(), text(binary.left(), ordered), text(binary.right(), ordered)));
        }
        if (leftScalar || rightScalar) {
            return withScalar(binary, leftScalar, ordered);
        }
        return switch (binary.op()) {
            case AND, UNLESS -> filtered(binary, ordered);
            case OR -> united(binary, ordered);
            default -> joined(binary, ordered);
        };
    }

    /// The operator for operands that have changed places; the same for those that do not care.
    private static Optional<BinaryOp> mirrored(BinaryOp op) {
        return switch (op) {
            case ADD, MUL, EQ, NE, GT, LT, GE, LE -> Optional.of(op.mirrored());
            default -> Optional.empty();
        };
    }

    /// With the lesser operand first, where the operator allows it.
    private static String sorted(Binary binary, BinaryOp op, String left, String right) {
        Optional<BinaryOp> other = mirrored(op).filter(mirrored -> left.compareTo(right) > 0);
        String symbol = other.orElse(op).symbol() + (binary.boolSpan().isPresent() ? " bool" : "");
        return other.isPresent() ? '(' + right + ' ' + symbol + ' ' + left + ')' : '(' + left + ' ' + symbol + ' ' + right + ')';
    }

    private Part withScalar(Binary binary, boolean scalarFirst, boolean ordered) {
        Part vector = form(scalarFirst ? binary.right() : binary.left(), ordered);
        Expr scalar = scalarFirst ? binary.left() : binary.right();
        String value = text(scalar, ordered);
        Optional<BinaryOp> mirrored = scalarFirst ? mirrored(binary.op()) : Optional.of(binary.op());
        if (mirrored.isEmpty()) {
            return each('(' + value + ' ' + binary.op().symbol() + ' ', vector, ")");
        }
        BinaryOp op = mirrored.get();
        if (op.isComparison() && binary.boolSpan().isEmpty()) {
            OptionalDouble number = constant(scalar);
            return with(vector, op.symbol() + ' ' + value, number.isPresent() ? new Condition.Threshold(op, number.getAsDouble()) : new Condition.Other());
        }
        return each("(", vector, ' ' + op.symbol() + (binary.boolSpan().isPresent() ? " bool " : " ") + value + ')');
    }

    private static Part with(Part part, String text, Condition condition) {
        SortedMap<String, Condition> conditions = new TreeMap<>(part.conditions());
        conditions.put(text, condition);
        return new Part(part.base(), conditions, part.branches(), part.selector(), part.skeleton());
    }

    private Part filtered(Binary binary, boolean ordered) {
        Part left = form(binary.left(), ordered);
        // Only which series there are matters, not their order.
        Part right = form(binary.right(), false);
        String own = ordered ? text(binary.left(), false) : left.text();
        if (binary.op() == BinaryOp.AND && (right.text().equals(own) || right.text().equals(left.base()))) {
            return left;
        }
        return with(left, binary.op().symbol() + matching.of(binary) + ' ' + right.text(), new Condition.Other());
    }

    private Part united(Binary binary, boolean ordered) {
        String by = matching.of(binary);
        Map<String, Part> branches = new LinkedHashMap<>();
        for (Expr side : binary.children()) {
            Part part = form(side, ordered);
            String prefix = "or" + by + '(';
            if (part.conditions().isEmpty() && part.base().startsWith(prefix) && !part.branches().isEmpty()) {
                part.branches().forEach(branch -> branches.putIfAbsent(branch.text(), branch));
            } else {
                branches.putIfAbsent(part.text(), part);
            }
        }
        if (branches.size() == 1) {
            return branches.values().iterator().next();
        }
        return new Part("or" + by + '(' + String.join(" ; ", branches.keySet()) + ')', NONE, List.copyOf(branches.values()), Optional.empty(), "");
    }

    private Part joined(Binary binary, boolean ordered) {
        String left = text(binary.left(), ordered);
        String right = text(binary.right(), ordered);
        boolean computes = !binary.op().isComparison() || binary.boolSpan().isPresent();
        Optional<BinaryOp> mirrored = computes ? mirrored(binary.op()) : Optional.empty();
        String symbol = (binary.boolSpan().isPresent() ? " bool" : "") + matching.of(binary) + ' ';
        if (mirrored.isPresent() && binary.fill().isEmpty()) {
            if (matching.manySide(binary).isPresent()) {
                return plain(matching.manySide(binary).get() == Expr.Side.LEFT ? '(' + left + ' ' + binary.op().symbol() + symbol + right + ')'
                        : '(' + right + ' ' + mirrored.get().symbol() + symbol + left + ')');
            }
            if (left.compareTo(right) > 0 && !ordered && matching.isUnique(binary)) {
                return plain('(' + right + ' ' + mirrored.get().symbol() + symbol + left + ')');
            }
        }
        // Which side has many series is told where the sides stay as they are.
        String many = matching.manySide(binary).filter(side -> mirrored.isEmpty() || binary.fill().isPresent()).map(side -> side == Expr.Side.RIGHT ? " right" : "").orElse("");
        return plain('(' + left + ' ' + binary.op().symbol() + many + symbol + right + ')');
    }
}
