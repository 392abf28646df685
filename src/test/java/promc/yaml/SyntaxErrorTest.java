package promc.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.source.Problem;

class SyntaxErrorTest {
    /// Columns: the file, the place, the text underlined, a part of the message, and the tree that is left.
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '´', textBlock = """
            a:\\n\\t- b\\nc: d              ¦ 2:1  ¦ \\t              ¦ a tab cannot indent YAML          ¦ {a: ~, c: d}
            a: {{ .x }}\\nb: c              ¦ 1:4  ¦ {{ .x }}         ¦ `{{` opens a YAML mapping         ¦ {a: {{ .x }}, b: c}
            a: {{ .x }} y\\nb: c            ¦ 1:4  ¦ {{               ¦ `{{` opens a YAML mapping         ¦ {b: c}
            {{ if x }}\\na: b\\n{{ end }}   ¦ 1:1  ¦ {{ if x }}       ¦ an action of a template           ¦ {{ if x }}
            a: %x\\nb: c                    ¦ 1:4  ¦ %                ¦ a value cannot start with `%`     ¦ {b: c}
            a: @x\\nb: c                    ¦ 1:4  ¦ @                ¦ a value cannot start with `@`     ¦ {b: c}
            a: `x`\\nb: c                   ¦ 1:4  ¦ `                ¦ a value cannot start with ```     ¦ {b: c}
            - a:x\\n  b: c\\n- d            ¦ 1:4  ¦ :                ¦ needs a space behind it           ¦ [d]
            a: b\\nc:30s\\nd: e             ¦ 2:2  ¦ :                ¦ needs a space behind it           ¦ {a: b, d: e}
            a: b\\nfoo\\nd: e               ¦ 2:1  ¦ foo              ¦ expected a `key: value`           ¦ {a: b, d: e}
            a:\\n  b: 1\\n c: 2\\nd: 3      ¦ 3:2  ¦ c: 2             ¦ not indented like                 ¦ {a: {b: 1}, d: 3}
            - a: x\\n   b: y\\n- c          ¦ 2:4  ¦ b: y             ¦ not indented like                 ¦ [{a: x}, c]
            - a: "x\\n  b: y\\n- c          ¦ 1:6  ¦ "                ¦ this quote is never closed        ¦ [c]
            a: 1\\nb: 'x\\n---\\nc          ¦ 2:4  ¦ '                ¦ this quote is never closed        ¦ {a: 1} | c
            a: "x\\nb: "5m"\\nc: d          ¦ 1:4  ¦ "                ¦ this quote is not closed where    ¦ {b: 5m, c: d}
            a: "x" or y\\nb: c              ¦ 1:8  ¦ or y             ¦ text cannot follow a closing      ¦ {b: c}
            a: x: y\\nb: c                  ¦ 1:5  ¦ :                ¦ cannot contain `: `               ¦ {b: c}
            a: "\\\\d+"\\nb: c              ¦ 1:5  ¦ \\\\d            ¦ `\\\\d` is no escape              ¦ {b: c}
            a: [1, 2\\nb: c                 ¦ 1:4  ¦ [                ¦ this `[` is never closed          ¦ {b: c}
            a: b\\nc: {d:                   ¦ 2:4  ¦ {                ¦ this `{` is never closed          ¦ {a: b}
            a: {x: 1, y: [2}\\nb: c         ¦ 1:16 ¦ }                ¦ expected `,` or `]`               ¦ {b: c}
            a: ]\\nb: c                     ¦ 1:4  ¦ ]                ¦ nothing is open                   ¦ {b: c}
            a: - b\\nc: d                   ¦ 1:4  ¦ -                ¦ a list item cannot start here     ¦ {c: d}
            a: | foo\\n  x\\nb: c           ¦ 1:6  ¦ foo              ¦ text cannot follow `|`            ¦ {b: c}
            a: *\\nb: c                     ¦ 1:4  ¦ *                ¦ `*` names an alias                ¦ {b: c}
            a: !"x"\\nb: c                  ¦ 1:4  ¦ !"x"             ¦ `!` sets a tag                    ¦ {b: c}
            a: *x\\nb: c                    ¦ 1:4  ¦ *x               ¦ no anchor `&x`                    ¦ {a: *x, b: c}
            a: &x [*x]\\nb: c               ¦ 1:8  ¦ *x               ¦ inside the value it names         ¦ {a: [*x], b: c}
            {"a": 1}\\n{"b": 2}             ¦ 2:1  ¦ {"b": 2}         ¦ already complete                  ¦ {a: 1}
            """)
    void everyErrorHasItsPlaceItsWordsAndWhatIsLeft(String file, String place, String underlined, String message, String tree) {
        String text = unescape(file);
        YamlStream stream = Trees.read(text);
        assertThat(stream.problems()).hasSize(1);
        Problem problem = stream.problems().getFirst();
        assertThat(problem.span().of(text)).isEqualTo(unescape(underlined));
        assertThat(Trees.file(text).location(problem.span().start())).hasToString(place);
        assertThat(problem.message()).contains(unescape(message));
        assertThat(Trees.show(stream)).isEqualTo(tree);
    }

    private static String unescape(String text) {
        return text.replace("\\\\", "\u0001").replace("\\n", "\n").replace("\\t", "\t").replace("\u0001", "\\");
    }

    @Test
    void theGroupsAroundTwoBrokenRulesSurvive() {
        String text = """
                groups:
                - name: a
                  rules:
                  - alert: A
                    expr: up == 0
                   for: 5m
                - name: b
                  rules:
                  - alert: B
                    expr: "up{job=\\d}"
                      # kept too
                    for: 1m
                # kept
                - name: c
                """;
        YamlStream stream = Trees.read(text);
        assertThat(Trees.show(stream)).isEqualTo(
                "{groups: [{name: a, rules: [{alert: A, expr: up == 0}]}, {name: b, rules: [{alert: B, for: 1m}]}, {name: c}]}");
        assertThat(stream.problems()).hasSize(2);
        assertThat(stream.comments()).extracting(YamlStream.Comment::text).containsExactly("# kept too", "# kept");
    }

    @Test
    void problemsAreInFileOrderAndNoMoreThanTwenty() {
        YamlStream stream = Trees.read("a: b: c\nd: 1\n".repeat(50));
        assertThat(stream.problems()).hasSize(Yaml.MAX_PROBLEMS);
        assertThat(stream.problems()).extracting(problem -> problem.span().start()).isSorted();
    }

    @Test
    void anErrorInsideAnEmbeddedDocumentPointsIntoTheFile() {
        String text = "data:\n  r: |\n    a: b\n    c: [\n";
        YamlStream inner = Yaml.parse(Trees.scalars(Trees.read(text)).getLast().text());
        assertThat(inner.problems()).singleElement().satisfies(problem -> assertThat(problem.span().start()).isEqualTo(text.indexOf('[')));
    }
}
