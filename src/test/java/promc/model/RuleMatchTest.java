package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import promc.source.SourceFile;

class RuleMatchTest {
    private static Estate estate(Map<String, String> files) {
        return EstateReader.read(files.entrySet().stream().map(file -> SourceFile.of(file.getKey(), file.getValue())).toList());
    }

    private static String group(String name, String... rules) {
        StringBuilder text = new StringBuilder("groups:\n  - name: " + name + "\n    rules:\n");
        for (String rule : rules) {
            text.append("      - {").append(rule).append("}\n");
        }
        return text.toString();
    }

    /// `expression then > expression now` of each pair.
    private static List<String> matches(Map<String, String> before, Map<String, String> now, Map<String, String> pathsThen) {
        return new BaseEstate(() -> estate(before), pathsThen).matches(estate(now)).stream()
                .map(match -> expression(match.before()) + " > " + expression(match.now())).toList();
    }

    private static List<String> matches(String before, String now) {
        return matches(Map.of("a.yml", before), Map.of("a.yml", now), Map.of());
    }

    private static String expression(RuleMatch.Placed placed) {
        return placed.rule().expr().value().orElseThrow().text().text();
    }

    @Test
    void rulesOfOneNameInOneGroupAreTheSame() {
        assertThat(matches(group("g", "record: a, expr: one", "record: b, expr: two"), group("g", "record: b, expr: three", "record: c, expr: four", "record: a, expr: one")))
                .containsExactly("two > three", "one > one");
    }

    @Test
    void aRecordingRuleIsNoAlert() {
        assertThat(matches(group("g", "record: a, expr: one"), group("g", "alert: a, expr: one"))).isEmpty();
    }

    @Test
    void ofSeveralOfOneNameLabelsDecideThenTheOrder() {
        String before = group("g", "alert: A, expr: one, labels: {severity: page}", "alert: A, expr: two, labels: {severity: mail}", "alert: A, expr: three, labels: {x: y}");
        String now = group("g", "alert: A, expr: four, labels: {severity: mail}", "alert: A, expr: five, labels: {x: z}", "alert: A, expr: six, labels: {severity: page}",
                "alert: A, expr: seven, labels: {severity: page}");
        assertThat(matches(before, now)).containsExactly("two > four", "three > five", "one > six");
        assertThat(matches(group("g", "alert: A, expr: one", "alert: A, expr: two"), group("g", "alert: A, expr: three", "alert: A, expr: four")))
                .containsExactly("one > three", "two > four");
    }

    @Test
    void aRenamedFileIsTheSameFile() {
        Map<String, String> before = Map.of("old.yml", group("g", "alert: A, expr: one"), "b.yml", group("g", "alert: A, expr: two"));
        Map<String, String> now = new LinkedHashMap<>(Map.of("new.yml", group("g", "alert: A, expr: three"), "b.yml", group("g", "alert: A, expr: four")));
        assertThat(matches(before, now, Map.of("new.yml", "old.yml"))).containsExactly("two > four", "one > three");
    }

    @Test
    void aRuleThatMovedIsFoundByItsNameIfNoOtherHasIt() {
        Map<String, String> before = Map.of("a.yml", group("g", "record: a, expr: one", "record: b, expr: two", "record: b, expr: three"));
        Map<String, String> now = Map.of("z.yml", group("h", "record: a, expr: four", "record: b, expr: five"));
        assertThat(matches(before, now, Map.of())).containsExactly("one > four");
    }

    @Test
    void theBaseIsReadOnceAndOnlyWhenAsked() {
        int[] read = new int[1];
        BaseEstate base = new BaseEstate(() -> {
            read[0]++;
            return estate(Map.of());
        }, Map.of());
        assertThat(read[0]).isZero();
        assertThat(base.estate()).isSameAs(base.estate());
        assertThat(read[0]).isOne();
    }
}
