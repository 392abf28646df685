package promc.git;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import promc.source.SourceFile;

/// Which lines of a file are new against an older text of it, and where lines of the older text are gone. Line endings do not count, so that a checkout with other line endings
/// than the repository changes nothing.
///
/// The comparison is "patience": lines that stand once in both texts and in the same order hold them together, and what lies between them is compared in the same way. It never takes
/// more than about `n log n` steps for a level, with a fixed number of levels; what is still undecided then and too large to compare by force counts as changed.
public final class LineChanges {
    /// Nothing is different.
    public static final LineChanges NONE = new LineChanges(new BitSet(), List.of());

    /// Lines of the older text, `lines`, that are gone from behind line `after` (0: from the top). Others may stand there instead.
    public record Removal(int after, List<String> lines) {
        public Removal {
            lines = List.copyOf(lines);
        }
    }

    /// Nested rules are a handful of levels; more are only reached by texts made for it.
    private static final int MAX_LEVELS = 32;
    /// Cells of the table of a comparison by force: 4 MB.
    private static final long MAX_CELLS = 1 << 20;
    private static final int NOBODY = -1;

    private final BitSet added;
    private final List<Removal> removals;

    private LineChanges(BitSet added, List<Removal> removals) {
        this.added = added;
        this.removals = List.copyOf(removals);
    }

    /// All lines of a file that is new.
    public static LineChanges all(SourceFile now) {
        BitSet lines = new BitSet();
        lines.set(1, now.lineCount() + 1);
        return new LineChanges(lines, List.of());
    }

    public static LineChanges between(SourceFile before, SourceFile now) {
        if (before.text().equals(now.text())) {
            return NONE;
        }
        List<String> old = lines(before);
        List<String> lines = lines(now);
        Map<String, Integer> numbers = new HashMap<>();
        Pairing pairing = new Pairing(numbered(old, numbers), numbered(lines, numbers));
        pairing.pair(0, old.size(), 0, lines.size(), 0);
        return of(old, pairing.partner);
    }

    private static LineChanges of(List<String> old, int[] partner) {
        BitSet added = new BitSet();
        List<Removal> removals = new ArrayList<>();
        int next = 0; // the first line of the old text that is not accounted for
        int last = 0; // the last line that stands in both texts, counted from 1 in the new one
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] == NOBODY) {
                added.set(i + 1);
                continue;
            }
            if (partner[i] > next) {
                removals.add(new Removal(last, old.subList(next, partner[i])));
            }
            next = partner[i] + 1;
            last = i + 1;
        }
        if (next < old.size()) {
            removals.add(new Removal(last, old.subList(next, old.size())));
        }
        return new LineChanges(added, removals);
    }

    private static List<String> lines(SourceFile file) {
        List<String> lines = new ArrayList<>(file.lineCount());
        for (int line = 1; line <= file.lineCount(); line++) {
            lines.add(file.lineSpan(line).of(file.text()));
        }
        return lines;
    }

    private static int[] numbered(List<String> lines, Map<String, Integer> numbers) {
        return lines.stream().mapToInt(line -> numbers.computeIfAbsent(line, unseen -> numbers.size())).toArray();
    }

    public boolean isEmpty() {
        return added.isEmpty() && removals.isEmpty();
    }

    /// True if one of the lines `first` to `last`, both included and counted from 1, is new or changed.
    public boolean touches(int first, int last) {
        int next = added.nextSetBit(first);
        return next >= 0 && next <= last;
    }

    /// Where lines of the older text are gone, from top to bottom.
    public List<Removal> removals() {
        return removals;
    }

    /// Finds for each line of `now` the line of `before` that it was.
    private static final class Pairing {
        final int[] before;
        final int[] now;
        final int[] partner;

        Pairing(int[] before, int[] now) {
            this.before = before;
            this.now = now;
            this.partner = new int[now.length];
            Arrays.fill(partner, NOBODY);
        }

        /// Pairs the lines `[from, to)` of `before` with those `[start, end)` of `now`.
        void pair(int from, int to, int start, int end, int level) {
            while (from < to && start < end && before[from] == now[start]) {
                partner[start++] = from++;
            }
            while (from < to && start < end && before[to - 1] == now[end - 1]) {
                partner[--end] = --to;
            }
            if (from == to || start == end) {
                return;
            }
            List<int[]> anchors = level < MAX_LEVELS ? anchors(from, to, start, end) : List.of();
            if (anchors.isEmpty()) {
                byForce(from, to, start, end);
                return;
            }
            int lower = from;
            int upper = start;
            for (int[] anchor : anchors) {
                pair(lower, anchor[0], upper, anchor[1], level + 1);
                partner[anchor[1]] = anchor[0];
                lower = anchor[0] + 1;
                upper = anchor[1] + 1;
            }
            pair(lower, to, upper, end, level + 1);
        }

        /// Lines that stand once in both ranges: as many as have the same order in both.
        private List<int[]> anchors(int from, int to, int start, int end) {
            Map<Integer, Integer> inBefore = once(before, from, to);
            Map<Integer, Integer> inNow = once(now, start, end);
            List<int[]> common = new ArrayList<>();
            for (int i = start; i < end; i++) {
                if (inNow.get(now[i]) == i && inBefore.getOrDefault(now[i], NOBODY) >= 0) {
                    common.add(new int[] {inBefore.get(now[i]), i});
                }
            }
            return longestRising(common);
        }

        /// The place of each line that stands once in the range; [#NOBODY] for one that stands more often.
        private static Map<Integer, Integer> once(int[] lines, int from, int to) {
            Map<Integer, Integer> places = new HashMap<>();
            for (int i = from; i < to; i++) {
                places.merge(lines[i], i, (first, second) -> NOBODY);
            }
            return places;
        }

        private static List<int[]> longestRising(List<int[]> pairs) {
            int[] ends = new int[pairs.size()]; // which pair ends the rising row of this length that ends lowest
            int[] previous = new int[pairs.size()];
            int length = 0;
            for (int i = 0; i < pairs.size(); i++) {
                int low = 0;
                int high = length;
                while (low < high) {
                    int middle = (low + high) >>> 1;
                    if (pairs.get(ends[middle])[0] < pairs.get(i)[0]) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                previous[i] = low == 0 ? NOBODY : ends[low - 1];
                ends[low] = i;
                length = Math.max(length, low + 1);
            }
            List<int[]> rising = new ArrayList<>();
            for (int i = length == 0 ? NOBODY : ends[length - 1]; i != NOBODY; i = previous[i]) {
                rising.add(pairs.get(i));
            }
            return rising.reversed();
        }

        /// The longest common row of lines, by a table of all pairs.
        private void byForce(int from, int to, int start, int end) {
            int height = to - from;
            int width = end - start;
            if ((height + 1L) * (width + 1L) > MAX_CELLS) {
                return;
            }
            int[][] longest = new int[height + 1][width + 1];
            for (int i = height - 1; i >= 0; i--) {
                for (int j = width - 1; j >= 0; j--) {
                    longest[i][j] = before[from + i] == now[start + j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
                }
            }
            int i = 0;
            int j = 0;
            while (i < height && j < width) {
                if (before[from + i] == now[start + j]) {
                    partner[start + j++] = from + i++;
                } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                    i++;
                } else {
                    j++;
                }
            }
        }
    }
}
