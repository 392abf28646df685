package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.analysis.MatchLanguages;
import promc.promql.Aggregator;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Call;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.VectorSelector;
import promc.promql.Expr;
import promc.regex.Regex;

/// A selector that reads series whatever their metric is. `reader` is the function or aggregation that stands directly around it, if one does.
record Nameless(VectorSelector selector, Breadth breadth, Optional<Expr> reader) {
    /// How much of a server it selects. `ALL`: proved, every series. `NEARLY_ALL`: every scraped series, as far as names and labels are the usual ones, or all but what it excludes.
    /// `SOME`: what else its matchers ask for, of every metric.
    enum Breadth { ALL, NEARLY_ALL, SOME }

    private static final String NAME = "__name__";
    /// Labels that every scraped series has, though a recorded one may not.
    private static final Set<String> ON_EVERY_SCRAPED_SERIES = Set.of("job", "instance");
    /// Names that have nothing in common: a pattern that accepts them all is not about one program.
    private static final List<String> UNLIKE = List.of("up", "go_goroutines", "http_requests_total", "node_cpu_seconds_total", "zookeeper_up");

    /// Those of an expression, without the second argument of `info`, which selects what to add and has a default of its own.
    static List<Nameless> of(Expr root) {
        boolean[] any = new boolean[1];
        root.forEach(node -> any[0] |= node instanceof VectorSelector selector && selector.name().isEmpty());
        if (!any[0]) {
            return List.of();
        }
        List<Nameless> found = new ArrayList<>();
        collect(root, Optional.empty(), found);
        return found;
    }

    /// Depth is bounded by that of the parser.
    private static void collect(Expr expr, Optional<Expr> reader, List<Nameless> found) {
        switch (expr) {
            case VectorSelector selector -> breadth(selector).ifPresent(breadth -> found.add(new Nameless(selector, breadth, reader)));
            case Expr.Paren paren -> collect(paren.inner(), reader, found);
            case MatrixSelector matrix -> collect(matrix.selector(), reader, found);
            case Call call when call.function().name().equals("info") && !call.args().isEmpty() -> collect(call.args().getFirst(), Optional.of(call), found);
            case Call call -> call.args().forEach(arg -> collect(arg, Optional.of(call), found));
            case Aggregation aggregation -> aggregation.children().forEach(child -> collect(child, Optional.of(aggregation), found));
            default -> expr.children().forEach(child -> collect(child, Optional.empty(), found));
        }
    }

    private static Optional<Breadth> breadth(VectorSelector selector) {
        if (selector.name().isPresent()) {
            return Optional.empty();
        }
        Breadth breadth = Breadth.ALL;
        for (Matcher matcher : selector.matchers()) {
            boolean name = matcher.label().text().equals(NAME);
            if (MatchLanguages.isTrueOfAll(matcher)) {
                continue;
            }
            if (isNearlyTrueOfAll(matcher, name)) {
                breadth = breadth == Breadth.SOME ? breadth : Breadth.NEARLY_ALL;
            } else if (name) {
                return Optional.empty();
            } else {
                breadth = Breadth.SOME;
            }
        }
        return Optional.of(breadth);
    }

    /// True for what excludes something, for labels that each scraped series has, and for patterns that fit names of every kind.
    private static boolean isNearlyTrueOfAll(Matcher matcher, boolean name) {
        String value = matcher.value().value();
        if (matcher.op().isNegative() && !value.isEmpty() && !(Regex.parse(value) instanceof Regex regex && matcher.op().isRegex() && MatchLanguages.isOnlyEmpty(regex))) {
            return true;
        }
        if (name) {
            return matcher.op() == MatchOp.REGEX && Regex.parse(value) instanceof Regex regex && UNLIKE.stream().allMatch(regex::matches);
        }
        return ON_EVERY_SCRAPED_SERIES.contains(matcher.label().text()) && (matcher.op() == MatchOp.NOT_EQUAL
                || matcher.op() == MatchOp.REGEX && Regex.parse(value) instanceof Regex regex && regex.matchesAllButEmpty());
    }

    /// True if only the number of series is asked for.
    boolean isCounted() {
        return reader.filter(expr -> expr instanceof Aggregation aggregation && (aggregation.op() == Aggregator.COUNT || aggregation.op() == Aggregator.GROUP)).isPresent();
    }

    /// True if the names are told apart: a rule that counts the series of each metric.
    boolean isCountedByName() {
        return isCounted() && reader.filter(expr -> expr instanceof Aggregation aggregation
                && aggregation.grouping().map(grouping -> namesAreKept(grouping)).orElse(false)).isPresent();
    }

    private static boolean namesAreKept(Grouping grouping) {
        return !grouping.without() && grouping.names(NAME);
    }

    boolean isAbsence() {
        return reader.filter(expr -> expr instanceof Call call && call.function().name().startsWith("absent")).isPresent();
    }
}
