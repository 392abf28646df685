package promc.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import promc.testing.Shared;

class PrometheusLayoutTest {
    private static final int WIDTH = 100;

    /// Compares with what the real Prometheus answered; each row is an input, a width and the text at that width.
    private static List<String> differences(List<Row> rows) {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            Parsed parsed = Promql.parse(row.input, Re2.ALL);
            String printed = parsed.expr().map(expr -> PrometheusLayout.format(expr, row.width)).orElse("refused");
            if (!printed.equals(row.expected)) {
                wrong.add(row.input + "\nis\n" + printed + "\nfor\n" + row.expected);
            }
        }
        assertThat(rows).isNotEmpty();
        return wrong;
    }

    private record Row(String input, int width, String expected) {}

    private static JsonArray read(String name) throws IOException {
        return JsonParser.parseString(Files.readString(Shared.conformance(name))).getAsJsonArray();
    }

    @Test
    void isPrometheusOwnAtWidthTen() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (JsonElement element : read("format_cases.json")) {
            JsonObject o = element.getAsJsonObject();
            if (o.get("kind").getAsString().equals("pretty")) {
                rows.add(new Row(o.get("in").getAsString(), o.get("width").getAsInt(), o.get("out").getAsString()));
            }
            rows.add(new Row(o.get("in").getAsString(), WIDTH, o.get("prettyAt100").getAsString()));
        }
        assertThat(differences(rows)).isEmpty();
    }

    @Test
    void isPrometheusOwnForRealRules() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (JsonElement element : read("format100_cases.json")) {
            JsonObject o = element.getAsJsonObject();
            if (o.get("ok").getAsBoolean()) {
                rows.add(new Row(o.get("in").getAsString(), WIDTH, o.get("pretty").getAsString()));
            }
        }
        for (JsonElement element : read("oracle_cases.json")) {
            JsonObject o = element.getAsJsonObject();
            JsonObject all = o.getAsJsonObject("allFlags");
            if (all.get("ok").getAsBoolean() && all.has("pretty")) {
                rows.add(new Row(o.get("input").getAsString(), WIDTH, all.get("pretty").getAsString()));
            }
        }
        assertThat(differences(rows)).isEmpty();
    }

    @Test
    void splitsWhatIsTooWideFromTheOutside() {
        Expr expr = Promql.parse("-sum(rate(foo[5m])) by (job) / 2", Options.ALL).expr().orElseThrow();
        assertThat(PrometheusLayout.format(expr, 20)).isEqualTo("""
                  -sum by (job) (
                    rate(foo[5m])
                  )
                /
                  2""");
        assertThat(PrometheusLayout.format(expr, WIDTH)).isEqualTo("-sum by (job) (rate(foo[5m])) / 2");
    }

    @Test
    void keepsTheSubqueryAtTheFirstColumn() {
        Expr expr = Promql.parse("max_over_time(foo[5m:1m]) + 1111", Options.ALL).expr().orElseThrow();
        assertThat(PrometheusLayout.format(expr, 20)).isEqualTo("""
                  max_over_time(
                foo[5m:1m]
                  )
                +
                  1111""");
    }
}
