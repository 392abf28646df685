package promc.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.source.SourceFile;
import promc.source.Span;

class MachineFormatsTest {
    private static final Path SCHEMAS = Path.of("src/test/resources/spec/schema");

    @Test
    void jsonHoldsToItsSchema() throws IOException {
        String json = TextTest.write(new Json(path -> path), Sample.findings());
        assertValid("findings-1.json", json);
        JsonObject first = JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("findings").get(0).getAsJsonObject();
        assertThat(first.getAsJsonObject("start").toString()).isEqualTo("{\"line\":4,\"column\":43,\"offset\":80}");
        assertThat(first.getAsJsonObject("rule").toString()).isEqualTo("{\"kind\":\"recording\",\"name\":\"x\",\"group\":\"🚀\"}");
        assertThat(first.getAsJsonObject("fix").getAsJsonArray("edits").get(0).getAsJsonObject().get("replacement").getAsString()).isEqualTo("=");
        JsonObject second = JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("findings").get(1).getAsJsonObject();
        assertThat(second.get("rule").isJsonNull()).isTrue();
        assertThat(second.get("fix").isJsonNull()).isTrue();
        assertThat(second.getAsJsonArray("notes")).hasSize(1);
        assertThat(json).endsWith("}\n");
    }

    @Test
    void jsonOffsetsAreBytesOfTheFile() throws IOException {
        String text = "a: é\n日: 🚀x\n";
        for (String bom : List.of("", "\uFEFF")) {
            SourceFile file = SourceFile.of("f", bom + text);
            for (int end = 0; end <= text.length(); end++) {
                if (end > 0 && end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                    continue;
                }
                assertThat(new ByteOffsets().of(file, end)).isEqualTo((bom + text.substring(0, end)).getBytes(StandardCharsets.UTF_8).length)
                        .isEqualTo(file.byteOffset(end));
            }
        }
    }

    @Test
    void sarifHasTheStructureThatViewersRead() throws IOException {
        Sarif sarif = new Sarif(Map.of(Sample.LITERAL.id(), Sample.LITERAL, Sample.TWICE.id(), Sample.TWICE),
                id -> id.equals(Sample.TWICE.id()) ? Optional.of("# " + id) : Optional.empty(), path -> path);
        String json = TextTest.write(sarif, Sample.findings());
        assertValid("sarif-promc.json", json);
        JsonObject run = JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("runs").get(0).getAsJsonObject();
        JsonArray rules = run.getAsJsonObject("tool").getAsJsonObject("driver").getAsJsonArray("rules");
        assertThat(rules).hasSize(2);
        assertThat(rules.get(1).getAsJsonObject().getAsJsonObject("help").get("markdown").getAsString()).isEqualTo("# sample/twice");
        JsonArray results = run.getAsJsonArray("results");
        assertThat(results).hasSize(3);
        for (JsonElement result : results) {
            JsonObject one = result.getAsJsonObject();
            assertThat(rules.get(one.get("ruleIndex").getAsInt()).getAsJsonObject().get("id")).isEqualTo(one.get("ruleId"));
        }
        assertThat(results.get(0).toString()).contains("\"uri\":\"rules/a%20b.yml\"")
                .contains("\"region\":{\"startLine\":4,\"startColumn\":43,\"endLine\":4,\"endColumn\":53}")
                .contains("\"deletedRegion\":{\"startLine\":4,\"startColumn\":46,\"endLine\":4,\"endColumn\":48},\"insertedContent\":{\"text\":\"=\"}");
        assertThat(results.get(1).toString()).contains("\"level\":\"error\"").contains("\"relatedLocations\":[").contains("\"suppressions\":[]");
        assertThat(results.get(2).toString()).contains("\"suppressions\":[{\"kind\":\"inSource\",\"justification\":\"it grows next week\"}]");
        assertThat(results.asList().stream().map(r -> r.getAsJsonObject().getAsJsonObject("partialFingerprints").toString()).toList()).doesNotHaveDuplicates();
    }

    @Test
    void sarifPathsAreUriReferences() throws IOException {
        for (Map.Entry<String, String> path : Map.of("a:b.yml", "./a:b.yml", "ü#?.yml", "%C3%BC%23%3F.yml", "/x y", "file:/x%20y", "../up.yml", "../up.yml").entrySet()) {
            SourceFile file = SourceFile.of(path.getKey(), "up");
            Sarif sarif = new Sarif(Map.of(Sample.LITERAL.id(), Sample.LITERAL), id -> Optional.empty(), p -> p);
            assertThat(TextTest.write(sarif, new Findings(List.of(Sample.at(file, new Span(0, 2))), List.of(), new Findings.Summary(1, 0, 0), List.of())))
                    .contains("\"uri\": \"" + path.getValue() + "\"");
        }
    }

    @Test
    void githubEscapesAndPutsTheMostSevereFirst() throws IOException {
        assertThat(TextTest.write(new Github(path -> "a,b:" + path), Sample.findings())).isEqualTo("""
                ::error title=sample/twice,file=a%2Cb%3Arules/a b.yml,line=5,endLine=6::`x` is recorded twice: 100%25 the same,%0Aline 5 [sample/twice]
                ::warning title=sample/literal,file=a%2Cb%3Arules/a b.yml,line=4,endLine=4,col=43,endColumn=53::`api` is a plain string [sample/literal]
                """);
    }

    @Test
    void githubSaysWhatIsNotShown() throws IOException {
        assertThat(Github.hidden(Sample.of(Collections.nCopies(10, Sample.twice())))).isEmpty();
        List<Finding> many = new ArrayList<>(Collections.nCopies(11, Sample.twice()));
        many.addAll(Collections.nCopies(14, Sample.literal()));
        assertThat(Github.hidden(Sample.of(many))).contains("GitHub shows 10 annotations of a kind for a step; not shown: 1 error, 4 warnings");
        StringWriter summary = new StringWriter();
        new Github(path -> path).summary(Sample.of(Collections.nCopies(250, Sample.twice())), summary);
        assertThat(summary.toString().lines().filter(line -> line.startsWith("| error"))).hasSize(200);
        assertThat(summary.toString()).contains("and 50 more");
    }

    private static void assertValid(String schema, String json) throws IOException {
        ValidatorFactory factory = new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory());
        Validator.Result result = factory.validate(Files.readString(SCHEMAS.resolve(schema)), json);
        assertThat(result.getErrors().stream().map(error -> error.getInstanceLocation() + " " + error.getError()).toList()).isEmpty();
        assertThat(result.isValid()).isTrue();
        assertThat(factory.validate(Files.readString(SCHEMAS.resolve(schema)), "{\"version\": 7}").isValid()).as("the schema refuses something").isFalse();
    }
}
