package promc.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Where the single states of one program lead, by symbol; computed when first asked for.
final class Successors {
    private static final int[] NOWHERE = {};

    /// What follows a state: `targets[i]` are the states that `symbols[i]` leads to.
    private record Row(int[] symbols, int[][] targets, boolean accepts) {
        int[] on(int symbol) {
            int at = Arrays.binarySearch(symbols, symbol);
            return at < 0 ? NOWHERE : targets[at];
        }
    }

    private final Program program;
    private final Alphabet alphabet;
    private final Closure closure;
    private final Buckets buckets;
    private final Map<Integer, Row> rows = new HashMap<>();
    private long work;

    Successors(Program program, Alphabet alphabet) {
        this.program = program;
        this.alphabet = alphabet;
        this.closure = new Closure(program);
        this.buckets = new Buckets(alphabet.size());
    }

    /// How much has been computed so far.
    long steps() {
        return closure.steps() + work;
    }

    /// Whether the program may stop in `state` at the end of the text.
    boolean accepts(int state, int before) {
        return row(state, before).accepts;
    }

    /// The symbols that lead anywhere from `state`, ascending.
    int[] symbols(int state, int before) {
        return row(state, before).symbols;
    }

    int[] on(int state, int before, int symbol) {
        return row(state, before).on(symbol);
    }

    private Row row(int state, int before) {
        int context = program.hasAssertions() ? before : Program.OTHER;
        int key = state << 2 | context;
        var row = rows.get(key);
        if (row == null) {
            row = compute(state, context);
            rows.put(key, row);
        }
        return row;
    }

    private Row compute(int state, int before) {
        buckets.clear();
        work += collect(program, closure, alphabet, buckets, 0, new int[] {state}, before);
        var symbols = buckets.symbols();
        var targets = new int[symbols.length][];
        for (int i = 0; i < symbols.length; i++) {
            targets[i] = buckets.states(symbols[i]);
        }
        closure.reset();
        closure.add(state, before, Program.EDGE);
        return new Row(symbols, targets, closure.matched());
    }

    /// Puts into `buckets` all states, numbered from `base` on, that `states` lead to by one symbol; returns how many entries that took.
    static long collect(Program program, Closure closure, Alphabet alphabet, Buckets buckets, int base, int[] states, int before) {
        long entries = 0;
        int firstContext = program.hasAssertions() ? Program.NEWLINE : Program.OTHER;
        for (int behind = firstContext; behind <= Program.OTHER; behind++) {
            closure.reset();
            for (int state : states) {
                closure.add(state, before, behind);
            }
            for (int i = 0; i < closure.count(); i++) {
                int pc = closure.get(i);
                for (int symbol : alphabet.classesOf(program.set(program.setNumber(pc)))) {
                    entries++;
                    if (!program.hasAssertions() || alphabet.context(symbol) == behind) {
                        buckets.add(symbol, base + program.target(pc));
                    }
                }
            }
        }
        return entries;
    }
}
