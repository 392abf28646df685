package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import promc.checks.Checks;
import promc.lint.Config;
import promc.lint.Linter;
import promc.lint.Severity;
import promc.source.SourceFile;
import promc.testing.Shared;
import promc.testing.SpecEstate;

/// What the real rule loader accepts and refuses (conformance/rules_cases.json), against our errors. Names under the legacy scheme come later, and a document that is no mapping is no rule
/// file to us.
class RuleCasesTest {
    /// Cases where we differ on purpose, with the reason.
    private static final Map<String, String> ON_PURPOSE = Map.of(
            "expr string type", "loads, but fails at every evaluation: an error to us",
            "expr matrix type", "loads, but fails at every evaluation: an error to us",
            "unknown top", "without a single rule nothing says that it is a rule file",
            "anchor merge", "without a single rule nothing says that it is a rule file");

    /// Errors of files that load.
    private static final List<String> LOADS = List.of("alert/always-fires", "alert/never-fires", "alert/no-comparison", "alert/template-fails", "alert/template-query-broken", "alert/value-in-label");

    @Test
    void errorsWhereTheLoaderRefuses() throws IOException {
        JsonObject cases = JsonParser.parseString(Files.readString(Shared.conformance("rules_cases.json"))).getAsJsonObject();
        List<String> differ = new ArrayList<>();
        int compared = 0;
        for (JsonElement element : cases.getAsJsonArray("snippets")) {
            JsonObject snippet = element.getAsJsonObject();
            String errors = snippet.getAsJsonArray("errors").toString();
            if (snippet.get("legacyNames").getAsBoolean() || errors.contains("into rulefmt.RuleGroups")) {
                continue;
            }
            compared++;
            String yaml = snippet.get("yaml").getAsString();
            boolean refused = new Linter(Checks.ALL, path -> Config.Settings.DEFAULT, SpecEstate.TODAY).lint(EstateReader.read(List.of(SourceFile.of("rules.yml", yaml))))
                    .findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR && LOADS.stream().noneMatch(finding.check()::equals));
            boolean differs = refused == snippet.get("ok").getAsBoolean();
            if (differs != ON_PURPOSE.containsKey(snippet.get("name").getAsString())) {
                differ.add(snippet.get("name").getAsString() + ": " + yaml + " -> " + errors);
            }
        }
        System.out.println("rules_cases: " + (compared - differ.size()) + " of " + compared + " as expected");
        assertThat(compared).isGreaterThan(40);
        assertThat(differ).isEmpty();
    }
}
