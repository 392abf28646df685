package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.source.SourceFile;

/// What is an exposition, and what only has lines that might be of one.
class ExpositionFilesTest {
    private static final String TYPED = "# TYPE up gauge\nup{job=\"a\"} 1\n";

    private static boolean isExposition(String path, String text) {
        EstateFile file = EstateReader.read(List.of(SourceFile.of(path, text))).files().getFirst();
        return file.views(ExpositionFile.class).findFirst().isPresent();
    }

    @ParameterizedTest
    @CsvSource({"a.prom, true", "dir/a.metrics, true", "a.txt, true", "metrics, true", "dir.d/metrics, true", "a.yml, false", "a.md, false", ".hidden.yaml, false", "a.json, false"})
    void theNameMustAllowIt(String path, boolean expected) {
        assertThat(isExposition(path, TYPED)).isEqualTo(expected);
    }

    @Test
    void aNamedFileMayBeHalfWrong() {
        assertThat(isExposition("a.prom", "up 1\nnot a sample\n")).isTrue();
        assertThat(isExposition("a.prom", "up 1\nnot a sample\nnor this\n")).isFalse();
        assertThat(isExposition("a.prom", "# TYPE up gauge\n")).isFalse();
        assertThat(isExposition("a.prom", "")).isFalse();
        assertThat(isExposition("a.prom", "{\"__name__\":\"up\"}\n")).isFalse();
        assertThat(isExposition("a.prom", "{__name__=\"up\", job=\"a\"} 5 0\n")).as("what promtool tsdb dump prints").isFalse();
    }

    @Test
    void otherTextIsNone() {
        assertThat(isExposition("a.txt", "up{job=\"a\"} 1\n")).isTrue();
        assertThat(isExposition("a.txt", "up 1\n")).as("a list of words and numbers").isFalse();
        assertThat(isExposition("a.txt", "A query such as up{job=\"a\"} 1 is what\nyou want. See\nup{job=\"a\"} 1\n")).isFalse();
        assertThat(isExposition("notes.txt", "Write\n\n# TYPE up gauge\nup 1\n\nas the answer of your target.\nThen scrape it.\nDone.\n")).isFalse();
        assertThat(isExposition("requirements.txt", "# TYPE checkers\nmypy==1.2\nruff>=0.4\n")).isFalse();
        assertThat(isExposition("Makefile", "# TYPE up gauge\nall:\n\techo \"} 1\"\n")).isFalse();
        assertThat(isExposition("rules", "groups:\n- name: a\n  rules:\n  - expr: up{job=\"a\"} > 1\n    record: a\n")).isFalse();
    }
}
