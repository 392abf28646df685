package promc.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.source.Span;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlScalar;

/// Edits inside scalars: what is offered must read back as intended and change nothing else.
class EditTest {
    private static final List<String> FIXTURES = List.of(
            "a: plain text\nb: [x y, {c: d e}]\nf: job:foo:rate5m\ng: two\n  lines\n\n  apart\n",
            "a: 'single ''quoted'' text'\nb: ['x', 'y z']\nc: 'over\n  two lines'\n",
            "a: \"double \\\"quoted\\\" \\\\d text\"\nb: {\"x\": \"y\\tz\"}\nc: \"over\n  two \\\n   lines\"\n",
            "a: |\n  sum by (job) (\n    rate(x[5m])\n  )\nb: |-\n  one\n\n  two\nc: |+\n  kept\n\nd: |2\n    indented\n   less\n",
            "a: >\n  folded text\n  goes on\n\n  apart\n    more\n  end\nb: >-\n  one\n",
            "a: |\r\n  one\r\n  two\r\nb: \"x\r\n  y\"\r\nc: p\r\n  q\r\n",
            "a: 5\nb: true\nc:\nd: ~\n- x\n".replace("- x\n", "e:\n  - x\n  -\n"),
            "a: |\n  rules: |\n    - expr: \"up\"\n    - expr: |\n        x\n        + y\n");
    private static final String[] PIECES = {"a", "Z9", " ", "  ", "\n", "\n\n", ":", ": ", "#", " #", "'", "\"", "\\", "\\d", "{", "}", "[", "]", ",",
            "\t", "-", "- ", "5", "true", "null", "", "\u0007", "é", "😀", "\u2028", "%", "|", "\r", "x\ny", "sum(", "&x", "---"};

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '´', textBlock = """
            k: 'a b'      ¦ it's       ¦ it''s b'
            k: "a b"      ¦ x"\\d      ¦ x\\"\\\\d b"
            k: a b        ¦ x: y       ¦ refused
            k: a b        ¦ x #y       ¦ refused
            k: a b        ¦ x:y        ¦ x:y b
            k: [a b]      ¦ x,y        ¦ refused
            k: a b        ¦ x,y        ¦ x,y b
            k: a b        ¦ {x         ¦ refused
            k: a b        ¦ -x         ¦ -x b
            k: a          ¦ 5          ¦ refused
            k: a          ¦ true       ¦ refused
            k: a          ¦ ´´         ¦ refused
            k: 5          ¦ 7          ¦ 7
            k: 5          ¦ 5m         ¦ 5m
            k: a          ¦ <<         ¦ refused
            """)
    void theFirstCharactersAreReplacedAsTheStyleAllows(String file, String replacement, String written) {
        YamlScalar scalar = Trees.scalars(Trees.read(file)).get(1);
        Optional<String> encoded = scalar.text().encode(new Span(0, 1), replacement);
        assertThat(encoded.map(text -> applied(file, scalar.text().toFile(new Span(0, 1)), text)))
                .isEqualTo(written.equals("refused") ? Optional.empty()
                        : Optional.of(file.substring(0, scalar.text().toFile(0)) + written + (file.endsWith("]") ? "]" : "")));
    }

    @Test
    void linesPutIntoABlockGetItsIndentation() {
        String file = "k: |\r\n    a\r\n    b\r\n";
        YamlScalar scalar = Trees.value(file);
        assertThat(scalar.text().encode(new Span(0, 1), "x\n\ny")).contains("x\r\n\r\n    y");
        assertThat(scalar.text().encode(new Span(0, 2), "x\n")).contains("x\r\n    ");
        assertThat(scalar.text().encode(new Span(0, 4), "x")).as("the last line break cannot go").isEmpty();
        assertThat(Trees.value("k: 'a'\n").text().encode(new Span(0, 1), "x\ny")).isEmpty();
    }

    @Test
    void aMissingValueIsFilledInBehindABlank() {
        assertThat(Trees.value("k:\n").text().encode(Span.at(0), "5m")).contains(" 5m");
        assertThat(Trees.value("k: # c\n").text().encode(Span.at(0), "x")).contains(" x");
        assertThat(Trees.value("k: ''\n").text().encode(Span.at(0), "x")).contains("x");
    }

    @Test
    void randomEditsOfFixturesReadBackAsIntended() {
        Map<Style, int[]> offered = new EnumMap<>(Style.class);
        Random random = new Random(7);
        for (int i = 0; i < 12_000; i++) {
            edit(FIXTURES.get(random.nextInt(FIXTURES.size())), random, offered);
        }
        for (Style style : Style.values()) {
            assertThat(offered.get(style)[1]).as("edits offered in %s", style).isGreaterThan(100);
        }
    }

    @Test
    void randomEditsOfRealFilesReadBackAsIntended() throws Exception {
        Map<Style, int[]> offered = new EnumMap<>(Style.class);
        Random random = new Random(11);
        for (CorpusFile file : CorpusFile.all("open/rules")) {
            if (file.text().length() < 30_000 && random.nextInt(4) == 0) {
                for (int i = 0; i < 4; i++) {
                    edit(file.text(), random, offered);
                }
            }
        }
        assertThat(offered.get(Style.PLAIN)[1]).isGreaterThan(50);
    }

    private static void edit(String text, Random random, Map<Style, int[]> offered) {
        YamlStream before = Trees.read(text);
        List<YamlScalar> scalars = Trees.scalars(before);
        if (!before.problems().isEmpty() || scalars.isEmpty()) {
            return;
        }
        int index = random.nextInt(scalars.size());
        YamlScalar scalar = scalars.get(index);
        String value = scalar.value();
        int start = random.nextInt(value.length() + 1);
        int end = random.nextInt(4) == 0 ? start : start + random.nextInt(Math.min(12, value.length() - start + 1));
        StringBuilder replacement = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            replacement.append(PIECES[random.nextInt(PIECES.length)]);
        }
        Span replaced = new Span(start, end);
        Optional<String> encoded = scalar.text().encode(replaced, replacement.toString());
        int[] count = offered.computeIfAbsent(scalar.style(), _ -> new int[2]);
        count[0]++;
        if (encoded.isEmpty()) {
            return;
        }
        count[1]++;
        String edited = applied(text, scalar.text().toFile(replaced), encoded.get());
        String expected = value.substring(0, start) + replacement + value.substring(end);
        YamlStream after = Trees.read(edited);
        assertThat(after.problems()).as(edited).isEmpty();
        List<YamlScalar> now = Trees.scalars(after);
        assertThat(now).as(edited).hasSameSizeAs(scalars);
        for (int i = 0; i < now.size(); i++) {
            assertThat(now.get(i).value()).as(edited).isEqualTo(i == index ? expected : scalars.get(i).value());
        }
        assertThat(after.comments()).as(edited).hasSameSizeAs(before.comments());
    }

    private static String applied(String text, Span span, String written) {
        return text.substring(0, span.start()) + written + text.substring(span.end());
    }
}
