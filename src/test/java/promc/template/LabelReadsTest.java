package promc.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.template.TemplateFacts.LabelRead;
import promc.template.TemplateFacts.Source;

/// What a template reads of the alert's labels.
class LabelReadsTest {
    private static List<LabelRead> labels(String template) {
        return TemplateFacts.of(template, (Template.Parsed) Template.parse(template), pattern -> Optional.empty()).labels().stream().filter(read -> read.source() == Source.SERIES && !read.guarded()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', nullValues = "-", value = {
            "no action; ~~", "{{ $labels.a }}; a", "{{$labels.a}}; a", "{{- $labels.a -}}; a", "{{ .Labels.a }}; a", "{{ $.Labels.a }}; a", "{{ $labels.a | title }}; a",
            "{{ index $labels \"a\" }}; a", "{{ index .Labels `a-b` }}; a-b", "{{ index $.Labels \"a\" }}; a", "{{ printf \"%s-%s\" $labels.a .Labels.b }}; a b",
            "{{ (index $labels \"a\") }}; a", "{{ eq $labels.a \"x\" }}; a", "{{ $x := $labels.a }}{{ $x }}; a", "{{ template \"t\" $labels.a }}; a",
            // Not the alert's labels.
            "{{ $labels }}; ~~", "{{ $value }}; ~~", "{{ $externalLabels.a }}; ~~", "{{ .ExternalLabels.a }}; ~~", "{{ \"$labels.a\" }}; ~~", "{{ `$labels.a }}` }}; ~~",
            "{{/* $labels.a }} */}}b; ~~", "{{- /* $labels.a */ -}}; ~~", "$labels.a; ~~", "{{ (query \"up\" | first).Labels.a }}; ~~",
            "{{ range query \"up\" }}{{ .Labels.a }}{{ end }}; ~~", "{{ range query \"up\" }}{{ $labels.a }}{{ $.Labels.b }}{{ end }}{{ .Labels.c }}; a b c",
            "{{ define \"t\" }}{{ .Labels.a }}{{ end }}{{ .Labels.b }}; b", "{{ $labels := query \"up\" }}{{ $labels.a }}; ~~",
            "{{ range $i, $labels := query \"up\" }}{{ $labels.a }}{{ end }}{{ $labels.b }}; b",
            // The dot as the labels.
            "{{ with $labels }}{{ .a }}{{ end }}{{ .b }}; a", "{{ with .Labels }}{{ .a }}{{ else }}{{ .Labels.b }}{{ end }}; a b", "{{ with $value }}{{ .Labels.a }}{{ end }}; ~~",
            // Labels that are asked for.
            "{{ if $labels.a }}{{ $labels.a }}{{ end }}; ~~", "{{ if $labels.a }}{{ $labels.b }}{{ end }}; b", "{{ if not $labels.a }}{{ $labels.b }}{{ end }}; b",
            "{{ with $labels.a }}{{ . }}{{ end }}; ~~", "{{ if and $labels.a (eq $labels.a \"x\") }}{{ $labels.a }}{{ end }}; ~~", "{{ if eq $labels.a \"x\" }}y{{ end }}; a",
            "{{ if ne $labels.a \"\" }}{{ $labels.a }}{{ end }}; ~~", "{{ or $labels.a \"none\" }}; ~~", "{{ printf \"%s\" (or $labels.a $labels.b) }}; ~~",
            "{{ if $labels.a }}x{{ else if $labels.b }}{{ $labels.b }}{{ else }}{{ $labels.c }}{{ end }}; c", "{{ if $labels.a }}x{{ end }}{{ $labels.a }}; a"})
    void reads(String template, String labels) {
        assertThat(String.join(" ", labels(template).stream().map(LabelRead::label).toList())).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"a {{ $labels.b }} c; $labels.b; true", "a {{- index $labels \"b\" -}} c; index $labels \"b\"; true", "{{ $labels.b | title }}; $labels.b; false"})
    void knowsThePlace(String template, String place, boolean alone) {
        assertThat(labels(template)).singleElement().satisfies(use -> {
            assertThat(use.span().of(template)).isEqualTo(place);
            assertThat(use.alone()).isEqualTo(alone);
            assertThat(use.action().of(template)).startsWith("{{").endsWith("}}");
        });
    }
}
