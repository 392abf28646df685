package promc.promql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.At;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Fill;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.Matching;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.Name;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Offset;
import promc.promql.Expr.Paren;
import promc.promql.Expr.Side;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;

/// Writes expressions on one line, exactly as `Expr.String()` of Prometheus 3.14 does, its known flaws included: a selector without any matcher
/// prints as nothing, durations lose what is below a millisecond. Parsing the result gives the same result again but for those.
public final class Printer {
    private static final long[] UNIT_MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    /// The units that Prometheus writes only where nothing is left over.
    private static final int EXACT_UNITS = 2;

    private final StringBuilder out = new StringBuilder();

    private Printer() {}

    /// The canonical text of a well-typed expression.
    public static String print(Expr expr) {
        Printer printer = new Printer();
        printer.write(expr);
        return printer.out.toString();
    }

    /// The canonical text of a duration, as in brackets and behind `offset`.
    public static String print(DurationExpr duration) {
        Printer printer = new Printer();
        printer.rangeOrStep(duration);
        return printer.out.toString();
    }

    /// A matcher, as in braces.
    public static String print(Matcher matcher) {
        Printer printer = new Printer();
        printer.label(matcher.label().text());
        printer.out.append(matcher.op().symbol());
        Strings.quote(printer.out, matcher.value().value());
        return printer.out.toString();
    }

    /// What stands between the operands of `binary`: operator, `bool`, matching, fill.
    public static String operator(Binary binary) {
        Printer printer = new Printer();
        printer.operatorOf(binary);
        return printer.out.toString();
    }

    /// What stands before the arguments of an aggregation: `sum`, or `sum by (job) ` with a space behind.
    public static String header(Aggregation aggregation) {
        Printer printer = new Printer();
        printer.headerOf(aggregation);
        return printer.out.toString();
    }

    /// What stands behind the operand of a subquery: range, step and modifiers.
    public static String suffix(Subquery subquery) {
        Printer printer = new Printer();
        printer.suffixOf(subquery);
        return printer.out.toString();
    }

    private void write(Expr expr) {
        switch (expr) {
            case NumberLiteral n -> out.append(n.duration() ? seconds(n.value()) : decimal(n.value()));
            case StringLiteral s -> Strings.quote(out, s.value());
            case VectorSelector v -> {
                selector(v);
                at(v.modifiers());
                mode(v.modifiers());
                offset(v.modifiers());
            }
            case MatrixSelector m -> {
                selector(m.selector());
                out.append('[');
                rangeOrStep(m.range());
                out.append(']');
                mode(m.selector().modifiers());
                at(m.selector().modifiers());
                offset(m.selector().modifiers());
            }
            case Subquery q -> {
                write(q.expr());
                suffixOf(q);
            }
            case Call c -> {
                out.append(c.name().text()).append('(');
                list(c.args());
                out.append(')');
            }
            case Aggregation a -> {
                headerOf(a);
                out.append('(');
                list(a.children());
                out.append(')');
            }
            case Binary b -> {
                write(b.left());
                out.append(' ');
                operatorOf(b);
                out.append(' ');
                write(b.right());
            }
            case Unary u -> {
                out.append(u.negative() ? '-' : '+');
                write(u.operand());
            }
            case Paren p -> {
                out.append('(');
                write(p.inner());
                out.append(')');
            }
        }
    }

    private void list(List<Expr> exprs) {
        for (int i = 0; i < exprs.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            write(exprs.get(i));
        }
    }

    private void selector(VectorSelector v) {
        String outside = v.name().map(Name::text).orElse("");
        List<String> matchers = new ArrayList<>();
        for (Matcher matcher : v.matchers()) {
            String value = matcher.value().value();
            boolean repeatsName = matcher.label().text().equals("__name__") && matcher.op() == Expr.MatchOp.EQUAL
                    && value.equals(outside) && !value.isEmpty();
            if (!repeatsName) {
                matchers.add(print(matcher));
            }
        }
        // By bytes of UTF-8, which is the order of code points.
        matchers.sort(Comparator.comparing(m -> m.codePoints().toArray(), Arrays::compare));
        out.append(outside);
        if (!matchers.isEmpty()) {
            out.append('{').append(String.join(",", matchers)).append('}');
        }
    }

    private void at(Modifiers modifiers) {
        if (modifiers.at().isPresent()) {
            At at = modifiers.at().get();
            out.append(" @ ").append(switch (at.anchor()) {
                case START -> "start()";
                case END -> "end()";
                case TIMESTAMP -> new BigDecimal(at.millis() / 1000.0).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
            });
        }
    }

    private void mode(Modifiers modifiers) {
        modifiers.mode().ifPresent(mode -> out.append(mode.smoothed() ? " smoothed" : " anchored"));
    }

    private void offset(Modifiers modifiers) {
        Optional<Offset> offset = modifiers.offset();
        if (offset.isEmpty() || Durations.isZero(offset.get().by())) {
            return;
        }
        out.append(" offset ");
        rangeOrStep(offset.get().by());
    }

    private void suffixOf(Subquery q) {
        out.append('[');
        rangeOrStep(q.range());
        out.append(':');
        q.step().filter(step -> !Durations.isZero(step)).ifPresent(this::rangeOrStep);
        out.append(']');
        at(q.modifiers());
        offset(q.modifiers());
    }

    private void headerOf(Aggregation a) {
        out.append(a.op().keyword());
        if (a.grouping().isPresent() && (a.grouping().get().without() || !a.grouping().get().labels().isEmpty())) {
            out.append(a.grouping().get().without() ? " without (" : " by (");
            labels(a.grouping().get().labels());
            out.append(") ");
        }
    }

    private void operatorOf(Binary b) {
        out.append(b.op().symbol());
        if (b.boolSpan().isPresent()) {
            out.append(" bool");
        }
        if (b.matching().isEmpty() && b.fill().isEmpty()) {
            return;
        }
        // Matching next to a scalar, which can only be an empty one, is dropped.
        if (b.left().type() == ValueType.VECTOR && b.right().type() == ValueType.VECTOR) {
            b.matching().ifPresent(this::matching);
            b.fill().ifPresent(this::fill);
        }
    }

    private void matching(Matching m) {
        if (m.on() || !m.labels().isEmpty() || m.group().isPresent()) {
            out.append(m.on() ? " on (" : " ignoring (");
            labels(m.labels());
            out.append(')');
        }
        m.group().ifPresent(group -> {
            out.append(group.manySide() == Side.LEFT ? " group_left (" : " group_right (");
            labels(group.include());
            out.append(')');
        });
    }

    private void fill(Fill fill) {
        // Compared as numbers, not as objects: NaN differs from itself, and 0 equals -0.
        if (fill.left().isPresent() && fill.right().isPresent() && (double) fill.left().get() == (double) fill.right().get()) {
            out.append(" fill (").append(general(fill.left().get())).append(')');
            return;
        }
        fill.left().ifPresent(value -> out.append(" fill_left (").append(general(value)).append(')'));
        fill.right().ifPresent(value -> out.append(" fill_right (").append(general(value)).append(')'));
    }

    private void labels(List<Name> names) {
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            label(names.get(i).text());
        }
    }

    private void label(String name) {
        if (isPlainLabel(name)) {
            out.append(name);
        } else {
            Strings.quote(out, name);
        }
    }

    /// True for label names that need no quotes: `[A-Za-z_][A-Za-z0-9_]*`.
    public static boolean isPlainLabel(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && !('a' <= c && c <= 'z') && !('A' <= c && c <= 'Z') && !(i > 0 && '0' <= c && c <= '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    // Alone, a number is a duration as well; inside duration arithmetic it stays a number.
    private void rangeOrStep(DurationExpr duration) {
        if (duration instanceof DurationExpr.Literal literal) {
            out.append(nanos(Math.rint(literal.value() * 1e9)));
        } else {
            write(duration);
        }
    }

    private void write(DurationExpr duration) {
        switch (duration) {
            case DurationExpr.Literal d -> out.append(d.unit() ? seconds(d.value()) : decimal(d.value()));
            case DurationExpr.Sign s -> {
                out.append(s.negative() ? "-" : "");
                write(s.operand());
            }
            case DurationExpr.Arithmetic a -> {
                write(a.left());
                out.append(' ').append(a.op().symbol()).append(' ');
                write(a.right());
            }
            case DurationExpr.Call c -> {
                out.append(c.word().name().toLowerCase(Locale.ROOT)).append('(');
                for (int i = 0; i < c.args().size(); i++) {
                    out.append(i == 0 ? "" : ", ");
                    write(c.args().get(i));
                }
                out.append(')');
            }
            case DurationExpr.Paren p -> {
                out.append('(');
                write(withoutParens(p.inner()));
                out.append(')');
            }
        }
    }

    private static DurationExpr withoutParens(DurationExpr duration) {
        DurationExpr inner = duration;
        while (true) {
            if (inner instanceof DurationExpr.Paren p) {
                inner = p.inner();
            } else if (inner instanceof DurationExpr.Sign s && !s.negative()) {
                inner = s.operand();
            } else {
                return inner;
            }
        }
    }

    /// `text` in double quotes with escapes as Go writes them, which is how Prometheus prints label values.
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        Strings.quote(out, text);
        return out.toString();
    }

    /// Seconds in Prometheus' units, to the millisecond.
    public static String seconds(double seconds) {
        return nanos(seconds * 1e9);
    }

    private static String nanos(double nanos) {
        long millis = (long) Math.abs(nanos) / 1_000_000;
        String sign = nanos < 0 ? "-" : "";
        if (millis == 0) {
            return sign + "0s";
        }
        StringBuilder text = new StringBuilder(sign);
        for (int i = 0; i < UNITS.length; i++) {
            boolean wanted = i >= EXACT_UNITS || millis % UNIT_MILLIS[i] == 0;
            if (wanted && millis >= UNIT_MILLIS[i]) {
                text.append(millis / UNIT_MILLIS[i]).append(UNITS[i]);
                millis %= UNIT_MILLIS[i];
            }
        }
        return text.toString();
    }

    /// A number without exponent and with the fewest digits that give it back.
    public static String decimal(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return digits.toPlainString();
    }

    // Go's %v.
    private static String general(double value) {
        double size = Math.abs(value);
        if (!(size < 1e-4 || size >= 1e6) || size == 0 || Double.isInfinite(value)) {
            return decimal(value);
        }
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        String unscaled = digits.unscaledValue().abs().toString();
        int exponent = unscaled.length() - 1 - digits.scale();
        String fraction = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
        return (value < 0 ? "-" : "") + unscaled.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + String.format("%02d", Math.abs(exponent));
    }
}
