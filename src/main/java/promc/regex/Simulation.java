package promc.regex;

import java.util.Arrays;

/// Matches a string in time proportional to its length times the size of the program.
final class Simulation {
    private static final int REPLACEMENT = 0xFFFD;

    private Simulation() {
    }

    static boolean accepts(Program program, String text) {
        var closure = new Closure(program);
        int[] states = {program.start()};
        int count = 1;
        int before = Program.EDGE;
        for (int i = 0; i < text.length() && count > 0; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            c = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c;
            int behind = Program.context(c);
            fill(closure, states, count, before, behind);
            if (closure.count() > states.length) {
                states = Arrays.copyOf(states, 2 * closure.count());
            }
            count = 0;
            for (int j = 0; j < closure.count(); j++) {
                int pc = closure.get(j);
                if (program.set(program.setNumber(pc)).contains(c)) {
                    states[count++] = program.target(pc);
                }
            }
            before = behind;
        }
        fill(closure, states, count, before, Program.EDGE);
        return closure.matched();
    }

    private static void fill(Closure closure, int[] states, int count, int before, int behind) {
        closure.reset();
        for (int i = 0; i < count; i++) {
            closure.add(states[i], before, behind);
        }
    }
}
