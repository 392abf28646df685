package promc.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlScalar;

class ScalarTest {
    /// Columns: the file, the value, the span as text, and the origin of each character of the value, each with `\n`, `\r`, `\t` escaped.
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '´', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            k: abc                           ¦ abc         ¦ abc                ¦ a,b,c
            k:   a b  # c                    ¦ a b         ¦ a b                ¦ a,_,b
            k: a\\n  b\\n                    ¦ a b         ¦ a\\n  b            ¦ a,\\n__,b
            k: a\\r\\n\\r\\n\\r\\n  b        ¦ a\\n\\nb    ¦ a\\r\\n\\r\\n\\r\\n  b ¦ a,\\r\\n\\r\\n,\\r\\n__,b
            k: &x !!str abc                  ¦ abc         ¦ abc                ¦ a,b,c
            k: !t # c\\n  abc                ¦ abc         ¦ abc                ¦ a,b,c
            k: ''                            ¦ ´´          ¦ ''                 ¦ ´´
            k: 'it''s'                       ¦ it's        ¦ 'it''s'            ¦ i,t,'',s
            k: 'a \\n\\n b'                  ¦ a\\nb       ¦ 'a \\n\\n b'       ¦ a,_\\n\\n_,b
            k: "a\\\\tb\\\\u0041"            ¦ a\\tbA      ¦ "a\\\\tb\\\\u0041" ¦ a,\\\\t,b,\\\\u0041
            k: "\\\\U0001F600"               ¦ 😀          ¦ "\\\\U0001F600"    ¦ \\\\U0001F600,\\\\U0001F600
            k: "a\\\\\\n  b"                 ¦ ab          ¦ "a\\\\\\n  b"      ¦ a,b
            k: "a\\\\\\n\\n  b"              ¦ a\\nb       ¦ "a\\\\\\n\\n  b"   ¦ a,\\n__,b
            k: "\\\\"\\\\\\\\"               ¦ "\\\\       ¦ "\\\\"\\\\\\\\"    ¦ \\\\",\\\\\\\\
            k: |\\n  a\\n  b\\n              ¦ a\\nb\\n    ¦ |\\n  a\\n  b      ¦ a,\\n__,b,\\n
            k: |-\\n  a\\n                   ¦ a           ¦ |-\\n  a           ¦ a
            k: |+\\n  a\\n\\n                ¦ a\\n\\n     ¦ |+\\n  a           ¦ a,\\n,\\n
            k: | # c\\n  a                   ¦ a\\n        ¦ | # c\\n  a        ¦ a,
            k: |2-\\n    a\\n   b            ¦ __a\\n_b    ¦ |2-\\n    a\\n   b ¦ _,_,a,\\n__,_,b
            k: |\\n\\n  a\\n\\n  b\\n        ¦ \\na\\n\\nb\\n ¦ |\\n\\n  a\\n\\n  b ¦ \\n__,a,\\n,\\n__,b,\\n
            k: |\\n  \\ta\\t\\n              ¦ \\ta\\t\\n  ¦ |\\n  \\ta         ¦ \\t,a,\\t,\\n
            k: >\\n  a\\n  b\\n\\n  c\\n     ¦ a b\\nc\\n  ¦ >\\n  a\\n  b\\n\\n  c ¦ a,\\n__,b,\\n\\n__,c,\\n
            k: >-\\n  a\\n    b\\n  c\\n     ¦ a\\n__b\\nc ¦ >-\\n  a\\n    b\\n  c ¦ a,\\n__,_,_,b,\\n__,c
            k: >+\\n  a\\n\\n                ¦ a\\n\\n     ¦ >+\\n  a           ¦ a,\\n,\\n
            k: |\\r\\n  a\\r\\n  b\\r\\n     ¦ a\\nb\\n    ¦ |\\r\\n  a\\r\\n  b ¦ a,\\r\\n__,b,\\r\\n
            k: |\\nl: x                      ¦ ´´          ¦ |                  ¦ ´´
            k: 😀é                           ¦ 😀é         ¦ 😀é                ¦ \uD83D,\uDE00,é
            """)
    void everyStyleKnowsWhereEachCharacterComesFrom(String file, String value, String span, String origins) {
        String text = unescape(file);
        YamlScalar scalar = Trees.value(text);
        assertThat(scalar.value()).isEqualTo(unescape(value));
        assertThat(scalar.span().of(text)).isEqualTo(unescape(span));
        String found = IntStream.range(0, scalar.value().length())
                .mapToObj(i -> scalar.text().toFile(new Span(i, i + 1)).of(text)).collect(Collectors.joining(","));
        assertThat(found).isEqualTo(unescape(origins));
    }

    private static String unescape(String text) {
        return text.replace("\\\\", "\u0001").replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")
                .replace("_", " ").replace("\u0001", "\\");
    }

    @Test
    void anExplicitIndentationCountsFromTheCollectionAround() {
        String text = "a:\n- b:\n  - |2\n       x\n      y\n";
        YamlScalar scalar = Trees.scalars(Trees.read(text)).getLast();
        assertThat(scalar.value()).isEqualTo("   x\n  y\n");
        assertThat(scalar.text().toFile(3)).isEqualTo(text.indexOf('x'));
    }

    @Test
    void stylesAndTagsAreKeptAsWritten() {
        YamlStream stream = Trees.read("- a\n- 'a'\n- \"a\"\n- |\n  a\n- >\n  a\n- !!int 5\n- !reset x\n- !<tag:a,b> y\n");
        assertThat(Trees.scalars(stream)).extracting(YamlScalar::style).containsExactly(Style.PLAIN, Style.SINGLE_QUOTED,
                Style.DOUBLE_QUOTED, Style.LITERAL, Style.FOLDED, Style.PLAIN, Style.PLAIN, Style.PLAIN);
        assertThat(Trees.scalars(stream)).extracting(scalar -> scalar.tag().orElse("")).containsExactly("", "", "", "", "", "!!int",
                "!reset", "!<tag:a,b>");
    }

    @Test
    void aMissingValueStandsBehindItsColonOrDash() {
        assertThat(Trees.scalars(Trees.read("a:\nb: &x\n-: 1\n"))).filteredOn(YamlScalar::isNull)
                .extracting(scalar -> scalar.span().start()).containsExactly(2, 8);
        assertThat(Trees.scalars(Trees.read("- a\n-   # c\n- b\n"))).filteredOn(YamlScalar::isNull)
                .extracting(YamlScalar::span).containsExactly(Span.at(5));
        assertThat(Trees.scalars(Trees.read("{a , b:  }"))).filteredOn(YamlScalar::isNull)
                .extracting(YamlScalar::span).containsExactly(Span.at(2), Span.at(7));
    }

    @Test
    void aScalarTheDecoderCannotReadMapsToItsWholeAndRefusesEdits() {
        ScalarSource misread = new ScalarSource("k: 'a b'", new Span(3, 8), Style.SINGLE_QUOTED, "a  b", ScalarSource.Place.TOP);
        EmbeddedText text = misread.in(EmbeddedText.whole(Trees.file("k: 'a b'")));
        assertThat(text.toFile(new Span(1, 2))).isEqualTo(new Span(3, 8));
        assertThat(text.encode(new Span(0, 1), "x")).isEmpty();
    }
}
