package promc.regex;

import java.util.Arrays;

/// Follows branches and assertions of a [Program] from a set of states at one place between two characters.
/// Collects the `CHAR` instructions reached and whether the match is. Not for use by two threads at once.
final class Closure {
    private final Program program;
    private final int[] seenAt;
    private int[] stack = new int[16];
    private int[] found = new int[16];
    private int foundCount;
    private int generation;
    private boolean matched;
    private long steps;

    Closure(Program program) {
        this.program = program;
        this.seenAt = new int[program.size()];
    }

    void reset() {
        generation++;
        foundCount = 0;
        matched = false;
    }

    boolean matched() {
        return matched;
    }

    int count() {
        return foundCount;
    }

    /// The `CHAR` instruction number `index` among those found.
    int get(int index) {
        return found[index];
    }

    /// How many instructions have been visited since this closure was made.
    long steps() {
        return steps;
    }

    /// Adds what can be reached from `state` when `before` and `behind` are the contexts of the place.
    void add(int state, int before, int behind) {
        int depth = 0;
        stack[depth++] = state;
        while (depth > 0) {
            int pc = stack[--depth];
            if (seenAt[pc] == generation) {
                continue;
            }
            seenAt[pc] = generation;
            steps++;
            switch (program.op(pc)) {
                case MATCH -> matched = behind == Program.EDGE;
                case CHAR -> {
                    if (foundCount == found.length) {
                        found = Arrays.copyOf(found, 2 * foundCount);
                    }
                    found[foundCount++] = pc;
                }
                case ASSERT -> {
                    if (Program.holds(program.kind(pc), before, behind)) {
                        stack[depth++] = program.target(pc);
                    }
                }
                case BRANCH -> {
                    var next = program.branches(pc);
                    if (depth + next.length > stack.length) {
                        stack = Arrays.copyOf(stack, 2 * (depth + next.length));
                    }
                    for (int i = next.length - 1; i >= 0; i--) {
                        stack[depth++] = next[i];
                    }
                }
            }
        }
    }
}
