package promc.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import promc.lint.Findings;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.Span;

class TextTest {
    @Test
    void framesNotesAndSummary() throws IOException {
        assertThat(write(new Text(Style.PLAIN, path -> path, true), Sample.findings())).isEqualTo("""
                warning: `api` is a plain string [sample/literal]
                  --> rules/a b.yml:4:42
                  |
                4 |       - {record: "x", expr: 'up{pod="🚀", job=~"api"}'}
                  |                                           ^^^^^^^^^^ fix: Use `=`

                error: `x` is recorded twice: 100% the same,\\nline 5 [sample/twice]
                  --> rules/a b.yml:5:9
                  |
                5 |       - record: x
                  |         ^^^^^^^^^
                6 |         expr: up
                  |         ^^^^^^^^
                  note: the first is here
                  --> rules/a b.yml:4:18
                  |
                4 |       - {record: "x", expr: 'up{pod="🚀", job=~"api"}'}
                  |                  ^^^

                checked 1 file with 2 rules and 2 expressions: 1 error, 1 warning; `promc fix` repairs 1
                """);
    }

    @Test
    void colourChangesNothingElse() throws IOException {
        String coloured = write(new Text(Style.COLOUR, path -> path, true), Sample.findings());
        assertThat(coloured).contains("\u001b[1;31merror\u001b[0m").contains("\u001b[1;33mwarning\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(write(new Text(Style.PLAIN, path -> path, true), Sample.findings()));
    }

    @Test
    void tabsCountFourAndControlsAreNotPrinted() throws IOException {
        assertThat(frame("\tx:\ty\u001b[31mz", "z")).isEqualTo("""
                1 |     x:    y\uFFFD[31mz
                  |                 ^
                """);
    }

    @Test
    void wideCharactersTakeTwoColumnsAndCombiningOnesNone() throws IOException {
        assertThat(frame("日本 e\u0301 x", "x")).isEqualTo("""
                1 | 日本 e\u0301 x
                  |        ^
                """);
        assertThat(frame("a 日本 b", "日本")).isEqualTo("""
                1 | a 日本 b
                  |   ^^^^
                """);
    }

    @Test
    void longLinesAreCutAroundTheSpan() throws IOException {
        String line = "a".repeat(500_000) + "HERE" + "b".repeat(500_000);
        List<String> rows = frame(line, "HERE").lines().toList();
        assertThat(rows.getFirst()).hasSizeLessThan(220).startsWith("1 | …a").endsWith("b…").contains("aHEREb");
        assertThat(rows.get(1).indexOf('^')).isEqualTo(rows.getFirst().indexOf("HERE"));
        assertThat(rows.get(1)).endsWith("^^^^");
    }

    @Test
    void aCutNeverHalvesACharacter() throws IOException {
        for (String pad : List.of("", "x")) {
            String frame = frame(pad + "🚀".repeat(400) + "HERE" + pad + "🚀".repeat(400), "HERE");
            assertThat(frame.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isFalse();
        }
    }

    @Test
    void betweenFirstAndLastLineOnlyDots() throws IOException {
        String text = String.join("\r\n", IntStream.rangeClosed(1, 12).mapToObj(i -> "line" + i + ":").toList());
        SourceFile file = SourceFile.of("f", text);
        StringWriter out = new StringWriter();
        new Text(Style.PLAIN, path -> path, false).finding(Sample.at(file, new Span(text.indexOf("line9"), text.length())), out);
        assertThat(out).hasToString("""
                info: here [sample/literal]
                   --> f:9:1
                   |
                 9 | line9:
                   | ^^^^^^
                ...
                12 | line12:
                   | ^^^^^^^
                """);
    }

    @Test
    void everySpanOfAFileCanBeShown() throws IOException {
        SourceFile file = SourceFile.of("f", "a:\r\n\t🚀 b\n\n日e\u0301\r\n");
        int shown = 0;
        for (int start = 0; start <= file.text().length(); start++) {
            for (int end = start; end <= file.text().length(); end++) {
                StringWriter out = new StringWriter();
                new Text(Style.PLAIN, path -> path, false).finding(Sample.at(file, new Span(start, end)), out);
                assertThat(out.toString()).contains("^");
                shown++;
            }
        }
        assertThat(shown).isGreaterThan(100);
    }

    @Test
    void problemsOfOtherFilesLookTheSame() throws IOException {
        StringWriter out = new StringWriter();
        SourceFile file = SourceFile.of(".promc.yaml", "chekcs: {}\n");
        new Text(Style.PLAIN, path -> path, false).problem(file, new Problem(new Span(0, 6), "no key `chekcs`", "did you mean `checks`?"), out);
        assertThat(out).hasToString("""
                error: no key `chekcs`
                  --> .promc.yaml:1:1
                  |
                1 | chekcs: {}
                  | ^^^^^^ did you mean `checks`?
                """);
    }

    @Test
    void summaryOfNothing() {
        assertThat(Text.summary(new Findings(List.of(), List.of(), new Findings.Summary(0, 0, 0), List.of()))).startsWith("checked no file");
        assertThat(Text.summary(new Findings(List.of(), List.of(), new Findings.Summary(2, 1, 0), List.of())))
                .isEqualTo("checked 2 files with 1 rule and 0 expressions: nothing found");
    }

    @Test
    void conciseIsFrozen() throws IOException {
        assertThat(write(new Concise(path -> path), Sample.findings())).isEqualTo("""
                rules/a b.yml:4:42: warning[sample/literal] `api` is a plain string
                rules/a b.yml:5:9: error[sample/twice] `x` is recorded twice: 100% the same,\\nline 5
                """);
        assertThat(write(new Concise(path -> "/top/" + path), Sample.findings())).startsWith("/top/rules/a b.yml:4:42: warning[");
    }

    @Test
    void statisticsCountByCheck() throws IOException {
        assertThat(write(new Statistics(), Sample.of(List.of(Sample.twice(), Sample.literal(), Sample.twice())))).isEqualTo("""
                2  sample/twice
                1  sample/literal
                """);
    }

    private static String frame(String text, String marked) throws IOException {
        SourceFile file = SourceFile.of("f", text);
        StringWriter out = new StringWriter();
        new Text(Style.PLAIN, path -> path, false).finding(Sample.at(file, Sample.find(file, marked)), out);
        return out.toString().lines().skip(3).reduce("", (a, b) -> a + b + "\n");
    }

    static String write(Report report, Findings findings) throws IOException {
        StringWriter out = new StringWriter();
        report.write(findings, out);
        return out.toString();
    }
}
