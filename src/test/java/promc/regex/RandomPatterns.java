package promc.regex;

import java.util.Random;

/// Grows random valid patterns over a small alphabet; the same seed gives the same patterns.
final class RandomPatterns {
    private static final String[] LEAVES = {"a", "b", "c", "K", "ab", "é", "😀", ".", "[ab]", "[^a]", "[a-c]", "\\w", "\\W", "\\d", "1",
        "-", "\\n", "\\s", "[^\\n]"};
    private static final String[] ASSERTIONS = {"^", "$", "\\b", "\\B", "\\A", "\\z", "(?m:^)", "(?m:$)"};
    private static final String[] OPERATORS = {"*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{0}", "{2,3}"};
    private static final int[] CHARACTERS = {'a', 'a', 'b', 'b', 'c', 'k', 'K', 0x212A, '1', '-', '\n', 'é', 0x1F600};

    private final Random random;
    private final boolean assertions;

    RandomPatterns(long seed, boolean assertions) {
        this.random = new Random(seed);
        this.assertions = assertions;
    }

    String pattern(int depth) {
        int kind = random.nextInt(depth <= 0 ? 2 : 9);
        return switch (kind) {
            case 0, 1 -> assertions && random.nextInt(5) == 0 ? pick(ASSERTIONS) : pick(LEAVES);
            case 2, 3, 4 -> pattern(depth - 1) + pattern(depth - 1);
            case 5 -> pattern(depth - 1) + "|" + pattern(depth - 1);
            case 6 -> (random.nextBoolean() ? "(" : "(?:") + pattern(depth - 1) + "|" + pattern(depth - 2) + ")";
            case 7 -> (random.nextInt(8) == 0 ? "(?-s)" : "") + pattern(depth - 1);
            default -> "(?:" + pattern(depth - 1) + ")" + pick(OPERATORS);
        };
    }

    /// Folds case in the whole of one in eight patterns. RE2/J joins common beginnings of alternatives even when one folds and the other does
    /// not, so folding in parts is left to the vectors recorded from Go.
    String foldedPattern(int depth) {
        return (random.nextInt(8) == 0 ? "(?i)" : "") + pattern(depth);
    }

    String text(int longest) {
        var text = new StringBuilder();
        for (int n = random.nextInt(longest + 1); n > 0; n--) {
            text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
