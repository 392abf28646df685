package promc.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The word a typo was probably meant to be.
public final class Nearest {
    private Nearest() {}

    /// The candidate with the fewest edits (insert, delete, replace, swap neighbours) from `word`, if that is at most a third of its length and at most 3; the
    /// first of equals. Case counts as no edit. A single letter is nobody's typo.
    public static Optional<String> to(String word, Collection<String> candidates) {
        if (word.length() < 2) {
            return Optional.empty();
        }
        int limit = Math.min(3, Math.max(1, word.length() / 3));
        String best = null;
        int fewest = limit + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - word.length()) < fewest && word.length() <= 256) {
                int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
                if (distance < fewest) {
                    fewest = distance;
                    best = candidate;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /// The only candidate that is one edit away from `word`, or the same in another case.
    public static Optional<String> only(String word, Collection<String> candidates) {
        if (word.length() < 3) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String found = null;
        for (String candidate : candidates) {
            String other = candidate.toLowerCase(Locale.ROOT);
            if (other.equals(lower)) {
                return Optional.of(candidate);
            }
            if (Math.abs(other.length() - lower.length()) < 2 && distance(lower, other) == 1) {
                if (found != null) {
                    return Optional.empty();
                }
                found = candidate;
            }
        }
        return Optional.ofNullable(found);
    }

    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] now = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    now[j] = Math.min(now[j], before[j - 2] + 1);
                }
            }
            int[] spare = before;
            before = last;
            last = now;
            now = spare;
        }
        return last[b.length()];
    }
}
