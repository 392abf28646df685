package promc.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import promc.lint.Confidence;
import promc.lint.Finding;
import promc.lint.Severity;
import promc.source.SourceFile;

class FingerprintTest {
    private static final String TEXT = "groups:\n- rules:\n  - expr: up{job=~\"api\"}\n";

    @Test
    void survivesEditsElsewhereAndNewLayout() {
        String before = one("a.yml", TEXT, "line 3 is odd", "g");
        assertThat(before).matches("[0-9a-f]{32}");
        assertThat(one("a.yml", "# new\n\n" + TEXT, "line 5 is odd", "g")).isEqualTo(before);
        assertThat(one("a.yml", TEXT.replace("groups:", "groups: # all"), "line 3 is odd", "g")).isEqualTo(before);
    }

    @Test
    void tellsApartWhatDiffers() {
        assertThat(List.of(one("a.yml", TEXT, "odd", "g"), one("b.yml", TEXT, "odd", "g"), one("a.yml", TEXT, "odd", "h"), one("a.yml", TEXT, "strange", "g"),
                one("a.yml", TEXT.replace("api", "db"), "odd", "g"))).doesNotHaveDuplicates();
    }

    @Test
    void countsEqualOnesThrough() {
        Finding finding = finding("a.yml", TEXT, "odd", "g");
        List<String> three = Fingerprint.of(List.of(finding, finding, finding));
        assertThat(three).doesNotHaveDuplicates();
        assertThat(Fingerprint.of(List.of(finding))).containsExactly(three.getFirst());
    }

    @Test
    void differsWhereOneCharacterDoes() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            all.add(one("f" + i + ".yml", TEXT, "odd", "g"));
        }
        assertThat(all).hasSize(20_000);
    }

    private static String one(String path, String text, String message, String group) {
        return Fingerprint.of(List.of(finding(path, text, message, group))).getFirst();
    }

    private static Finding finding(String path, String text, String message, String group) {
        SourceFile file = SourceFile.of(path, text);
        return new Finding("sample/x", Severity.INFO, Confidence.LIKELY, message, file, Sample.find(file, text.contains("api") ? "job=~\"api\"" : "job=~\"db\""),
                Optional.of(new Finding.InRule("alerting", "Down", group)), List.of(), Optional.empty());
    }
}
