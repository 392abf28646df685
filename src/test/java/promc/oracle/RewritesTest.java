package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Safe fixes change no result: shown on what the engine made of random expressions before and after the fix.
class RewritesTest {
    private record Pair(String check, JsonObject before, JsonObject after) {}

    private static List<Pair> pairs() throws IOException {
        List<JsonObject> answers = Recorded.read("rewrites");
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < answers.size(); i += 2) {
            pairs.add(new Pair(answers.get(i).get("id").getAsString(), answers.get(i), answers.get(i + 1)));
        }
        return pairs;
    }

    private static String expression(JsonObject answer) {
        return answer.get("expr").getAsString();
    }

    private static List<JsonElement> result(JsonObject answer, String check) {
        List<JsonElement> result = new ArrayList<>();
        // `sort` drops histograms without a word, and a comparison drops them with a word of information.
        for (String part : check.equals(ShapeRewrites.SORTED) ? List.of("type", "samples", "error") : List.of("type", "samples", "warnings", "error")) {
            result.add(answer.get(part));
        }
        // What a rule returns has no order.
        answer.getAsJsonArray("samples").asList().sort((one, other) -> one.toString().compareTo(other.toString()));
        return result;
    }

    @Test void resultsAreTheSame() throws IOException {
        for (String check : Rewrites.CHECKS) {
            List<Pair> pairs = pairs().stream().filter(pair -> pair.check.equals(check)).toList();
            assertThat(pairs).as(check).hasSizeGreaterThanOrEqualTo(200);
            assertThat(pairs).as(check).allSatisfy(pair -> {
                assertThat(pair.before.get("series")).isEqualTo(pair.after.get("series"));
                assertThat(result(pair.after, check)).as(expression(pair.before)).isEqualTo(result(pair.before, check));
            });
            long telling = pairs.stream().filter(pair -> !pair.before.getAsJsonArray("samples").isEmpty()).count();
            System.out.printf("%s: %d pairs with the same result, %d of them return something%n", check, pairs.size(), telling);
            assertThat(telling).as("pairs that return something: " + check).isGreaterThanOrEqualTo(pairs.size() / 2);
        }
    }

    /// What was recorded is what the fixes do today; else `src/test/oracle/regenerate` is due.
    @Test void fixesAreThoseRecorded() throws IOException {
        for (String check : Rewrites.CHECKS) {
            List<Pair> pairs = pairs().stream().filter(pair -> pair.check.equals(check)).toList();
            List<String> before = pairs.stream().map(pair -> expression(pair.before)).toList();
            List<String> after = pairs.stream().map(pair -> expression(pair.after)).toList();
            assertThat(new RuleFixes(check).apply(before)).as(check).isEqualTo(after).doesNotContainAnyElementsOf(before);
        }
    }

    /// Where the engine reads the matchers themselves ([EvaluationTest] has its answers), nothing is rewritten as safe.
    @Test void matchersThatFunctionsReadStay() {
        List<String> read = List.of("absent(up{job=~\"x\"})", "absent((up{job=~\"x\"}))", "absent(up{job=\"x\",job=~\".*\"})", "absent_over_time(up{job=~\"x\"}[5m])",
                "absent_over_time(up{job=\"x\",job=~\".*\"}[5m] offset 1m)", "info(up, {v=~\".*\", w=\"2\"})", "absent(up{job=\"x\",job=\"x\"})", "absent_over_time(up{job=\"x\",job='x'}[5m])", "absent(up{job=\"x\",job=~\"x|y\"})",
                "absent((up{job=\"x\",job!=\"\"}))", "absent_over_time(up{job=\"x\",job!~\"y.*\"}[5m] offset 1m)", "info(up, {v=\"1\", v!=\"\"})");
        for (String check : Rewrites.CHECKS) {
            assertThat(new RuleFixes(check).apply(read)).as(check).isEqualTo(read);
        }
    }

    /// The same selectors elsewhere are rewritten, so that it is the function that keeps them.
    @Test void matchersThatNothingReadGo() {
        assertThat(new RuleFixes(Rewrites.DUPLICATE).apply(List.of("sum(up{job=\"x\",job=\"x\"})"))).containsExactly("sum(up{job=\"x\"})");
        assertThat(new RuleFixes(Rewrites.REDUNDANT).apply(List.of("sum(up{job=\"x\",job=~\"x|y\"})", "sum({\"up\",job=\"x\",job!=\"\"})")))
                .containsExactly("sum(up{job=\"x\"})", "sum({\"up\",job=\"x\"})");
        assertThat(new RuleFixes(Rewrites.REDUNDANT).apply(List.of("up{job!=\"a\",job=~\"a.*\",job=~\"a.+|prod\"}"))).as("of three that imply each other in turns not all go")
                .containsExactly("up{job!=\"a\",job=~\"a.*\"}");
        assertThat(new RuleFixes(Rewrites.ANCHORED).apply(List.of("absent(up{job=~\"^(x|y)$\"})"))).containsExactly("absent(up{job=~\"(x|y)\"})");
        assertThat(new RuleFixes(Rewrites.EVERYTHING).apply(List.of("sum({\"up\",job=~\".*\"})", "sum({job=~\".*\",\"up\"})", "sum({\"up\",job=~\".*\",})")))
                .allSatisfy(fixed -> assertThat(fixed).contains("\"up\"").doesNotContain("job"));
    }
}
