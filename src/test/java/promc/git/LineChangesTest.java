package promc.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import promc.git.LineChanges.Removal;
import promc.source.SourceFile;

class LineChangesTest {
    private static SourceFile text(String... lines) {
        return SourceFile.of("a.yml", String.join("\n", lines) + "\n");
    }

    private static List<Integer> added(SourceFile before, SourceFile now) {
        LineChanges changes = LineChanges.between(before, now);
        return IntStream.rangeClosed(1, now.lineCount()).filter(line -> changes.touches(line, line)).boxed().toList();
    }

    private static List<Removal> removals(SourceFile before, SourceFile now) {
        return LineChanges.between(before, now).removals();
    }

    @Test
    void equalTextsHaveNoChange() {
        assertThat(LineChanges.between(text("a", "b"), text("a", "b")).isEmpty()).isTrue();
        assertThat(LineChanges.between(SourceFile.of("a", "a\nb\n"), SourceFile.of("a", "a\r\nb\r\n")).isEmpty()).as("other line endings").isTrue();
    }

    @Test
    void aChangedLineIsNewAndItsOldTextGone() {
        assertThat(added(text("a", "b", "c"), text("a", "x", "c"))).containsExactly(2);
        assertThat(removals(text("a", "b", "c"), text("a", "x", "c"))).containsExactly(new Removal(1, List.of("b")));
    }

    @Test
    void aRemovedLineLeavesNoNewOne() {
        assertThat(added(text("a", "b", "c"), text("a", "c"))).isEmpty();
        assertThat(removals(text("a", "b", "c"), text("b", "c"))).containsExactly(new Removal(0, List.of("a")));
        assertThat(removals(text("a", "b", "c"), text("a", "b"))).containsExactly(new Removal(2, List.of("c")));
    }

    @Test
    void linesThatStandOftenDoNotTearAnInsertedBlockApart() {
        SourceFile before = text("- alert: A", "  for: 5m", "- alert: C", "  for: 5m");
        SourceFile now = text("- alert: A", "  for: 5m", "- alert: B", "  for: 5m", "- alert: C", "  for: 5m");
        assertThat(added(before, now)).containsExactly(3, 4);
    }

    @Test
    void allLinesOfANewFileAreNew() {
        SourceFile now = text("a", "b");
        assertThat(LineChanges.all(now).touches(1, 1)).isTrue();
        assertThat(LineChanges.all(now).touches(3, 3)).isTrue();
        assertThat(LineChanges.all(now).touches(4, 9)).isFalse();
    }

    /// Lines that are not new, in order, and the lines that are gone, at their places, are the older text.
    @Test
    void theOlderTextCanBeRebuilt() {
        Random random = new Random(11);
        int changed = 0;
        for (int round = 0; round < 2000; round++) {
            List<String> lines = new ArrayList<>();
            int kinds = 1 + random.nextInt(30);
            for (int i = random.nextInt(40); i > 0; i--) {
                lines.add("l" + random.nextInt(kinds));
            }
            SourceFile before = text(lines.toArray(String[]::new));
            for (int edits = random.nextInt(6); edits > 0; edits--) {
                int at = random.nextInt(lines.size() + 1);
                if (random.nextBoolean() || at == lines.size()) {
                    lines.add(at, "l" + random.nextInt(kinds));
                } else {
                    lines.remove(at);
                }
            }
            SourceFile now = text(lines.toArray(String[]::new));
            assertThat(rebuilt(before, now)).isEqualTo(before.text());
            changed += LineChanges.between(before, now).isEmpty() ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(500);
    }

    private static String rebuilt(SourceFile before, SourceFile now) {
        LineChanges changes = LineChanges.between(before, now);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line <= now.lineCount(); line++) {
            if (line > 0 && !changes.touches(line, line)) {
                lines.add(now.lineSpan(line).of(now.text()));
            }
            int here = line;
            changes.removals().stream().filter(removal -> removal.after() == here).forEach(removal -> lines.addAll(removal.lines()));
        }
        return String.join("\n", lines);
    }

    @Test
    void largeTextsWithNothingInCommonButTheirLinesAreQuick() {
        String[] before = IntStream.range(0, 60_000).mapToObj(i -> "l" + i % 100).toArray(String[]::new);
        String[] now = IntStream.range(0, 60_000).mapToObj(i -> "l" + (i * 7 + 3) % 100).toArray(String[]::new);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(LineChanges.between(text(before), text(now)).isEmpty()).isFalse());
        String[] reversed = IntStream.range(0, 60_000).mapToObj(i -> "l" + (60_000 - i)).toArray(String[]::new);
        String[] forward = IntStream.range(0, 60_000).mapToObj(i -> "l" + i).toArray(String[]::new);
        assertThat(added(text(forward), text(reversed))).hasSizeGreaterThan(59_000);
    }
}
