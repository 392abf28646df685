package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import promc.regex.Regex;
import promc.regex.RegexError;
import promc.template.PlainTemplate;
import promc.template.Template;
import promc.template.TemplateFacts;

/// What Prometheus said about random templates: it loads what we accept and nothing else, an expansion that we prove to fail fails, and one of which we say nothing fails for no reason
/// of types.
class TemplatesTest {
    /// Failures that depend on the text of a label, on how much a query returned, or on a value being no histogram.
    private static final Pattern OF_VALUES = Pattern.compile("index out of range|strconv\\.ParseFloat|not a valid duration|empty duration|invalid slice index|error parsing regexp|first\\(\\) called|field Foo in type float64");

    /// What a variable is that a branch assigns anew is not told.
    private static final Pattern REASSIGNED = Pattern.compile("\\$\\w+\\s*=");

    private static Optional<String> patternError(String pattern) {
        return Regex.parse(pattern) instanceof RegexError error ? Optional.of(error.message()) : Optional.empty();
    }

    @Test
    void whatIsReadOffTheTextAgreesWithTheParser() throws IOException {
        for (JsonObject answer : Recorded.read("templates")) {
            String text = answer.get("expr").getAsString();
            Optional<TemplateFacts> plain = PlainTemplate.facts(text);
            if (plain.isPresent()) {
                assertThat(answer.get("ok").getAsBoolean()).as(text).isTrue();
                assertThat(plain).as(text).contains(TemplateFacts.of(text, (Template.Parsed) Template.parse(text), TemplatesTest::patternError));
            }
        }
    }

    @Test
    void agreesWithPrometheus() throws IOException {
        List<JsonObject> records = Recorded.read("templates");
        List<String> differ = new ArrayList<>();
        int accepted = 0;
        int failing = 0;
        int proved = 0;
        int silent = 0;
        for (JsonObject answer : records) {
            String text = answer.get("expr").getAsString();
            boolean ok = answer.get("ok").getAsBoolean();
            Template template = Template.parse(text);
            if (ok != template instanceof Template.Parsed) {
                differ.add("loads: " + ok + ": " + text + " -> " + template + " " + answer.get("error"));
            }
            if (!ok || !(template instanceof Template.Parsed parsed)) {
                continue;
            }
            accepted++;
            TemplateFacts facts = TemplateFacts.of(text, parsed, TemplatesTest::patternError);
            boolean always = facts.faults().stream().anyMatch(TemplateFacts.Fault::always);
            List<String> errors = new ArrayList<>();
            for (JsonElement expansion : answer.getAsJsonArray("expansions")) {
                errors.add(expansion.getAsJsonObject().has("error") ? expansion.getAsJsonObject().get("error").getAsString() : "");
            }
            failing += errors.stream().allMatch(String::isEmpty) ? 0 : 1;
            if (always) {
                proved++;
                if (errors.contains("")) {
                    differ.add("should fail: " + text + " -> " + facts.faults());
                }
            } else if (facts.faults().isEmpty() && !REASSIGNED.matcher(text).find()) {
                silent++;
                errors.stream().filter(error -> !error.isEmpty() && !OF_VALUES.matcher(error).find()).findFirst().ifPresent(error -> differ.add("should not fail: " + text + " -> " + error));
            }
            boolean slip = answer.getAsJsonArray("expansions").asList().stream().anyMatch(expansion -> expansion.getAsJsonObject().get("text").getAsString().contains("%!"));
            if (slip && facts.formats().isEmpty() && facts.faults().isEmpty() && !text.contains("%s %v")) {
                differ.add("prints a slip: " + text + " -> " + answer.get("expansions"));
            }
        }
        System.out.println("templates: " + records.size() + ", " + accepted + " load, " + failing + " of them fail, " + proved + " proved to fail, " + silent + " without a fault");
        assertThat(records).hasSizeGreaterThan(4_000);
        assertThat(accepted).isGreaterThan(2_000);
        assertThat(proved).isGreaterThan(500);
        assertThat(silent).isGreaterThan(850);
        assertThat(differ).isEmpty();
    }
}
