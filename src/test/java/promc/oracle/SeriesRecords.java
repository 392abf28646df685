package promc.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.promql.Expr;
import promc.promql.Promql;

/// What the engine returned for the questions of [SeriesQuestions] and [RuleSetQuestions].
final class SeriesRecords {
    /// One element of a result. `value` is empty for a native histogram.
    record Sample(Map<String, String> labels, Optional<Double> value) {}

    /// What an expression returned over the database with this id; empty if the evaluation failed.
    record Outcome(String database, Optional<List<Sample>> samples) {
        boolean isFull() {
            return samples.isPresent() && !samples.get().isEmpty();
        }

        boolean isEmpty() {
            return samples.isPresent() && samples.get().isEmpty();
        }
    }

    /// An expression with all its outcomes. `kind` tells how it came about; `shared` that it was asked over all databases.
    record Question(String kind, String text, Expr expr, boolean shared, List<Outcome> outcomes) {
        long full() {
            return outcomes.stream().filter(Outcome::isFull).count();
        }

        /// True if it returned nothing anywhere, and failed nowhere.
        boolean isEmpty() {
            return outcomes.stream().allMatch(Outcome::isEmpty);
        }
    }

    /// A rule file over a database, and what its readers returned then.
    record RuleSet(String database, String rules, List<Question> readers) {}

    private final Map<String, List<String>> databases = new LinkedHashMap<>();
    private final List<Question> questions = new ArrayList<>();
    private final List<RuleSet> ruleSets = new ArrayList<>();

    static SeriesRecords read(String kind) throws IOException {
        SeriesRecords records = new SeriesRecords();
        Recorded.read(kind).forEach(records::add);
        return records;
    }

    /// The series descriptions of each database by its id.
    Map<String, List<String>> databases() {
        return databases;
    }

    List<Question> questions() {
        return questions;
    }

    List<RuleSet> ruleSets() {
        return ruleSets;
    }

    private void add(JsonObject answer) {
        String id = answer.has("id") ? answer.get("id").getAsString() : "";
        switch (answer.get("op").getAsString()) {
            case "database" -> databases.put(id, answer.getAsJsonArray("series").asList().stream().map(JsonElement::getAsString).toList());
            case "series" -> questions.add(question(answer, answer.get("kind").getAsString(), answer.get("expr").getAsString(), id, answer.getAsJsonArray("results")));
            case "rules" -> {
                List<Question> readers = new ArrayList<>();
                for (int i = 0; i < answer.getAsJsonArray("readers").size(); i++) {
                    JsonArray results = new JsonArray();
                    results.add(answer.getAsJsonArray("results").get(i));
                    readers.add(question(answer, "reader", answer.getAsJsonArray("readers").get(i).getAsString(), id, results));
                }
                ruleSets.add(new RuleSet(id, answer.get("rules").getAsString(), List.copyOf(readers)));
            }
            default -> throw new IllegalArgumentException(answer.toString());
        }
    }

    private Question question(JsonObject answer, String kind, String text, String id, JsonArray results) {
        List<Map<String, String>> sets = answer.getAsJsonArray("sets").asList().stream().map(SeriesRecords::labels).toList();
        List<String> ids = id.isEmpty() ? List.copyOf(databases.keySet()) : List.of(id);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            outcomes.add(new Outcome(ids.get(i), results.get(i).isJsonArray() ? Optional.of(samples(results.get(i).getAsJsonArray(), sets)) : Optional.empty()));
        }
        return new Question(kind, text, Promql.parse(text, Recorded.ALL).expr().orElseThrow(() -> new AssertionError(text)), id.isEmpty(), outcomes);
    }

    private static Map<String, String> labels(JsonElement set) {
        Map<String, String> labels = new TreeMap<>();
        set.getAsJsonObject().entrySet().forEach(label -> labels.put(label.getKey(), label.getValue().getAsString()));
        return labels;
    }

    private static List<Sample> samples(JsonArray pairs, List<Map<String, String>> sets) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            String value = pairs.get(i + 1).getAsString();
            samples.add(new Sample(sets.get(pairs.get(i).getAsInt()), value.equals("h") ? Optional.empty() : Optional.of(number(value))));
        }
        return samples;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
