package promc.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Lists the strings of a small finite language, shortest first, giving up as soon as there must be more than wanted.
final class Enumeration {
    /// Visited instructions after which one gives up; a list of a thousand host names needs far less.
    private static final long MAX_STEPS = 5_000_000;
    /// Programs larger than this come from repeat counts in the hundreds, and have no short list of members worth the room.
    private static final int MAX_PROGRAM = 200_000;
    /// How many prefixes per wanted member may be open while inner assertions may still rule most of them out.
    private static final int OPEN_PER_MEMBER = 10;

    /// A string that can still become a member, as a chain from its last character to its first.
    private record Prefix(Optional<Prefix> parent, int codePoint, int length, int[] states) {
        String text() {
            var points = new int[length];
            var at = this;
            for (int i = length - 1; i >= 0; i--) {
                points[i] = at.codePoint;
                at = at.parent.orElseThrow();
            }
            return new String(points, 0, length);
        }

        int context() {
            return length == 0 ? Program.EDGE : Program.context(codePoint);
        }
    }

    private final Program program;
    private final int limit;
    private final Closure closure;
    private final boolean[] live;
    private long work;

    private Enumeration(Program program, int limit) {
        this.program = program;
        this.limit = limit;
        this.closure = new Closure(program);
        this.live = live(program);
    }

    static Optional<SortedSet<String>> of(Program program, int limit) {
        return program.size() > MAX_PROGRAM ? Optional.empty() : new Enumeration(program, limit).run();
    }

    private Optional<SortedSet<String>> run() {
        var found = new TreeSet<String>();
        var level = List.of(new Prefix(Optional.empty(), 0, 0, new int[] {program.start()}));
        // A member longer than the program is large runs through a loop, and loops make infinitely many.
        for (int length = 0; !level.isEmpty() && length <= program.size(); length++) {
            var next = new ArrayList<Prefix>();
            for (var prefix : level) {
                fill(prefix, Program.EDGE);
                if (closure.matched()) {
                    found.add(prefix.text());
                }
                if (!extend(prefix, next) || closure.steps() + work > MAX_STEPS) {
                    return Optional.empty();
                }
            }
            // Without assertions each prefix leads to a member of its own.
            if (found.size() > limit || next.size() > (program.hasAssertions() ? OPEN_PER_MEMBER * (limit + 1L) : limit)) {
                return Optional.empty();
            }
            level = next;
        }
        return level.isEmpty() ? Optional.of(found) : Optional.empty();
    }

    /// Adds all prefixes longer by one character; false when there are too many.
    private boolean extend(Prefix prefix, List<Prefix> next) {
        var targets = new TreeMap<Integer, int[]>();
        int contexts = program.hasAssertions() ? Program.OTHER : 1;
        for (int behind = 1; behind <= contexts; behind++) {
            fill(prefix, behind);
            for (int i = 0; i < closure.count(); i++) {
                int pc = closure.get(i);
                if (!live[program.target(pc)]) {
                    continue;
                }
                var set = program.set(program.setNumber(pc));
                if (set.size() > (program.hasAssertions() ? OPEN_PER_MEMBER * (limit + 1L) : limit)) {
                    return false;
                }
                for (int range = 0; range < set.rangeCount(); range++) {
                    for (int c = set.low(range); c <= set.high(range); c++) {
                        work++;
                        if (!program.hasAssertions() || Program.context(c) == behind) {
                            targets.merge(c, new int[] {program.target(pc)}, Enumeration::join);
                        }
                    }
                }
            }
        }
        targets.forEach((c, states) -> next.add(new Prefix(Optional.of(prefix), c, prefix.length + 1, states)));
        return true;
    }

    private static int[] join(int[] one, int[] other) {
        var joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    private void fill(Prefix prefix, int behind) {
        closure.reset();
        for (int state : prefix.states) {
            closure.add(state, prefix.context(), behind);
        }
    }

    /// Which states may lead to a match, assertions taken as true.
    private static boolean[] live(Program program) {
        Map<Integer, List<Integer>> sources = new HashMap<>();
        for (int pc = 1; pc < program.size(); pc++) {
            int from = pc;
            switch (program.op(pc)) {
                case CHAR, ASSERT -> sources.computeIfAbsent(program.target(pc), _ -> new ArrayList<>()).add(from);
                case BRANCH -> {
                    for (int next : program.branches(pc)) {
                        sources.computeIfAbsent(next, _ -> new ArrayList<>()).add(from);
                    }
                }
                case MATCH -> { }
            }
        }
        var live = new boolean[program.size()];
        live[Program.MATCH] = true;
        var open = new ArrayList<>(List.of(Program.MATCH));
        while (!open.isEmpty()) {
            for (int source : sources.getOrDefault(open.removeLast(), List.of())) {
                if (!live[source]) {
                    live[source] = true;
                    open.add(source);
                }
            }
        }
        return live;
    }
}
