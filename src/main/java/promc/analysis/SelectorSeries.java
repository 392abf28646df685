package promc.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;
import promc.regex.Regex;
import promc.source.Span;

/// What a selector finds: the matchers of one label together say which values it can have; then come those who are known to make such series.
final class SelectorSeries {
    /// A pattern of more names than this is not looked up name by name.
    static final int MAX_NAMES = 16;

    private SelectorSeries() {}

    static SeriesSet of(VectorSelector selector, Inference inference) {
        Map<String, LabelFact> facts = new LinkedHashMap<>();
        selector.name().ifPresent(name -> facts.put(Shape.NAME, LabelFact.always(Values.of(name.text()), new Why("the selector names the metric", name.span()))));
        for (Matcher matcher : selector.matchers()) {
            String label = matcher.label().text();
            LabelFact fact = fact(matcher);
            LabelFact before = facts.get(label);
            if (before != null && before.excludes(fact)) {
                return nothing(selector, List.of(before.why(), fact.why()), inference);
            }
            facts.put(label, before == null ? fact : before.and(fact));
            if (facts.get(label).isAlways() && facts.get(label).values().isEmpty()) {
                return nothing(selector, before == null ? List.of(fact.why()) : List.of(before.why(), fact.why()), inference);
            }
        }
        facts.compute(Shape.NAME, (label, fact) -> named(fact, selector));
        Span named = selector.name().map(name -> name.span()).orElse(selector.span());
        String what = selector.metric().map(name -> "`" + name + "`").orElse("this selector");
        Shape asked = new Shape(facts, false, new Why("nothing tells which other labels " + what + " has", named), selector.metric().map(metric -> BuiltInMetrics.samples(metric, named)).orElse(Samples.ANY));
        List<Shape> found = new ArrayList<>();
        List<Clash> missed = new ArrayList<>();
        if (!known(asked, named, found, missed, inference)) {
            return SeriesSet.of(ValueType.VECTOR, List.of(asked), false, List.of());
        }
        return found.isEmpty() ? missed(selector, missed, inference) : SeriesSet.of(ValueType.VECTOR, found, false, List.of());
    }

    /// The metric names that a selector can mean, where they are few enough to be looked up one by one; none otherwise.
    static Set<String> names(VectorSelector selector) {
        Optional<String> metric = selector.metric();
        if (metric.isPresent()) {
            return Set.of(metric.get());
        }
        LabelFact named = null;
        for (Matcher matcher : selector.matchers()) {
            if (matcher.label().text().equals(Shape.NAME)) {
                LabelFact fact = fact(matcher);
                named = named == null ? fact : named.and(fact);
            }
        }
        return named != null && named.values() instanceof Values.OneOf names && names.values().size() <= MAX_NAMES ? names.values() : Set.of();
    }

    /// Nothing without a metric name is stored: scraping, recording, remote write and OTLP all refuse it.
    private static LabelFact named(LabelFact fact, VectorSelector selector) {
        Why why = new Why("every series that is stored has a name", selector.span());
        return fact == null ? LabelFact.always(Values.ANY, why) : fact.isNever() ? fact : LabelFact.always(fact.values(), fact.isUnknown() ? why : fact.why());
    }

    private static SeriesSet nothing(VectorSelector selector, List<Why> because, Inference inference) {
        inference.died(selector, Dead.Cause.SELECTOR, true, because);
        return new SeriesSet(ValueType.VECTOR, List.of(), Truth.NEVER, because);
    }

    private static SeriesSet missed(VectorSelector selector, List<Clash> missed, Inference inference) {
        inference.clashed(selector, Dead.Cause.SELECTOR, true, missed);
        return new SeriesSet(ValueType.VECTOR, List.of(), Truth.NEVER, Inference.whys(missed));
    }

    /// Collects what the makers of these series tell; false if nothing is known about them.
    private static boolean known(Shape asked, Span named, List<Shape> found, List<Clash> missed, Inference inference) {
        if (!(asked.label(Shape.NAME).values() instanceof Values.OneOf names) || names.values().size() > MAX_NAMES || !asked.label(Shape.NAME).isAlways()) {
            return false;
        }
        boolean any = false;
        for (String name : names.values()) {
            Optional<Production> production = inference.production(name);
            any |= production.isPresent();
            LabelFact own = LabelFact.always(Values.of(name), asked.label(Shape.NAME).why());
            if (production.isEmpty() || !production.get().complete()) {
                found.add(asked.with(Shape.NAME, own));
            }
            production.ifPresent(known -> known.shapes().forEach(made -> meet(asked.with(Shape.NAME, own), made.at(named), missed).ifPresent(found::add)));
        }
        return any;
    }

    /// The series that are as asked for and as made; empty if there are none.
    static Optional<Shape> meet(Shape asked, Shape made, List<Clash> missed) {
        SortedSet<String> labels = new TreeSet<>(asked.labels().keySet());
        labels.addAll(made.labels().keySet());
        Map<String, LabelFact> both = new LinkedHashMap<>();
        for (String label : labels) {
            LabelFact wanted = asked.label(label);
            LabelFact there = made.label(label);
            if (wanted.excludes(there)) {
                missed.add(new Clash(label, wanted, there));
                return Optional.empty();
            }
            both.put(label, there.and(wanted));
        }
        return Optional.of(new Shape(both, made.closed(), made.rest(), made.samples()));
    }

    /// What one matcher tells about its label. Its values are of no concern where it accepts all of them.
    static LabelFact fact(Matcher matcher) {
        String label = matcher.label().text();
        String value = matcher.value().value();
        Why asks = new Why("the matcher asks for it", matcher.span());
        Why refuses = new Why("the matcher asks for series without `" + label + "`", matcher.span());
        if (!matcher.op().isRegex()) {
            boolean empty = value.isEmpty();
            if (matcher.op() == MatchOp.EQUAL) {
                return empty ? LabelFact.never(refuses) : LabelFact.always(Values.of(value), asks);
            }
            return empty ? LabelFact.always(Values.ANY, asks) : LabelFact.maybe(matching(matcher), new Why("the matcher lets series without it pass", matcher.span()));
        }
        if (!(Regex.parse(value) instanceof Regex regex)) {
            return LabelFact.maybe(Values.ANY, asks);
        }
        boolean negative = matcher.op() == MatchOp.NOT_REGEX;
        boolean absent = regex.matches("") != negative;
        if (regex.matchesEverything()) {
            // Negated, it accepts nothing at all: neither a value nor that there is none.
            return negative ? LabelFact.always(Values.NONE, new Why("the matcher accepts nothing", matcher.span())) : LabelFact.maybe(Values.ANY, asks);
        }
        if (regex.matchesAllButEmpty()) {
            return negative ? LabelFact.never(refuses) : LabelFact.always(Values.ANY, asks);
        }
        Values values = negative ? matching(matcher) : regex.finiteValues(Values.MAX_VALUES).map(Values::of).orElseGet(() -> regex.matchesNothing() ? Values.NONE : matching(matcher));
        if (!absent) {
            return LabelFact.always(values, asks);
        }
        return values.equals(Values.NONE) ? LabelFact.never(refuses) : LabelFact.maybe(values, new Why("the matcher lets series without it pass", matcher.span()));
    }

    private static Values matching(Matcher matcher) {
        return MatchLanguages.of(matcher).map(language -> (Values) new Values.Matching(List.of(new Values.Constraint(matcher.op(), matcher.value().value(), language))))
                .orElse(Values.ANY);
    }
}
