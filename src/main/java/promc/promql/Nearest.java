package promc.promql;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the known word that a misspelt one was probably meant to be.
final class Nearest {
    /// Longer words are no slips of a known one, and would make the comparison slow.
    private static final int MAX_LENGTH = 64;

    private Nearest() {}

    /// The word of `known` with the fewest edits (insert, delete, replace, swap neighbours), if they are few for the length of `word`. Case does not
    /// count. Of equally near ones the first.
    static Optional<String> of(String word, Collection<String> known) {
        if (word.length() > MAX_LENGTH || word.length() < 2) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        int best = Math.max(1, lower.length() / 4) + 1;
        Optional<String> found = Optional.empty();
        for (String candidate : known) {
            if (Math.abs(candidate.length() - lower.length()) < best) {
                int edits = edits(lower, candidate);
                if (edits < best) {
                    best = edits;
                    found = Optional.of(candidate);
                }
            }
        }
        return found;
    }

    private static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
