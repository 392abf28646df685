package promc.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Several programs run side by side, as one set of states. A state is numbered by its program's base plus its instruction.
final class Negatives {
    private final List<Program> programs;
    private final List<Closure> closures = new ArrayList<>();
    private final int[] bases;
    private final Alphabet alphabet;
    private final Buckets buckets;
    private long work;

    Negatives(List<Program> programs, Alphabet alphabet) {
        this.programs = programs;
        this.alphabet = alphabet;
        this.buckets = new Buckets(alphabet.size());
        this.bases = new int[programs.size() + 1];
        for (int i = 0; i < programs.size(); i++) {
            closures.add(new Closure(programs.get(i)));
            bases[i + 1] = Math.addExact(bases[i], programs.get(i).size());
        }
    }

    long steps() {
        return work + closures.stream().mapToLong(Closure::steps).sum();
    }

    int[] start() {
        var states = new int[programs.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = bases[i] + programs.get(i).start();
        }
        return states;
    }

    /// Prepares [#on(int)] for the successors of `states`, which are ascending.
    void from(int[] states, int before) {
        buckets.clear();
        int at = 0;
        for (int i = 0; i < programs.size(); i++) {
            int end = endOf(i, states, at);
            if (end > at) {
                var own = ownStates(i, states, at, end);
                work += Successors.collect(programs.get(i), closures.get(i), alphabet, buckets, bases[i], own, before);
            }
            at = end;
        }
    }

    /// The states after `symbol`; empty when one of them accepts whatever follows, so that nothing behind is of interest.
    Optional<int[]> on(int symbol) {
        var states = buckets.states(symbol);
        work += 1 + states.length;
        int program = 0;
        for (int state : states) {
            while (state >= bases[program + 1]) {
                program++;
            }
            if (programs.get(program).acceptsEverything(state - bases[program])) {
                return Optional.empty();
            }
        }
        return Optional.of(states);
    }

    /// Whether at least one program may stop here at the end of the text.
    boolean accepts(int[] states, int before) {
        int at = 0;
        for (int i = 0; i < programs.size(); i++) {
            int end = endOf(i, states, at);
            var closure = closures.get(i);
            closure.reset();
            for (int state : ownStates(i, states, at, end)) {
                closure.add(state, before, Program.EDGE);
            }
            if (closure.matched()) {
                return true;
            }
            at = end;
        }
        return false;
    }

    private int endOf(int program, int[] states, int from) {
        int end = from;
        while (end < states.length && states[end] < bases[program + 1]) {
            end++;
        }
        return end;
    }

    private int[] ownStates(int program, int[] states, int from, int to) {
        var own = Arrays.copyOfRange(states, from, to);
        for (int i = 0; i < own.length; i++) {
            own[i] -= bases[program];
        }
        return own;
    }
}
