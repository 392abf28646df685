package promc.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import promc.fix.Fix.Applicability;
import promc.source.SourceFile;
import promc.source.Span;

/// The rounds of a repair, with fixes that are simple replacements of text.
class FixerTest {
    private static final Fixer.Guard ANYTHING = (before, after) -> true;

    private static Map<String, SourceFile> files(String... texts) {
        Map<String, SourceFile> files = new LinkedHashMap<>();
        for (int i = 0; i < texts.length; i++) {
            String path = (char) ('a' + i) + ".yml";
            files.put(path, SourceFile.of(path, texts[i]));
        }
        return files;
    }

    private static Fix fix(String title, TextEdit... edits) {
        return new Fix(title, Applicability.SAFE, List.of(edits));
    }

    private static TextEdit edit(SourceFile file, int start, int end, String replacement) {
        return new TextEdit(file, new Span(start, end), replacement);
    }

    /// Every match of a pattern in every file, replaced.
    private static Fixer.Proposals replace(String pattern, String replacement) {
        return files -> {
            List<Fix> fixes = new ArrayList<>();
            for (SourceFile file : files.values()) {
                Matcher matcher = Pattern.compile(pattern).matcher(file.text());
                while (matcher.find()) {
                    fixes.add(fix(matcher.group(), edit(file, matcher.start(), matcher.end(), replacement)));
                }
            }
            return fixes;
        };
    }

    private static String text(Fixer.Result result, String path) {
        return result.changed().get(path).text();
    }

    @Test
    void whatDoesNotTouchIsAppliedInOneRound() {
        Fixer.Result result = new Fixer(replace("x", "yy"), ANYTHING, Applicability.SAFE).run(files("x x x", "none"));
        assertThat(text(result, "a.yml")).isEqualTo("yy yy yy");
        assertThat(result.changed()).containsOnlyKeys("a.yml");
        assertThat(result.applied()).isEqualTo(3);
        assertThat(result.rounds()).isEqualTo(1);
        assertThat(result.refused()).isEmpty();
    }

    @Test
    void overlapsWaitForTheNextRound() {
        List<String> texts = new ArrayList<>();
        Fixer.Proposals proposals = files -> {
            SourceFile file = files.get("a.yml");
            texts.add(file.text());
            List<Fix> fixes = new ArrayList<>();
            int abc = file.text().indexOf("abc");
            int cde = file.text().indexOf("c");
            if (abc >= 0) {
                fixes.add(fix("first", edit(file, abc, abc + 3, "12c")));
            }
            if (cde >= 0) {
                fixes.add(fix("second", edit(file, cde, cde + 2, "34")));
            }
            return fixes;
        };
        Fixer.Result result = new Fixer(proposals, ANYTHING, Applicability.SAFE).run(files("abcde"));
        assertThat(texts).containsExactly("abcde", "12cde", "1234e");
        assertThat(text(result, "a.yml")).isEqualTo("1234e");
        assertThat(result.rounds()).isEqualTo(2);
    }

    @Test
    void twoInsertionsAtOnePlaceDoNotShareARound() {
        Fixer.Proposals proposals = files -> {
            SourceFile file = files.get("a.yml");
            List<Fix> fixes = new ArrayList<>();
            for (String word : List.of("one", "two")) {
                if (!file.text().contains(word)) {
                    fixes.add(fix(word, edit(file, 1, 1, word)));
                }
            }
            return fixes;
        };
        Fixer.Result result = new Fixer(proposals, ANYTHING, Applicability.SAFE).run(files("[]"));
        assertThat(text(result, "a.yml")).isEqualTo("[twoone]");
        assertThat(result.rounds()).isEqualTo(2);
    }

    @Test
    void anInsertionConflictsWithWhatIsReplacedAroundItAndNotWithWhatEndsThere() {
        SourceFile file = SourceFile.of("a.yml", "abcdef");
        TextEdit middle = edit(file, 1, 4, "x");
        assertThat(middle.conflictsWith(edit(file, 2, 2, "y"))).isTrue();
        assertThat(edit(file, 2, 2, "y").conflictsWith(middle)).isTrue();
        assertThat(middle.conflictsWith(edit(file, 1, 1, "y"))).isTrue();
        assertThat(middle.conflictsWith(edit(file, 4, 4, "y"))).isFalse();
        assertThat(middle.conflictsWith(edit(file, 4, 6, "y"))).isFalse();
        assertThat(middle.conflictsWith(edit(SourceFile.of("b.yml", "abcdef"), 1, 4, "y"))).isFalse();
    }

    @Test
    void whatMakesAFileWorseIsRefusedAndTheRestApplied() {
        Fixer.Guard noBad = (before, after) -> !after.text().contains("bad");
        Fixer.Proposals proposals = files -> {
            SourceFile file = files.get("a.yml");
            List<Fix> fixes = new ArrayList<>();
            for (int i = 0; i < file.text().length(); i++) {
                if (file.text().charAt(i) == 'x') {
                    fixes.add(fix("good", edit(file, i, i + 1, "o")));
                } else if (file.text().charAt(i) == '?') {
                    fixes.add(fix("make it bad", edit(file, i, i + 1, "bad")));
                }
            }
            return fixes;
        };
        Fixer.Result result = new Fixer(proposals, noBad, Applicability.SAFE).run(files("x".repeat(60) + "?" + "x".repeat(60)));
        assertThat(text(result, "a.yml")).isEqualTo("o".repeat(60) + "?" + "o".repeat(60));
        assertThat(result.applied()).isEqualTo(120);
        assertThat(result.refused()).containsExactly("make it bad");
        assertThat(result.rounds()).isLessThanOrEqualTo(2);
    }

    @Test
    void whatIsOnlyWrongBesideTheOthersWaitsAndIsNotRefused() {
        Fixer.Guard oneStays = (before, after) -> !after.text().isBlank();
        Fixer.Proposals proposals = files -> {
            SourceFile file = files.get("a.yml");
            return file.text().strip().length() < 2 ? List.of() : List.of(fix("remove a", edit(file, 0, 1, " ")), fix("remove b", edit(file, 1, 2, " ")));
        };
        Fixer.Result result = new Fixer(proposals, oneStays, Applicability.SAFE).run(files("ab"));
        assertThat(text(result, "a.yml")).isEqualTo(" b");
        assertThat(result.refused()).isEmpty();
    }

    @Test
    void fixesThatUndoEachOtherComeToAnEnd() {
        Fixer.Proposals proposals = files -> {
            SourceFile file = files.get("a.yml");
            return List.of(file.text().equals("on") ? fix("off", edit(file, 0, 2, "off")) : fix("on", edit(file, 0, 3, "on")));
        };
        Fixer.Result result = new Fixer(proposals, ANYTHING, Applicability.SAFE).run(files("on"));
        assertThat(result.rounds()).isPositive().isLessThan(100);
    }

    @Test
    void aFixOfSeveralFilesIsAppliedWholeOrNotAtAll() {
        Fixer.Proposals proposals = files -> files.get("a.yml").text().equals("old") && files.get("b.yml").text().equals("old")
                ? List.of(fix("rename", edit(files.get("a.yml"), 0, 3, "new"), edit(files.get("b.yml"), 0, 3, "new"))) : List.of();
        Fixer.Result both = new Fixer(proposals, ANYTHING, Applicability.SAFE).run(files("old", "old"));
        assertThat(text(both, "a.yml")).isEqualTo("new");
        assertThat(text(both, "b.yml")).isEqualTo("new");
        Fixer.Result none = new Fixer(proposals, (before, after) -> !after.path().equals("b.yml"), Applicability.SAFE).run(files("old", "old"));
        assertThat(none.changed()).isEmpty();
        assertThat(none.refused()).containsExactly("rename");
    }

    @Test
    void onlyFixesThatMayBeTrustedEnoughAreApplied() {
        for (Applicability asked : List.of(Applicability.SAFE, Applicability.UNSAFE)) {
            for (Applicability offered : Applicability.values()) {
                Fixer.Proposals proposals = files -> files.get("a.yml").text().equals("x")
                        ? List.of(new Fix("f", offered, List.of(edit(files.get("a.yml"), 0, 1, "y")))) : List.of();
                boolean applied = !new Fixer(proposals, ANYTHING, asked).run(files("x")).changed().isEmpty();
                assertThat(applied).as("%s where %s is asked for", offered, asked).isEqualTo(offered.compareTo(asked) >= 0);
            }
        }
        assertThat(Applicability.DISPLAY_ONLY).isLessThan(Applicability.UNSAFE);
        assertThat(Applicability.UNSAFE).isLessThan(Applicability.SAFE);
    }

    @Test
    void editsThatOverlapOrLieOutsideAreADefectOfTheCaller() {
        SourceFile file = SourceFile.of("a.yml", "abc");
        assertThatThrownBy(() -> Edits.apply("abc", List.of(edit(file, 0, 2, ""), edit(file, 1, 3, "")))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Edits.apply("abc", List.of(edit(file, 2, 9, "")))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fix("nothing", Applicability.SAFE, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(Edits.apply("abc", List.of(edit(file, 3, 3, "!"), edit(file, 0, 1, "")))).isEqualTo("bc!");
    }
}
