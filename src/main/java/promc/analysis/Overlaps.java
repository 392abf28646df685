package promc.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.analysis.RuleScopes.Recorded;
import promc.analysis.RuleScopes.Records;
import promc.model.RuleFile;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;

/// Which of the rules that make a metric a selector reads: those whose labels its matchers do not exclude.
final class Overlaps {
    /// Fewer rules than this are looked at one by one; more are looked up by a label that the selector asks for exactly.
    private static final int INDEXED_FROM = 16;

    private final RecordedSeries series;
    private final Map<Records, Map<String, ByValue>> indexes = new IdentityHashMap<>();

    /// The rules of one metric by the values that a label can have in what they write; `others` are those of which that is not known.
    private record ByValue(Map<String, List<Recorded>> values, List<Recorded> others) {
        int count(String value) {
            return values.getOrDefault(value, List.of()).size() + others.size();
        }

        List<Recorded> of(String value) {
            List<Recorded> both = new ArrayList<>(values.getOrDefault(value, List.of()));
            both.addAll(others);
            return both;
        }
    }

    /// A rule that a selector reads. `sure`: the selector accepts all that the rule can write.
    record Found(Recorded recorded, boolean sure) {}

    Overlaps(RecordedSeries series) {
        this.series = series;
    }

    /// The rules among `records` that `selector`, in the file `reader`, reads; more than `limit` are not looked for.
    Optional<List<Found>> of(VectorSelector selector, Records records, RuleFile reader, int limit) {
        Map<String, LabelFact> asked = asked(selector);
        List<Found> found = new ArrayList<>();
        for (Recorded recorded : candidates(selector, records)) {
            if (asked.isEmpty()) {
                found.add(new Found(recorded, true));
            } else {
                test(asked, recorded, reader).ifPresent(found::add);
            }
            if (found.size() > limit) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /// True unless the labels that the rule sets are not what a selector of another server asks for.
    static boolean accepts(VectorSelector selector, Recorded recorded) {
        Map<String, LabelFact> set = set(recorded);
        return asked(selector).entrySet().stream().noneMatch(ask -> set.containsKey(ask.getKey()) && set.get(ask.getKey()).excludes(ask.getValue()));
    }

    /// What the matchers ask of each label but the name. A selector that contradicts itself asks for what nothing has.
    private static Map<String, LabelFact> asked(VectorSelector selector) {
        Map<String, LabelFact> asked = new TreeMap<>();
        for (Matcher matcher : selector.matchers()) {
            String label = matcher.label().text();
            if (!label.equals(Shape.NAME)) {
                LabelFact fact = SelectorSeries.fact(matcher);
                LabelFact before = asked.get(label);
                asked.put(label, before == null ? fact : before.excludes(fact) ? LabelFact.always(Values.NONE, fact.why()) : before.and(fact));
            }
        }
        return asked;
    }

    private Optional<Found> test(Map<String, LabelFact> asked, Recorded recorded, RuleFile reader) {
        Map<String, LabelFact> set = set(recorded);
        boolean told = true;
        boolean sure = true;
        for (Map.Entry<String, LabelFact> ask : asked.entrySet()) {
            LabelFact own = set.get(ask.getKey());
            if (own == null) {
                told = false;
            } else if (own.excludes(ask.getValue())) {
                return Optional.empty();
            } else {
                sure &= implies(own, ask.getValue());
            }
        }
        // What its expression returns is looked at only where the labels that the rule sets do not tell.
        return told ? Optional.of(new Found(recorded, sure)) : test(asked, recorded, series.of(recorded, reader));
    }

    private static Optional<Found> test(Map<String, LabelFact> asked, Recorded recorded, List<Shape> shapes) {
        boolean any = shapes.isEmpty();
        boolean sure = !shapes.isEmpty();
        for (Shape shape : shapes) {
            boolean excluded = false;
            for (Map.Entry<String, LabelFact> ask : asked.entrySet()) {
                LabelFact own = shape.label(ask.getKey());
                excluded |= own.excludes(ask.getValue());
                sure &= implies(own, ask.getValue());
            }
            any |= !excluded;
        }
        return any ? Optional.of(new Found(recorded, sure)) : Optional.empty();
    }

    /// Proved that whatever `own` allows satisfies `asked`.
    private static boolean implies(LabelFact own, LabelFact asked) {
        if (!own.isAlways() && !asked.allows("")) {
            return false;
        }
        return own.isNever() || switch (own.values()) {
            case Values.OneOf one -> one.values().stream().allMatch(asked::allows);
            case Values.Any ignored -> !asked.isNever() && asked.values() instanceof Values.Any;
            case Values.Matching matching -> !asked.isNever() && (asked.values() instanceof Values.Any || asked.values().equals(matching));
        };
    }

    private static Map<String, LabelFact> set(Recorded recorded) {
        if (recorded.set == null) {
            recorded.set = recorded.rule.isAlert() ? RuleSeries.alertLabels(recorded.metric, recorded.rule, recorded.group) : RuleSeries.labels(recorded.rule, recorded.group);
        }
        return recorded.set;
    }

    private List<Recorded> candidates(VectorSelector selector, Records records) {
        if (records.rules.size() < INDEXED_FROM) {
            return records.rules;
        }
        ByValue best = null;
        String wanted = "";
        for (Matcher matcher : selector.matchers()) {
            String label = matcher.label().text();
            String value = matcher.value().value();
            if (matcher.op() == MatchOp.EQUAL && !value.isEmpty() && !label.equals(Shape.NAME)) {
                ByValue index = indexes.computeIfAbsent(records, key -> new HashMap<>()).computeIfAbsent(label, key -> index(records, label));
                if (best == null || index.count(value) < best.count(wanted)) {
                    best = index;
                    wanted = value;
                }
            }
        }
        return best == null ? records.rules : best.of(wanted);
    }

    private static ByValue index(Records records, String label) {
        ByValue index = new ByValue(new HashMap<>(), new ArrayList<>());
        for (Recorded recorded : records.rules) {
            LabelFact fact = set(recorded).get(label);
            if (fact == null || !(fact.values() instanceof Values.OneOf one)) {
                index.others.add(recorded);
            } else {
                one.values().forEach(value -> index.values.computeIfAbsent(value, key -> new ArrayList<>(1)).add(recorded));
            }
        }
        return index;
    }
}
