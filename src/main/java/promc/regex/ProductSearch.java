package promc.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks for a shortest string that all positive programs accept and no negative one does, breadth first.
///
/// A configuration holds one state of each positive program (they stay non-deterministic) and the set of all states the negative ones can
/// be in (together, since rejecting each is rejecting their union). A configuration is dropped when another one with the same positive
/// states and fewer negative ones is known: whatever is found from the larger is found from the smaller, no later. So inclusions that hold
/// because one pattern follows the other step by step are found in linear time, where a determinised automaton would be exponential.
final class ProductSearch {
    private static final class Configuration {
        final int[] positive;
        final int[] negative;
        final int before;
        final Optional<Configuration> parent;
        final int symbol;
        final int length;
        /// Set when one of the same length that is smaller makes this one superfluous.
        boolean dropped;

        Configuration(int[] positive, int[] negative, int before, Optional<Configuration> parent, int symbol) {
            this.positive = positive;
            this.negative = negative;
            this.before = before;
            this.parent = parent;
            this.symbol = symbol;
            this.length = parent.map(p -> p.length + 1).orElse(0);
        }
    }

    /// Compared by the content of the array.
    private record Key(int[] positive, int before) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && before == key.before && Arrays.equals(positive, key.positive);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(positive) + before;
        }
    }

    private static final class BudgetExceeded extends Exception {
        private static final long serialVersionUID = 1L;

        BudgetExceeded() {
            super(null, null, false, false);
        }
    }

    private final List<Program> positive;
    private final Negatives negatives;
    private final Alphabet alphabet;
    private final List<Successors> successors = new ArrayList<>();
    private final Map<Key, List<Configuration>> smallest = new HashMap<>();
    private final ArrayDeque<Configuration> queue = new ArrayDeque<>();
    private final long configurationLimit;
    private final Effort effort;
    private final long stepLimit;
    private long configurations;
    private long work;

    ProductSearch(List<Program> positive, List<Program> negative, Alphabet alphabet, Effort effort) {
        this.positive = positive;
        this.alphabet = alphabet;
        this.negatives = new Negatives(negative, alphabet);
        this.effort = effort;
        this.stepLimit = Math.min(Decision.MAX_STEPS, effort.left());
        long linear = 0;
        for (var program : positive) {
            successors.add(new Successors(program, alphabet));
            linear += program.size();
        }
        this.configurationLimit = Decision.MAX_CONFIGURATIONS + Math.min(linear, Decision.MAX_LINEAR);
    }

    Answer run() {
        try {
            return search();
        } catch (BudgetExceeded _) {
            return new Answer.Unknown();
        } finally {
            effort.spend(total());
        }
    }

    private Answer search() throws BudgetExceeded {
        var starts = positive.stream().mapToInt(Program::start).toArray();
        var first = new Configuration(starts, negatives.start(), Program.EDGE, Optional.empty(), 0);
        if (enter(first)) {
            return new Answer.No("");
        }
        while (!queue.isEmpty()) {
            var configuration = queue.poll();
            var found = configuration.dropped ? Optional.<Configuration>empty() : expand(configuration);
            if (found.isPresent()) {
                return new Answer.No(witness(found.get()));
            }
        }
        return new Answer.Yes();
    }

    /// Makes the successors; returns one that all accept, if any.
    private Optional<Configuration> expand(Configuration configuration) throws BudgetExceeded {
        int before = configuration.before;
        negatives.from(configuration.negative, before);
        for (int symbol : successors.getFirst().symbols(configuration.positive[0], before)) {
            var choices = new int[positive.size()][];
            boolean dead = false;
            for (int i = 0; i < choices.length; i++) {
                choices[i] = successors.get(i).on(configuration.positive[i], before, symbol);
                dead |= choices[i].length == 0;
            }
            charge(1);
            var negative = dead ? Optional.<int[]>empty() : negatives.on(symbol);
            if (negative.isEmpty()) {
                continue;
            }
            var choice = new int[choices.length];
            do {
                var states = new int[choices.length];
                for (int i = 0; i < choices.length; i++) {
                    states[i] = choices[i][choice[i]];
                }
                var next = new Configuration(states, negative.get(), alphabet.context(symbol), Optional.of(configuration), symbol);
                if (enter(next)) {
                    return Optional.of(next);
                }
            } while (advance(choice, choices));
        }
        return Optional.empty();
    }

    /// Goes on to the next combination; false after the last one.
    private static boolean advance(int[] choice, int[][] choices) {
        for (int i = 0; i < choice.length; i++) {
            if (++choice[i] < choices[i].length) {
                return true;
            }
            choice[i] = 0;
        }
        return false;
    }

    /// Queues the configuration unless a smaller one is known; true when it accepts.
    private boolean enter(Configuration configuration) throws BudgetExceeded {
        charge(1);
        var known = smallest.computeIfAbsent(new Key(configuration.positive, configuration.before), _ -> new ArrayList<>(1));
        for (var each : known) {
            work += 1 + Math.min(each.negative.length, configuration.negative.length);
            if (containsAll(configuration.negative, each.negative)) {
                return false;
            }
        }
        known.removeIf(each -> {
            boolean larger = containsAll(each.negative, configuration.negative);
            // A shorter one must still be followed, or the witness would not be a shortest one.
            each.dropped |= larger && each.length == configuration.length;
            return larger;
        });
        known.add(configuration);
        queue.add(configuration);
        configurations++;
        return accepts(configuration);
    }

    private void charge(long steps) throws BudgetExceeded {
        work += steps;
        if (configurations > configurationLimit || total() > stepLimit) {
            throw new BudgetExceeded();
        }
    }

    private long total() {
        long total = work + negatives.steps();
        for (var each : successors) {
            total += each.steps();
        }
        return total;
    }

    private boolean accepts(Configuration configuration) {
        for (int i = 0; i < positive.size(); i++) {
            if (!successors.get(i).accepts(configuration.positive[i], configuration.before)) {
                return false;
            }
        }
        return !negatives.accepts(configuration.negative, configuration.before);
    }

    /// Whether the ascending `large` holds all of the ascending `small`.
    private static boolean containsAll(int[] large, int[] small) {
        if (small.length > large.length) {
            return false;
        }
        int j = 0;
        for (int wanted : small) {
            while (j < large.length && large[j] < wanted) {
                j++;
            }
            if (j == large.length || large[j] != wanted) {
                return false;
            }
        }
        return true;
    }

    private String witness(Configuration last) {
        var points = new ArrayList<Integer>();
        for (var at = last; at.parent.isPresent(); at = at.parent.get()) {
            points.add(alphabet.member(at.symbol));
        }
        var text = new StringBuilder();
        for (int point : points.reversed()) {
            text.appendCodePoint(point);
        }
        return text.toString();
    }
}
