package promc.regex;

import java.util.Arrays;

/// For each symbol of an alphabet a growing list of states; emptied in time proportional to what it holds.
final class Buckets {
    private final int[][] states;
    private final int[] counts;
    private int[] touched = new int[16];
    private int touchedCount;

    Buckets(int symbols) {
        this.states = new int[symbols][];
        this.counts = new int[symbols];
    }

    void clear() {
        for (int i = 0; i < touchedCount; i++) {
            counts[touched[i]] = 0;
        }
        touchedCount = 0;
    }

    void add(int symbol, int state) {
        int count = counts[symbol]++;
        if (count == 0) {
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, 2 * touchedCount);
            }
            touched[touchedCount++] = symbol;
        }
        if (states[symbol] == null) {
            states[symbol] = new int[4];
        } else if (count == states[symbol].length) {
            states[symbol] = Arrays.copyOf(states[symbol], 2 * count);
        }
        states[symbol][count] = state;
    }

    /// The symbols that have a state, ascending.
    int[] symbols() {
        var symbols = Arrays.copyOf(touched, touchedCount);
        Arrays.sort(symbols);
        return symbols;
    }

    /// The states of a symbol, ascending and each once.
    int[] states(int symbol) {
        if (counts[symbol] == 0) {
            return new int[0];
        }
        var result = Arrays.copyOf(states[symbol], counts[symbol]);
        Arrays.sort(result);
        int kept = 1;
        for (int i = 1; i < result.length; i++) {
            if (result[i] != result[kept - 1]) {
                result[kept++] = result[i];
            }
        }
        return kept == result.length ? result : Arrays.copyOf(result, kept);
    }
}
