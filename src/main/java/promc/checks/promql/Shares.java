package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.analysis.MatchLanguages;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.Matching;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Name;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.VectorSelector;
import promc.promql.Printer;
import promc.promql.ValueType;

/// Ratios of a part to the whole: what is divided is a sum or count over some of the series that the divisor sums or counts, or is one of the terms that the divisor adds up. Such a ratio is at
/// most 1, if no value is negative.
final class Shares {
    /// Functions that look at one series at a time and give no negative values of values that are not.
    private static final Set<String> SERIES_BY_SERIES = Set.of("rate", "irate", "increase", "resets", "changes", "sum_over_time", "count_over_time", "avg_over_time", "min_over_time",
            "max_over_time", "last_over_time", "label_replace", "label_join");
    private static final String BUCKET = "_bucket";

    private Shares() {}

    /// The values from `low` to `high` of an expression that is made of the share `division`.
    record Share(Binary division, double low, double high) {
        Share times(double factor) {
            return new Share(division, Math.min(low * factor, high * factor), Math.max(low * factor, high * factor));
        }

        Share plus(double term) {
            return new Share(division, low + term, high + term);
        }
    }

    /// What `expr` is of a share: the share itself, in percent, or what is left of 1 or 100.
    static Optional<Share> of(Expr expr) {
        return switch (expr.unwrapped()) {
            case Aggregation aggregation when aggregation.op() == Aggregator.AVG || aggregation.op() == Aggregator.MAX || aggregation.op() == Aggregator.MIN -> of(aggregation.expr());
            case Binary binary when binary.op() == BinaryOp.DIV && binary.right().type() == ValueType.VECTOR && binary.left().type() == ValueType.VECTOR && binary.fill().isEmpty() -> division(binary);
            case Binary binary when binary.right().unwrapped() instanceof NumberLiteral number -> constant(binary.op(), of(binary.left()), number.value());
            case Binary binary when binary.left().unwrapped() instanceof NumberLiteral number -> switch (binary.op()) {
                case SUB -> of(binary.right()).map(share -> share.times(-1).plus(number.value()));
                case MUL, ADD -> constant(binary.op(), of(binary.right()), number.value());
                default -> Optional.empty();
            };
            default -> Optional.empty();
        };
    }

    private static Optional<Share> constant(BinaryOp op, Optional<Share> share, double number) {
        return switch (op) {
            case MUL -> share.map(s -> s.times(number));
            case DIV -> number == 0 ? Optional.empty() : share.map(s -> s.times(1 / number));
            case ADD -> share.map(s -> s.plus(number));
            case SUB -> share.map(s -> s.plus(-number));
            default -> Optional.empty();
        };
    }

    private static Optional<Share> division(Binary binary) {
        double[] factor = {1};
        Expr part = withoutFactor(binary.left(), factor);
        Expr whole = withoutFloor(binary.right());
        boolean isPart = isPart(part, whole, binary.matching(), factor)
                || binary.matching().isEmpty() && terms(whole).stream().anyMatch(term -> isPart(part, term.unwrapped(), Optional.empty(), factor) || isSame(part, term));
        return isPart && factor[0] > 0 ? Optional.of(new Share(binary, 0, factor[0])) : Optional.empty();
    }

    private static boolean isSame(Expr part, Expr term) {
        return Printer.print(part.unwrapped()).equals(Printer.print(term.unwrapped()));
    }

    /// The terms of a sum of several; none if it is no sum.
    private static List<Expr> terms(Expr whole) {
        List<Expr> terms = new ArrayList<>();
        Expr rest = whole;
        while (rest.unwrapped() instanceof Binary sum && sum.op() == BinaryOp.ADD && sum.matching().isEmpty() && sum.fill().isEmpty() && isVectors(sum)) {
            terms.add(sum.right());
            rest = sum.left();
        }
        if (!terms.isEmpty()) {
            terms.add(rest);
        }
        return terms;
    }

    private static boolean isVectors(Binary binary) {
        return binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR;
    }

    /// A number that something is multiplied by goes into `factor`.
    private static Expr withoutFactor(Expr expr, double[] factor) {
        Expr inner = expr.unwrapped();
        if (inner instanceof Binary binary && binary.op() == BinaryOp.MUL) {
            if (binary.right().unwrapped() instanceof NumberLiteral number) {
                factor[0] *= number.value();
                return withoutFactor(binary.left(), factor);
            }
            if (binary.left().unwrapped() instanceof NumberLiteral number) {
                factor[0] *= number.value();
                return withoutFactor(binary.right(), factor);
            }
        }
        return inner;
    }

    /// `clamp_min` and a comparison only leave, or make, greater divisors.
    private static Expr withoutFloor(Expr expr) {
        Expr inner = expr.unwrapped();
        if (inner instanceof Call call && call.function().name().equals("clamp_min") && call.args().size() == 2) {
            return withoutFloor(call.args().getFirst());
        }
        return isFilter(inner) ? withoutFloor(((Binary) inner).left()) : inner;
    }

    private static boolean isFilter(Expr expr) {
        return expr instanceof Binary binary && binary.op().isComparison() && binary.boolSpan().isEmpty() && binary.left().type() == ValueType.VECTOR
                && binary.right().unwrapped() instanceof NumberLiteral;
    }

    /// True if each group of `part` is made of series of the group of `whole` that it is matched with.
    private static boolean isPart(Expr part, Expr whole, Optional<Matching> matching, double[] factor) {
        if (!(part instanceof Aggregation some) || !(whole instanceof Aggregation all) || some.op() != all.op() || some.op() != Aggregator.SUM && some.op() != Aggregator.COUNT
                || !meets(some.grouping(), all.grouping(), matching)) {
            return false;
        }
        double[] inside = {1};
        Expr inner = some.op() == Aggregator.SUM ? withoutFactor(some.expr(), inside) : some.expr().unwrapped();
        boolean among = isAmong(inner, all.expr().unwrapped());
        factor[0] *= among ? inside[0] : 1;
        return among;
    }

    /// True if all labels of a group of `all` are compared, so that the matched group of `some` lies within it.
    private static boolean meets(Optional<Grouping> some, Optional<Grouping> all, Optional<Matching> matching) {
        boolean without = all.map(Grouping::without).orElse(false);
        if (without != some.map(Grouping::without).orElse(false)) {
            return false;
        }
        Set<String> of = labels(some.map(Grouping::labels));
        Set<String> within = labels(all.map(Grouping::labels));
        Set<String> named = labels(matching.map(Matching::labels));
        boolean on = matching.map(Matching::on).orElse(false);
        if (without) {
            return !on && within.containsAll(of) && within.containsAll(named);
        }
        return of.containsAll(within) && (on ? named.containsAll(within) : within.stream().noneMatch(named::contains));
    }

    private static Set<String> labels(Optional<List<Name>> names) {
        Set<String> labels = new TreeSet<>();
        names.ifPresent(all -> all.forEach(name -> labels.add(name.text())));
        return labels;
    }

    /// True if the series of `some` are among those of `all`, with the same values.
    private static boolean isAmong(Expr some, Expr all) {
        if (isFilter(some)) {
            return isAmong(((Binary) some).left().unwrapped(), all) || isFilter(all) && Printer.print(some).equals(Printer.print(all));
        }
        return switch (some) {
            case VectorSelector selector -> all instanceof VectorSelector other && isAmong(selector, other);
            case MatrixSelector matrix -> all instanceof MatrixSelector other && Printer.print(matrix.range()).equals(Printer.print(other.range())) && isAmong(matrix.selector(), other.selector());
            case Call call -> all instanceof Call other && SERIES_BY_SERIES.contains(call.function().name()) && call.function().name().equals(other.function().name()) && isAmong(call, other);
            default -> false;
        };
    }

    private static boolean isAmong(Call some, Call all) {
        if (some.args().size() != all.args().size()) {
            return false;
        }
        for (int i = 0; i < some.args().size(); i++) {
            Expr a = some.args().get(i).unwrapped();
            Expr b = all.args().get(i).unwrapped();
            if (a.type() == ValueType.VECTOR || a.type() == ValueType.MATRIX ? !isAmong(a, b) : !Printer.print(a).equals(Printer.print(b))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAmong(VectorSelector some, VectorSelector all) {
        if (some.metric().isEmpty() || all.metric().isEmpty() || !modifiers(some).equals(modifiers(all))) {
            return false;
        }
        boolean sameMetric = some.metric().equals(all.metric());
        return sameMetric && narrows(some, all, false) || isOneBucket(some) && isCount(some.metric().get(), all) && narrows(some, all, true);
    }

    private static String modifiers(VectorSelector selector) {
        return Printer.print(new VectorSelector(selector.span(), Optional.of(new Name(selector.span(), "x", false)), Optional.empty(), List.of(), selector.modifiers()));
    }

    /// A classic bucket has what its histogram counted up to its bound.
    private static boolean isOneBucket(VectorSelector selector) {
        return selector.metric().orElseThrow().endsWith(BUCKET) && selector.matchers().stream().filter(m -> m.label().text().equals("le")).count() == 1
                && selector.matchers().stream().anyMatch(m -> m.label().text().equals("le") && m.op() == MatchOp.EQUAL);
    }

    private static boolean isCount(String bucket, VectorSelector all) {
        String metric = all.metric().orElseThrow();
        return metric.equals(bucket.substring(0, bucket.length() - BUCKET.length()) + "_count") || metric.equals(bucket)
                && all.matchers().stream().anyMatch(m -> m.label().text().equals("le") && m.op() == MatchOp.EQUAL && m.value().value().equals("+Inf"));
    }

    /// True if whatever satisfies the matchers of `some` satisfies those of `all`.
    private static boolean narrows(VectorSelector some, VectorSelector all, boolean buckets) {
        for (Matcher matcher : all.matchers()) {
            String label = matcher.label().text();
            List<Matcher> same = some.matchers().stream().filter(other -> other.label().text().equals(label)).toList();
            boolean skipped = label.equals("__name__") || buckets && label.equals("le");
            if (!skipped && same.stream().noneMatch(other -> MatchLanguages.isWrittenTheSame(other, matcher)) && (same.isEmpty() || !MatchLanguages.implied(matcher, same))) {
                return false;
            }
        }
        return true;
    }
}
