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

    Precision(SeriesRecords records) {
        for (Question question : records.questions()) {
            if (question.shared()) {
                SeriesSet set = Facts.of(question.expr(), Producers.UNKNOWN).root();
                if (question.isEmpty()) {
                    empty.add(new Empty(question, set.isNever()));
                } else if (question.full() >= LEAST_DATABASES) {
                    SeriesDatabases.LABELS.forEach(label -> facts.add(new Fact(question, label, set.label(label).presence(), observed(question, label))));
                }
            }
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
            figures.put("... of " + kind + " expressions", figure(exact(some), some.size()));
        }
        figures.put("empty results that are proved empty", figure(proved(empty), empty.size()));
        for (String kind : List.of("empty", "written", "random")) {
            figures.put("... of " + kind + " expressions", figure(proved(empty(kind)), empty(kind).size()));
        }
        return figures;
    }

    private static String figure(double share, int of) {
        return "%.1f %% of %,d".formatted(100 * share, of);
    }
}
