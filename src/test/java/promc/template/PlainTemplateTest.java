package promc.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import promc.model.EstateReader;
import promc.model.Pair;
import promc.model.RuleFile;
import promc.source.SourceFile;
import promc.testing.Shared;
import promc.yaml.YamlNode.YamlScalar;

/// What is read off the text of a plain template is what the parser and the walk say.
class PlainTemplateTest {
    private static Optional<TemplateFacts> parsed(String text) {
        return Template.parse(text) instanceof Template.Parsed parsed ? Optional.of(TemplateFacts.of(text, parsed, pattern -> Optional.empty())) : Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no action", "}} {", "{{ $labels.a }}", "{{$labels.a}}", "a {{- $labels.a_1 -}} b", "{{$value}}", "{{  $value  }}%", "{{ $labels.a -}}\n {{- $value }}", "{{ $labels.A }}{{ $labels._b }}",
            "{ {{ $value }}}", "{{ $labels.end }} {{ $labels.range }}"})
    void readsPlainOnes(String text) {
        assertThat(PlainTemplate.facts(text)).isPresent().isEqualTo(parsed(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{", "{{ $labels", "{{ $labels }}", "{{ $labels. }}", "{{ $labels.a", "{{ $labels.a }", "{{ $labels.a } }", "{{ $labels.1 }}", "{{ $labels.a.b }}", "{{ $labels.é }}", "{{ $labels.aé }}", "{{ $labelsa }}",
            "{{ $values }}", "{{ $value.a }}", "{{ $value | humanize }}", "{{-$value }}", "{{ $value-}}", "{{ $value- }}", "{{ - $value }}", "{{ $labels .a }}", "{{ .Labels.a }}", "{{/* a */}}", "{{{ $value }}}", "{{ $value := 1 }}",
            "{{ $labels.a }}{{ if $value }}{{ $labels.b }}{{ end }}", "{{ $value $value }}", "{{\n$value }}", "{{ ($value) }}", "{{ $labels.a-b }}"})
    void leavesOthersToTheParser(String text) {
        assertThat(PlainTemplate.facts(text)).isEmpty();
    }

    @Test
    void agreesOnWhatPeopleWrite() throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (Path path : Shared.corpusFiles("open/rules", "yml", "yaml", "rules", "alerts")) {
            files.add(SourceFile.of(path.toString(), new String(Files.readAllBytes(path), StandardCharsets.UTF_8)));
        }
        List<String> texts = new ArrayList<>();
        EstateReader.read(files).files().stream().flatMap(file -> file.views(RuleFile.class)).flatMap(file -> file.groups().stream()).flatMap(group -> group.rules().stream()).forEach(rule -> {
            for (List<Pair> pairs : List.of(rule.labels(), rule.annotations())) {
                pairs.forEach(pair -> pair.value().value().map(YamlScalar::value).filter(text -> text.contains("{{")).ifPresent(texts::add));
            }
        });
        List<String> plain = texts.stream().filter(text -> PlainTemplate.facts(text).isPresent()).toList();
        assertThat(plain).hasSizeGreaterThan(texts.size() / 3).allSatisfy(text -> assertThat(PlainTemplate.facts(text)).isEqualTo(parsed(text)));
    }
}
