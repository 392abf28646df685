package promc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import promc.source.SourceFile;
import promc.testing.Shared;
import promc.yaml.Duplicates;
import promc.yaml.Yaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// The configurations that Prometheus' own tests load, and small ones with one fault each: refused if and only if Prometheus refuses them.
class ConfigConformanceTest {
    /// Bytes behind `!!binary` are not decoded.
    private static final Set<String> NOT_SEEN = Set.of("labelmap.bad.yml", "labelname.bad.yml", "labelname2.bad.yml", "labelvalue.bad.yml");
    /// Refused by promtool alone, after relabelling; the server finds out when it scrapes (`scrape/target-not-an-address`).
    private static final String BY_PROMTOOL = "static url w/ relabel";
    private static final int LEAST_SNIPPETS = 100;
    private static final int LEAST_FILES = 150;
    private static final int LEAST_ACCEPTED = 20;

    @Test
    void snippets() throws IOException {
        int count = 0;
        List<String> different = new ArrayList<>();
        for (JsonElement element : cases("config_snippets.json")) {
            JsonObject snippet = element.getAsJsonObject();
            count++;
            if (snippet.get("name").getAsString().equals(BY_PROMTOOL)) {
                continue;
            }
            Optional<String> error = error(snippet.get("yaml").getAsString());
            if (error.isPresent() != (snippet.get("exit").getAsInt() != 0)) {
                different.add(snippet + "\n    " + error.orElse("accepted"));
            }
        }
        assertThat(count).isGreaterThan(LEAST_SNIPPETS);
        assertThat(different).isEmpty();
    }

    @Test
    void files() throws IOException {
        Map<String, Path> files = new HashMap<>();
        for (String folder : List.of("open/bad", "open/prometheus-config")) {
            Shared.corpusFiles(folder, "yml").stream().filter(path -> path.toString().contains("prometheus+prometheus/config/testdata/")).forEach(path -> files.put(path.getFileName().toString(), path));
        }
        int count = 0;
        int asAgent = 0;
        List<String> different = new ArrayList<>();
        for (JsonElement element : cases("config_all.json")) {
            JsonObject file = element.getAsJsonObject();
            String name = file.get("file").getAsString();
            if (!files.containsKey(name) || NOT_SEEN.contains(name)) {
                continue;
            }
            count++;
            String text = Files.readString(files.get(name));
            Optional<String> error = error(text);
            if (file.has("agentModeError") || file.get("ok").getAsBoolean()) {
                asAgent++;
                Optional<String> refused = refusedByAgent(text);
                if (!refused.equals(file.has("agentModeError") ? Optional.of(file.get("agentModeError").getAsString()) : Optional.empty())) {
                    different.add(file + "\n    as agent: " + refused.orElse("accepted"));
                }
            }
            if (error.isPresent() == file.get("ok").getAsBoolean()) {
                different.add(file + "\n    " + error.orElse("accepted"));
            }
        }
        System.out.printf("configurations of Prometheus' own tests: %d%n", count);
        assertThat(count).isGreaterThan(LEAST_FILES);
        assertThat(asAgent).isGreaterThan(LEAST_ACCEPTED);
        assertThat(different).isEmpty();
    }

    private static Iterable<JsonElement> cases(String name) throws IOException {
        return JsonParser.parseString(Files.readString(Shared.conformance(name))).getAsJsonArray();
    }

    /// In the words of Prometheus.
    private static Optional<String> refusedByAgent(String text) {
        YamlStream yaml = Yaml.parse(SourceFile.of("prometheus.yml", text));
        Optional<YamlNode> root = yaml.documents().isEmpty() ? Optional.empty() : yaml.documents().getFirst().root();
        return root.filter(YamlMapping.class::isInstance).flatMap(node -> AgentMode.in((YamlMapping) node).stream().findFirst())
                .map(refused -> "field " + refused.name() + " is not allowed in agent mode");
    }

    private static Optional<String> error(String text) {
        YamlStream yaml = Yaml.parse(SourceFile.of("prometheus.yml", text));
        Optional<YamlNode> root = yaml.documents().isEmpty() ? Optional.empty() : yaml.documents().getFirst().root();
        if (!yaml.problems().isEmpty() || root.isEmpty()) {
            return yaml.problems().stream().findFirst().map(problem -> problem.message());
        }
        if (!(root.get() instanceof YamlMapping mapping)) {
            return Optional.of("no mapping");
        }
        if (!Duplicates.below(mapping).isEmpty()) {
            return Optional.of("a key is written twice");
        }
        return LoadErrors.of(mapping, ConfigKeys.ROOT).stream().findFirst().map(LoadError::message);
    }
}
