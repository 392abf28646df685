package promc.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import promc.checks.Checks;
import promc.lint.Config;
import promc.lint.Finding;
import promc.lint.Linter;
import promc.model.Expression;
import promc.model.Inventory;
import promc.promql.Options;
import promc.source.SourceFile;
import promc.testing.Shared;

/// What holds of every answer about an expression.
class ExpressionReportTest {
    private static final Set<String> KEYS = Set.of("expr", "valid", "type", "canonical", "shapes", "returns", "because", "bound", "boundValue", "reach", "reads", "lookback", "metrics", "kinds",
            "features", "since", "findings");

    private static ExpressionAnswer answer(String text) {
        Expression expression = Expression.alone(SourceFile.of("expression", text), Options.ALL);
        Linter linter = new Linter(Checks.ALL, path -> Config.Settings.DEFAULT, LocalDate.of(2026, 11, 22));
        List<Finding> findings = expression.valid().isPresent() ? linter.lint(expression) : List.of();
        return ExpressionAnswer.of(expression, findings, Inventory.NONE);
    }

    private static JsonObject json(ExpressionAnswer answer) throws IOException {
        StringWriter out = new StringWriter();
        ExpressionJson.write(answer, out);
        assertThat(out.toString()).doesNotContain("\n");
        return JsonParser.parseString(out.toString()).getAsJsonObject();
    }

    private static void assertHolds(String text) throws IOException {
        ExpressionAnswer answer = answer(text);
        JsonObject json = json(answer);
        assertThat(answer.findings()).as(text).noneMatch(finding -> finding.check().equals("internal/check-failed"));
        assertThat(json.get("expr").getAsString()).isEqualTo(text);
        assertThat(json.get("valid").getAsBoolean()).isEqualTo(answer.known().isPresent());
        if (answer.known().isPresent()) {
            assertThat(json.keySet()).isEqualTo(KEYS);
            boolean nothing = json.get("returns").getAsString().equals("never") || json.get("type").getAsString().equals("string");
            assertThat(json.getAsJsonArray("shapes").isEmpty()).as("shapes of %s", text).isEqualTo(nothing);
        } else {
            assertThat(json.getAsJsonObject("error").get("message").getAsString()).isNotBlank();
        }
        assertOffsets(json, text.codePointCount(0, text.length()));
        for (int width : List.of(10, 100)) {
            for (Style style : Style.values()) {
                StringWriter out = new StringWriter();
                new ExpressionText(style, width).write(answer, out);
                assertThat(out.toString()).as(text).endsWith("\n").matches("(?s)[^\\x00-\\x09\\x0b-\\x1a\\x1c-\\x1f\\x7f-\\x9f]*").doesNotContain(" \n");
            }
        }
    }

    /// Every place in the answer but those of findings lies inside the expression.
    private static void assertOffsets(JsonElement element, int length) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(inner -> assertOffsets(inner, length));
        } else if (element.isJsonObject()) {
            JsonObject object = element.getAsJsonObject();
            if (object.has("start") && object.get("start").isJsonPrimitive()) {
                assertThat(object.get("start").getAsInt()).isBetween(0, object.get("end").getAsInt());
                assertThat(object.get("end").getAsInt()).isLessThanOrEqualTo(length);
            }
            object.keySet().stream().filter(key -> !key.equals("findings")).forEach(key -> assertOffsets(object.get(key), length));
        }
    }

    @Test
    void everyFixtureIsTold() throws IOException {
        int told = 0;
        for (String name : List.of("valid", "invalid")) {
            for (String line : Files.readAllLines(Path.of("src/test/resources/spec/promql/" + name + ".jsonl"))) {
                assertHolds(JsonParser.parseString(line).getAsJsonObject().get("input").getAsString());
                told++;
            }
        }
        assertThat(told).isGreaterThan(50);
    }

    @Test
    void everyExpressionOfTheCorpusIsTold() throws IOException {
        List<String> texts = new ArrayList<>();
        Files.readAllLines(Shared.corpus("exprs-open.txt")).forEach(line -> texts.add(JsonParser.parseString(line).getAsString()));
        for (int i = 0; i < texts.size(); i += 25) {
            assertHolds(texts.get(i));
        }
        assertThat(texts).hasSizeGreaterThan(1000);
    }

    @Test
    void deepAndLongExpressionsAreTold() throws IOException {
        assertHolds("abs(".repeat(240) + "m" + ")".repeat(240));
        assertHolds("m" + " - m".repeat(240));
        assertHolds("m" + " or m".repeat(240));
        assertHolds("x{a=\"" + "é🚀".repeat(5_000) + "\"}");
        assertHolds("\"🚀\" + (1");
        assertHolds("x{job=~\"" + "a|".repeat(2_000) + "b\"}");
    }
}
