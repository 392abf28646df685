package promc.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import promc.analysis.Facts;
import promc.analysis.Presence;
import promc.analysis.Producers;
import promc.analysis.SeriesSet;
import promc.oracle.SeriesRecords.Outcome;
import promc.oracle.SeriesRecords.Question;

/// How much of what holds over all recorded databases is inferred from the expression alone.
final class Precision {
    /// With results over fewer databases, what they have in common is chance.
    private static final int LEAST_DATABASES = 3;

    private static final Map<String, String> NAMES = Map.of("written", "as in rules", "random", "made at random", "empty", "made to return nothing");

    /// What is inferred about a label of an expression's result, and what was seen over all databases.
    record Fact(Question question, String label, Presence inferred, Presence observed) {
        boolean isExact() {
            return inferred == observed;
        }
    }

    /// An expression that returns nothing over any database, and whether that is inferred.
    record Empty(Question question, boolean proved) {}

    private final List<Fact> facts = new ArrayList<>();
    private final List<Empty> empty = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();
    private int unbounded;
    private int full;

    Precision(SeriesRecords records) {
        for (Question question : records.questions()) {
            if (question.shared() && !question.kind().equals(SeriesQuestions.CORNER)) {
                SeriesSet set = Facts.of(question.expr(), Producers.UNKNOWN).root();
                if (question.isEmpty()) {
                    empty.add(new Empty(question, set.isNever()));
                } else if (question.full() >= LEAST_DATABASES) {
                    SeriesDatabases.LABELS.forEach(label -> facts.add(new Fact(question, label, set.label(label).presence(), observed(question, label))));
                }
            }
        }
        Inventoried.forEach(records, false, this::compare);
        ratios.sort(null);
    }

    private void compare(Inventoried known) {
        if (known.count() > 0 && !known.question().kind().equals(SeriesQuestions.CORNER)) {
            full++;
            unbounded += known.bound().isEmpty() ? 1 : 0;
            known.bound().ifPresent(bound -> ratios.add((double) bound / known.count()));
        }
    }

    private static Presence observed(Question question, String label) {
        boolean with = false;
        boolean without = false;
        for (Outcome outcome : question.outcomes()) {
            for (SeriesRecords.Sample sample : outcome.samples().orElse(List.of())) {
                with |= sample.labels().containsKey(label);
                without |= !sample.labels().containsKey(label);
            }
        }
        return with && without ? Presence.MAYBE : with ? Presence.ALWAYS : Presence.NEVER;
    }

    List<Fact> facts() {
        return facts;
    }

    List<Empty> empty() {
        return empty;
    }

    List<Empty> empty(String kind) {
        return empty.stream().filter(one -> one.question.kind().equals(kind)).toList();
    }

    /// The ratio of bound and number of series that so much of the results with a bound and at least one series do not exceed.
    double ratio(double share) {
        return ratios.get((int) Math.ceil(share * ratios.size()) - 1);
    }

    static double exact(List<Fact> facts) {
        return share(facts.stream().filter(Fact::isExact).count(), facts.size());
    }

    static double proved(List<Empty> empty) {
        return share(empty.stream().filter(Empty::proved).count(), empty.size());
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /// The figures, each with what it is of.
    Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("label facts that are exact", figure(exact(facts), facts.size()));
        for (String kind : List.of("written", "random")) {
            List<Fact> some = facts.stream().filter(fact -> fact.question.kind().equals(kind)).toList();
            figures.put("... of those of expressions " + NAMES.get(kind), figure(exact(some), some.size()));
        }
        for (Presence observed : Presence.values()) {
            List<Fact> some = facts.stream().filter(fact -> fact.observed == observed).toList();
            figures.put("... of labels that are " + (observed == Presence.MAYBE ? "there on some series only" : observed == Presence.ALWAYS ? "on every series" : "on no series"),
                    figure(exact(some), some.size()));
        }
        figures.put("expressions that return nothing anywhere of which that is proved", figure(proved(empty), empty.size()));
        for (String kind : List.of("empty", "written", "random")) {
            figures.put("... of those " + NAMES.get(kind), figure(proved(empty(kind)), empty(kind).size()));
        }
        figures.put("bound / number of series, median", "%.2f of %,d".formatted(ratio(0.5), ratios.size()));
        figures.put("... 75th percentile", "%.2f".formatted(ratio(0.75)));
        figures.put("... 90th percentile", "%.2f".formatted(ratio(0.9)));
        figures.put("results with series of which the number is bounded", figure(share(full - unbounded, full), full));
        return figures;
    }

    private static String figure(double share, int of) {
        return "%.1f %% of %,d".formatted(100 * share, of);
    }
}
