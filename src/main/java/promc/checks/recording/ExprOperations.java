package promc.checks.recording;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import promc.promql.Expr;
import promc.promql.PromDuration;
import promc.source.Span;

/// What an expression does, as far as names of recorded metrics tell such things: functions and aggregations, windows, quantiles. What the names of the metrics it reads promise counts too,
/// for a sum of `:rate5m` is one. The first place of each is kept.
final class ExprOperations {
    /// What the name says and the expression contradicts. `mild` if the result differs less than the name suggests.
    record Contradiction(String message, String found, Span place, boolean mild) {}

    private static final double CLOSE = 1e-9;

    private final Map<String, Span> functions = new LinkedHashMap<>();
    private final Map<String, Span> aggregations = new LinkedHashMap<>();
    private final Map<Long, Span> windows = new LinkedHashMap<>();
    private final Map<Double, Span> quantiles = new LinkedHashMap<>();
    private final Set<String> readWords = new HashSet<>();
    private boolean unknown;
    private boolean scaled;
    private boolean divided;

    private ExprOperations() {}

    static ExprOperations of(Expr root) {
        ExprOperations found = new ExprOperations();
        root.forEach(found::add);
        return found;
    }

    private void add(Expr node) {
        switch (node) {
            case Expr.Call call -> {
                functions.putIfAbsent(call.name().text(), call.name().span());
                if (call.name().text().equals("histogram_quantile") || call.name().text().equals("quantile_over_time")) {
                    addQuantile(call.args().getFirst());
                }
            }
            case Expr.Aggregation aggregation -> {
                aggregations.putIfAbsent(aggregation.name().text(), aggregation.name().span());
                if (aggregation.name().text().equals("quantile")) {
                    aggregation.param().ifPresent(this::addQuantile);
                }
            }
            case Expr.MatrixSelector matrix -> addWindow(matrix.range().seconds(), matrix.brackets());
            case Expr.Subquery subquery -> addWindow(subquery.range().seconds(), subquery.brackets());
            case Expr.VectorSelector selector -> addSelector(selector);
            case Expr.Binary binary -> {
                divided |= binary.op().symbol().equals("/");
                scaled |= binary.op().symbol().equals("*") || binary.op().symbol().equals("/");
            }
            default -> { }
        }
    }

    private void addWindow(OptionalDouble seconds, Span place) {
        if (seconds.isPresent()) {
            windows.putIfAbsent(Math.round(seconds.getAsDouble() * 1000), place);
        } else {
            unknown = true;
        }
    }

    private void addQuantile(Expr given) {
        if (given.unwrapped() instanceof Expr.NumberLiteral number) {
            quantiles.putIfAbsent(number.value(), number.span());
        } else {
            unknown = true;
        }
    }

    private void addSelector(Expr.VectorSelector selector) {
        String metric = selector.metric().orElse("");
        if (metric.isEmpty()) {
            unknown = true;
        }
        NameOperations promised = NameOperations.of(metric);
        promised.windows().forEach(window -> windows.putIfAbsent(window.millis(), selector.span()));
        promised.quantiles().forEach(quantile -> quantiles.putIfAbsent(quantile, selector.span()));
        for (String part : metric.split("[_:]")) {
            readWords.add(part.replaceAll("[0-9].*", ""));
        }
        for (Expr.Matcher matcher : selector.matchers()) {
            if (matcher.label().text().equals("quantile")) {
                addLabel(matcher);
            }
        }
    }

    private void addLabel(Expr.Matcher matcher) {
        try {
            if (matcher.op() == Expr.MatchOp.EQUAL) {
                quantiles.putIfAbsent(Double.parseDouble(matcher.value().value()), matcher.span());
                return;
            }
        } catch (NumberFormatException noNumber) {
            unknown = true;
        }
        unknown |= matcher.op() != Expr.MatchOp.EQUAL;
    }

    /// The first thing of the name that the expression contradicts.
    Optional<Contradiction> contradiction(NameOperations name) {
        if (unknown) {
            return Optional.empty();
        }
        Optional<Contradiction> quantile = quantile(name);
        Optional<Contradiction> window = quantile.isPresent() ? quantile : window(name);
        Optional<Contradiction> change = window.isPresent() ? window : change(name);
        return change.isPresent() ? change : aggregation(name);
    }

    private Optional<Contradiction> quantile(NameOperations name) {
        for (double promised : name.quantiles()) {
            if (quantiles.isEmpty() || quantiles.keySet().stream().anyMatch(given -> Math.abs(given - promised) < CLOSE)) {
                continue;
            }
            Map.Entry<Double, Span> given = quantiles.entrySet().iterator().next();
            return Optional.of(new Contradiction("the name promises the quantile " + promised + ", but the expression takes " + given.getKey(), "the quantile", given.getValue(), false));
        }
        return Optional.empty();
    }

    private Optional<Contradiction> window(NameOperations name) {
        for (NameOperations.Window promised : name.windows()) {
            if (!windows.isEmpty() && !windows.containsKey(promised.millis())) {
                Map.Entry<Long, Span> given = windows.entrySet().iterator().next();
                return Optional.of(new Contradiction("the name promises a window of " + promised.text() + ", but the expression has " + PromDuration.format(given.getKey()),
                        "the window", given.getValue(), false));
            }
        }
        return Optional.empty();
    }

    /// A rate under the name of an increase, or the other way: they differ by the length of the window, unless something is multiplied.
    private Optional<Contradiction> change(NameOperations name) {
        for (String promised : List.of("rate", "irate", "increase")) {
            boolean named = name.words().contains(promised);
            boolean done = functions.containsKey(promised) || readWords.contains(promised);
            if (!named || done) {
                continue;
            }
            for (String other : List.of("rate", "irate", "increase")) {
                boolean sameUnit = !other.equals("increase") && !promised.equals("increase");
                if (functions.containsKey(other) && !name.words().contains(other) && (sameUnit || !scaled)) {
                    return Optional.of(new Contradiction("the name promises `" + promised + "`, but the expression takes `" + other + "`" + (sameUnit ? "" : ", whose unit is another one"),
                            "`" + other + "` is taken here", functions.get(other), sameUnit));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Contradiction> aggregation(NameOperations name) {
        for (String promised : List.of("sum", "avg", "min", "max")) {
            boolean done = aggregations.containsKey(promised) || functions.containsKey(promised + "_over_time") || readWords.contains(promised) || switch (promised) {
                // A count is a sum of ones, and a rate is an average over its window.
                case "sum" -> aggregations.containsKey("count");
                case "avg" -> divided || functions.containsKey("rate");
                case "max" -> aggregations.containsKey("topk");
                default -> aggregations.containsKey("bottomk");
            };
            if (!name.words().contains(promised) || done) {
                continue;
            }
            for (String other : List.of("sum", "avg", "min", "max")) {
                if (aggregations.containsKey(other) && !name.words().contains(other)) {
                    return Optional.of(new Contradiction("the name promises `" + promised + "`, but the expression takes `" + other + "`", "`" + other + "` is taken here", aggregations.get(other), true));
                }
            }
        }
        return Optional.empty();
    }
}
