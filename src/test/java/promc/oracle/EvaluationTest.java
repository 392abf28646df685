package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The oracle evaluates as the engine does, and facts of the engine on which fixes rest.
class EvaluationTest {
    /// Expressions with what the engine makes of the database of [OracleRequests].
    static final Map<String, String> RESULTS = new LinkedHashMap<>();

    static {
        result("up", "vector {__name__=up,instance=i,job=a} 1; {__name__=up,job=b} 0");
        result("sum(up)", "vector {} 1");
        result("rate(requests_total[5m])", "vector {job=a} 1");
        result("gone", "vector");
        result("gone offset 8m", "vector {__name__=gone,job=a} 3");
        result("up{job=\"b\"}[2m]", "matrix {__name__=up,job=b} 0@540000 0@600000");
        result("1 / 0", "scalar {} +Inf");
        result("\"text\"", "string {} text");
        result("histogram_count(h)", "vector {} 3");
        result("step()", "scalar {} 0");
        result("up + on () up", "fails");
        // The labels of absent are those of equality matchers, unless there is another matcher of the same label: no fix may touch either.
        result("absent(up{job=~\"x\"})", "vector {} 1");
        result("absent(up{job=\"x\"})", "vector {job=x} 1");
        result("absent((up{job=\"x\"}))", "vector {job=x} 1");
        result("absent(up{job=\"x\",job=~\".*\"})", "vector {} 1");
        result("absent(up{job=\"x\",job=\"x\"})", "vector {} 1");
        result("absent(up{job=\"x\",job=~\"x|y\"})", "vector {} 1");
        result("absent(up{job=~\"^(x|y)$\"})", "vector {} 1");
        result("absent(up{job=~\"x|y\"})", "vector {} 1");
        result("absent_over_time(up{job=\"x\"}[5m])", "vector {job=x} 1");
        result("absent_over_time(up{job=\"x\"}[5m:])", "vector {} 1");
        // What group_left brings in is not dropped, not even by bool.
        result("sum by (job, __name__) (gone offset 8m) == bool on (job) group_left (__name__) up{instance=\"i\"}", "vector {__name__=up,job=a} 0");
        // The matchers in info say which labels are added: `v=~".*"` is not nothing.
        result("info(up{job=\"a\"}, {v=~\".*\"})", "vector {__name__=up,instance=i,job=a,v=1} 1");
        result("info(up{job=\"a\"}, {})", "vector {__name__=up,instance=i,job=a,v=1,w=2} 1");
    }

    private static void result(String expr, String expected) {
        RESULTS.put(expr, expected);
    }

    private static String result(JsonObject answer) {
        if (answer.has("error")) {
            return "fails";
        }
        List<String> samples = answer.getAsJsonArray("samples").asList().stream().map(EvaluationTest::sample).toList();
        return (answer.get("type").getAsString() + " " + String.join("; ", samples)).stripTrailing();
    }

    private static String sample(JsonElement element) {
        JsonObject sample = element.getAsJsonObject();
        List<String> labels = sample.getAsJsonObject("labels").entrySet().stream().map(label -> label.getKey() + "=" + label.getValue().getAsString()).toList();
        List<String> points = sample.getAsJsonArray("points").asList().stream().map(JsonElement::getAsString).toList();
        return "{" + String.join(",", labels) + "} " + String.join(" ", points);
    }

    @Test void theEngineAnswers() throws IOException {
        Map<String, String> recorded = new LinkedHashMap<>();
        Recorded.read("evaluations").forEach(answer -> recorded.put(answer.get("expr").getAsString(), result(answer)));
        assertThat(recorded).isEqualTo(RESULTS);
    }
}
