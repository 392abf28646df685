package promc.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import promc.regex.RegexNode.Repeat;

/// Finds what the groups of a pattern capture, as Go's `regexp` does: the leftmost match, and of several there the one a backtracking search would find first. Time grows with
/// the length of the text times the size of the pattern. Immutable; make one where a pattern is used for several texts.
public final class Submatches {
    private enum Op { CHAR, BRANCH, ASSERT, SAVE, MATCH, FAIL }

    /// `set` is what a `CHAR` reads, `argument` the slot of a `SAVE` or the kind of an `ASSERT`; a `BRANCH` prefers `next` to `other`.
    private static final class Step {
        private final Op op;
        private final CodePointSet set;
        private final int argument;
        private int next;
        private int other;

        private Step(Op op, CodePointSet set, int argument, int next) {
            this.op = op;
            this.set = set;
            this.argument = argument;
            this.next = next;
        }
    }

    private static final CodePointSet NOT_NEWLINE = CodePointSet.single('\n').complement();
    private static final RegexNode.Assertion.Kind[] KINDS = RegexNode.Assertion.Kind.values();

    private final List<Step> steps = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final int start;
    private final boolean anchored;

    private Submatches(Regex regex) {
        anchored = !regex.search();
        names.add("");
        int end = add(Op.MATCH, null, 0, 0);
        int behind = anchored ? add(Op.ASSERT, null, RegexNode.Assertion.Kind.END_TEXT.ordinal(), end) : end;
        start = compile(regex.root(), behind);
    }

    public static Submatches of(Regex regex) {
        return new Submatches(regex);
    }

    /// How many groups the pattern has.
    public int groups() {
        return names.size() - 1;
    }

    /// The number of the group with this name; empty if there is none.
    Optional<Integer> group(String name) {
        int found = names.indexOf(name);
        return found > 0 ? Optional.of(found) : Optional.empty();
    }

    /// The first match at or behind `from`: start and end of the match, then of each group, in offsets of `text`; -1 for a group that took no part. Empty if there is none.
    public Optional<int[]> find(String text, int from) {
        return Optional.ofNullable(anchored && from > 0 ? null : new Run(text).from(from));
    }

    private int add(Op op, CodePointSet set, int argument, int next) {
        steps.add(new Step(op, set, argument, next));
        return steps.size() - 1;
    }

    private int compile(RegexNode node, int next) {
        return switch (node) {
            case RegexNode.Empty _ -> next;
            case RegexNode.Literal literal -> literal(literal, next);
            case RegexNode.CharClass characters -> characters.set().isEmpty() ? add(Op.FAIL, null, 0, 0) : add(Op.CHAR, characters.set(), 0, next);
            case RegexNode.Dot dot -> add(Op.CHAR, dot.matchesNewline() ? CodePointSet.SCALARS : NOT_NEWLINE, 0, next);
            case RegexNode.Assertion assertion -> add(Op.ASSERT, null, assertion.kind().ordinal(), next);
            case RegexNode.Capture capture -> capture(capture, next);
            case Repeat repeat -> repeat(repeat, next);
            case RegexNode.Concat concat -> {
                int entry = next;
                for (RegexNode part : concat.parts().reversed()) {
                    entry = compile(part, entry);
                }
                yield entry;
            }
            case RegexNode.Alternate alternate -> {
                int entry = compile(alternate.branches().getLast(), next);
                for (RegexNode branch : alternate.branches().reversed().subList(1, alternate.branches().size())) {
                    entry = branch(compile(branch, next), entry, true);
                }
                yield entry;
            }
        };
    }

    private int literal(RegexNode.Literal literal, int next) {
        int[] characters = literal.text().codePoints().toArray();
        int entry = next;
        for (int i = characters.length - 1; i >= 0; i--) {
            entry = add(Op.CHAR, literal.foldCase() ? CaseFolding.orbit(characters[i]) : CodePointSet.single(characters[i]), 0, entry);
        }
        return entry;
    }

    private int capture(RegexNode.Capture capture, int next) {
        while (names.size() <= capture.index()) {
            names.add("");
        }
        names.set(capture.index(), capture.name().orElse(""));
        return add(Op.SAVE, null, 2 * capture.index(), compile(capture.body(), add(Op.SAVE, null, 2 * capture.index() + 1, next)));
    }

    /// A way into `body` or past it, in the order of preference.
    private int branch(int body, int past, boolean greedy) {
        int branch = add(Op.BRANCH, null, 0, greedy ? body : past);
        steps.get(branch).other = greedy ? past : body;
        return branch;
    }

    private int repeat(Repeat repeat, int next) {
        if (repeat.max() == 0 || repeat.body() instanceof RegexNode.Empty) {
            count(repeat);
            return next;
        }
        int entry = next;
        int copies = repeat.min();
        if (repeat.max() == Repeat.UNBOUNDED) {
            boolean nullable = nullable(repeat.body());
            int loop = add(Op.BRANCH, null, 0, 0);
            int body = compile(repeat.body(), loop);
            steps.get(loop).next = repeat.greedy() ? body : next;
            steps.get(loop).other = repeat.greedy() ? next : body;
            // What may be empty is tried once, and then again: else an empty round would be preferred to none.
            entry = copies > 0 ? body : nullable ? branch(body, next, repeat.greedy()) : loop;
            copies--;
        } else {
            for (int i = repeat.min(); i < repeat.max(); i++) {
                entry = branch(compile(repeat.body(), entry), next, repeat.greedy());
            }
        }
        for (int i = 0; i < copies; i++) {
            entry = compile(repeat.body(), entry);
        }
        return entry;
    }

    /// Groups that can never take part have their numbers all the same.
    private void count(RegexNode node) {
        switch (node) {
            case RegexNode.Capture capture -> capture(capture, 0);
            case Repeat repeat -> count(repeat.body());
            case RegexNode.Concat concat -> concat.parts().forEach(this::count);
            case RegexNode.Alternate alternate -> alternate.branches().forEach(this::count);
            case RegexNode.Empty _, RegexNode.Literal _, RegexNode.CharClass _, RegexNode.Dot _, RegexNode.Assertion _ -> { }
        }
    }

    private static boolean nullable(RegexNode node) {
        return switch (node) {
            case RegexNode.Empty _, RegexNode.Assertion _ -> true;
            case RegexNode.Literal _, RegexNode.CharClass _, RegexNode.Dot _ -> false;
            case RegexNode.Capture capture -> nullable(capture.body());
            case Repeat repeat -> repeat.min() == 0 || nullable(repeat.body());
            case RegexNode.Concat concat -> concat.parts().stream().allMatch(Submatches::nullable);
            case RegexNode.Alternate alternate -> alternate.branches().stream().anyMatch(Submatches::nullable);
        };
    }

    /// One search. Threads stand in the order of preference; of two at the same step the first one stays.
    private final class Run {
        private final String text;
        private int[] threads = new int[steps.size()];
        private int[][] captured = new int[steps.size()][];
        private int count;
        private int[] nextThreads = new int[steps.size()];
        private int[][] nextCaptured = new int[steps.size()][];
        private final int[] seen = new int[steps.size()];
        private int round;
        /// How many threads have read the last character.
        private int pending;

        private Run(String text) {
            this.text = text;
        }

        private int[] from(int from) {
            int[] found = null;
            for (int at = from; ; ) {
                boolean mayStart = found == null && (!anchored || at == 0);
                spread(at, mayStart);
                if (count == 0 && (found != null || anchored)) {
                    return found;
                }
                int c = at < text.length() ? text.codePointAt(at) : -1;
                int width = c < 0 ? 0 : Character.charCount(c);
                int live = 0;
                for (int i = 0; i < count; i++) {
                    Step step = steps.get(threads[i]);
                    if (step.op == Op.MATCH) {
                        found = captured[i];
                        break;
                    }
                    if (c >= 0 && step.set.contains(c)) {
                        nextThreads[live] = step.next;
                        nextCaptured[live++] = captured[i];
                    }
                }
                pending = live;
                if (c < 0) {
                    return found;
                }
                at += width;
            }
        }

        /// Follows what needs no character from where the threads stand at `at`, and starts a new one last.
        private void spread(int at, boolean mayStart) {
            round++;
            int before = at == 0 ? Program.EDGE : Program.context(text.codePointBefore(at));
            int behind = at == text.length() ? Program.EDGE : Program.context(text.codePointAt(at));
            count = 0;
            for (int i = 0; i < pending; i++) {
                follow(nextThreads[i], nextCaptured[i], at, before, behind);
            }
            if (mayStart) {
                int[] fresh = new int[2 * names.size()];
                Arrays.fill(fresh, -1);
                fresh[0] = at;
                follow(start, fresh, at, before, behind);
            }
        }

        private record Frame(int step, int[] captured) {}

        private void follow(int from, int[] with, int at, int before, int behind) {
            List<Frame> open = new ArrayList<>(List.of(new Frame(from, with)));
            while (!open.isEmpty()) {
                Frame frame = open.removeLast();
                if (seen[frame.step] == round) {
                    continue;
                }
                seen[frame.step] = round;
                Step step = steps.get(frame.step);
                switch (step.op) {
                    case CHAR -> put(frame.step, frame.captured);
                    case MATCH -> {
                        int[] whole = frame.captured.clone();
                        whole[1] = at;
                        put(frame.step, whole);
                    }
                    case BRANCH -> {
                        open.add(new Frame(step.other, frame.captured));
                        open.add(new Frame(step.next, frame.captured));
                    }
                    case ASSERT -> {
                        if (Program.holds(KINDS[step.argument], before, behind)) {
                            open.add(new Frame(step.next, frame.captured));
                        }
                    }
                    case SAVE -> {
                        int[] saved = frame.captured.clone();
                        saved[step.argument] = at;
                        open.add(new Frame(step.next, saved));
                    }
                    case FAIL -> { }
                }
            }
        }

        private void put(int step, int[] with) {
            threads[count] = step;
            captured[count++] = with;
        }
    }
}
