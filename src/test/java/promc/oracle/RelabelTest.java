package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import promc.analysis.LabelFact;
import promc.analysis.Presence;
import promc.analysis.Relabelling;
import promc.analysis.Samples;
import promc.analysis.Shape;
import promc.analysis.Values;
import promc.analysis.Why;
import promc.model.EstateReader;
import promc.model.PrometheusConfig;
import promc.source.SourceFile;
import promc.source.Span;

/// [Relabelling] makes of each label set what Prometheus makes of it, and of a shape what holds for all that Prometheus makes of the label sets it describes.
class RelabelTest {
    private static final int LEAST_PAIRS = 20_000;
    private static final Why GIVEN = new Why("given", Span.at(0));

    static PrometheusConfig config(String text) {
        return EstateReader.read(List.of(SourceFile.of("prometheus.yml", text))).configs().findFirst().orElseThrow(() -> new AssertionError(text));
    }

    private static Optional<Relabelling> relabelling(JsonObject asked) {
        PrometheusConfig config = config("scrape_configs:\n- job_name: j\n  relabel_configs:\n" + asked.get("rules").getAsString().indent(2));
        return Relabelling.of(config.jobs().getFirst().relabelRules(), asked.has("scheme"), config.text().file());
    }

    /// A set without labels may be left out.
    static Map<String, String> labels(JsonElement set) {
        Map<String, String> labels = new TreeMap<>();
        (set == null ? new JsonObject() : set.getAsJsonObject()).entrySet().forEach(label -> labels.put(label.getKey(), label.getValue().getAsString()));
        return labels;
    }

    private static List<Map<String, String>> sets(JsonObject asked) {
        return asked.getAsJsonArray("sets").asList().stream().map(RelabelTest::labels).toList();
    }

    /// Null where the label set is dropped.
    private static List<Map<String, String>> results(JsonObject answer) {
        List<Map<String, String>> results = new ArrayList<>();
        answer.getAsJsonArray("results").forEach(result -> results.add(result.isJsonNull() ? null : labels(result)));
        return results;
    }

    private static List<JsonObject> answers() throws IOException {
        return Recorded.read("relabel").stream().filter(answer -> answer.get("op").getAsString().equals("relabel")).toList();
    }

    @Test
    void oneLabelSetBecomesWhatPrometheusMakesOfIt() throws IOException {
        int pairs = 0;
        int refused = 0;
        int changed = 0;
        int dropped = 0;
        for (JsonObject answer : answers()) {
            JsonObject asked = answer.getAsJsonObject("relabel");
            Optional<Relabelling> rules = relabelling(asked);
            assertThat(rules.isEmpty()).as("refused: %s", answer).isEqualTo(answer.has("error"));
            if (rules.isEmpty()) {
                refused++;
                continue;
            }
            List<Map<String, String>> results = results(answer);
            for (int i = 0; i < results.size(); i++) {
                Map<String, String> set = sets(asked).get(i);
                assertThat(rules.get().apply(set).orElse(null)).as("%s of %s", asked.get("rules").getAsString(), set).isEqualTo(results.get(i));
                pairs++;
                dropped += results.get(i) == null ? 1 : 0;
                changed += results.get(i) != null && !results.get(i).equals(set) ? 1 : 0;
            }
        }
        System.out.printf("relabelling: %d pairs, %d changed, %d dropped; %d rule lists refused%n", pairs, changed, dropped, refused);
        assertThat(pairs).isGreaterThanOrEqualTo(LEAST_PAIRS);
        assertThat(changed).isGreaterThan(5_000);
        assertThat(dropped).isGreaterThan(2_000);
        assertThat(refused).isGreaterThan(100);
    }

    /// A fact that holds for all the sets: exact values (0), any value (1), values that match a pattern (2).
    private static LabelFact fact(List<Map<String, String>> sets, String name, int vagueness) {
        SortedSet<String> values = new TreeSet<>();
        sets.stream().filter(set -> set.containsKey(name)).forEach(set -> values.add(set.get(name)));
        boolean always = sets.stream().allMatch(set -> set.containsKey(name));
        Presence presence = values.isEmpty() ? Presence.NEVER : always ? Presence.ALWAYS : Presence.MAYBE;
        return new LabelFact(presence, vagueness == 1 && !values.isEmpty() ? Values.ANY : Values.of(values), GIVEN);
    }

    static boolean describes(Shape shape, Map<String, String> set) {
        SortedSet<String> names = new TreeSet<>(shape.labels().keySet());
        names.addAll(set.keySet());
        return names.stream().allMatch(name -> shape.label(name).allows(set.getOrDefault(name, "")));
    }

    @Test
    void shapesDescribeAllThatPrometheusMakes() throws IOException {
        List<String> violations = new ArrayList<>();
        int[] facts = new int[3];
        int[] exact = new int[3];
        int described = 0;
        for (JsonObject answer : answers()) {
            JsonObject asked = answer.getAsJsonObject("relabel");
            Optional<Relabelling> rules = relabelling(asked);
            if (rules.isEmpty()) {
                continue;
            }
            List<Map<String, String>> results = results(answer).stream().filter(java.util.Objects::nonNull).toList();
            for (int vagueness = 0; vagueness < 3; vagueness++) {
                Map<String, LabelFact> known = new TreeMap<>();
                for (String name : RelabelQuestions.NAMES) {
                    // The third kind knows half of the labels, and may have others.
                    if (vagueness < 2 || name.hashCode() % 2 == 0) {
                        known.put(name, fact(sets(asked), name, vagueness));
                    }
                }
                List<Shape> shapes = rules.get().apply(new Shape(known, vagueness < 2, GIVEN, Samples.ANY));
                for (Map<String, String> result : results) {
                    described++;
                    if (shapes.stream().noneMatch(shape -> describes(shape, result))) {
                        violations.add(vagueness + ": " + asked.get("rules").getAsString() + "makes " + result + " of one of " + sets(asked) + "\nand not " + shapes);
                    }
                }
                for (String name : shapes.isEmpty() || results.isEmpty() ? List.<String>of() : RelabelQuestions.NAMES) {
                    Presence told = shapes.stream().map(shape -> shape.label(name).presence()).reduce(RelabelTest::or).orElseThrow();
                    facts[vagueness]++;
                    exact[vagueness] += told == fact(results, name, 0).presence() ? 1 : 0;
                }
            }
        }
        System.out.printf("relabelling: %d label sets described; presence of labels exact in %.1f %% (values known), %.1f %% (any value), %.1f %% (half of the labels known)%n", described,
                100.0 * exact[0] / facts[0], 100.0 * exact[1] / facts[1], 100.0 * exact[2] / facts[2]);
        assertThat(violations.stream().limit(3)).as("%d violations", violations.size()).isEmpty();
        assertThat(described).isGreaterThanOrEqualTo(LEAST_PAIRS);
        assertThat(exact[0]).isGreaterThan(facts[0] * 8 / 10);
    }

    private static Presence or(Presence a, Presence b) {
        return a == b ? a : Presence.MAYBE;
    }
}
