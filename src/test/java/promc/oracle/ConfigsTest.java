package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import promc.schema.ConfigKeys;
import promc.schema.LoadErrors;
import promc.source.SourceFile;
import promc.yaml.Duplicates;
import promc.yaml.Yaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// [LoadErrors] refuses what the server refuses, and nothing else.
class ConfigsTest {
    private static final int LEAST = 3_000;

    @Test
    void whatPrometheusRefusesIsRefused() throws IOException {
        List<String> different = new ArrayList<>();
        int refused = 0;
        List<JsonObject> answers = Recorded.read("configs");
        for (JsonObject answer : answers) {
            String text = answer.get("expr").getAsString();
            boolean ok = answer.get("ok").getAsBoolean();
            Optional<String> error = error(text);
            refused += ok ? 0 : 1;
            if (ok == error.isPresent()) {
                different.add((ok ? "accepted: " : "refused: ") + text + "\n    " + (ok ? error.get() : answer.get("error").getAsString()));
            }
        }
        System.out.printf("configurations: %d, of which Prometheus refuses %d%n", answers.size(), refused);
        assertThat(answers).hasSizeGreaterThan(LEAST);
        assertThat(different).isEmpty();
    }

    /// The first thing promc has against a configuration.
    static Optional<String> error(String text) {
        YamlStream yaml = Yaml.parse(SourceFile.of("prometheus.yml", text));
        if (!yaml.problems().isEmpty()) {
            return Optional.of(yaml.problems().getFirst().message());
        }
        Optional<YamlNode> root = yaml.documents().isEmpty() ? Optional.empty() : yaml.documents().getFirst().root();
        if (root.isEmpty() || root.get() instanceof YamlNode.YamlScalar scalar && scalar.isNull()) {
            return Optional.empty();
        }
        if (!(root.get() instanceof YamlMapping mapping)) {
            return Optional.of("no mapping");
        }
        if (!Duplicates.below(mapping).isEmpty()) {
            return Optional.of("a key is written twice");
        }
        return LoadErrors.of(mapping, ConfigKeys.ROOT).stream().map(problem -> problem.kind() + " " + problem.message()).findFirst();
    }
}
