package promc.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes small slips in an expression: a token or a character deleted, doubled, swapped with its neighbour, inserted or replaced.
final class Mutator {
    private static final List<String> TOKENS = List.of("(", ")", "{", "}", "[", "]", ",", ":", "=", "==", "!=", "=~", "!~", "<", "<=", ">", ">=", "</", ">/", "+", "-", "*",
            "/", "%", "^", "@", "and", "or", "unless", "atan2", "AND", "by", "without", "on", "ignoring", "group_left", "group_right", "bool", "offset", "anchored", "smoothed",
            "fill", "fill_left", "fill (0)", "start", "end", "step", "range", "max_of", "min_of", "start()", "step()", "inf", "NaN", "sum", "topk", "rate", "Rate", "x", "a:b",
            "up", "5m", "0", "1", "-1", "08", "\"s\"", "'t'", "`r`", "\"", "'", "`", "#", "# c\n", "[5m]", "[5m:]", "[5m:1m]", "offset 5m", "@ 0", "{}", "{a=\"b\"}", "()", "by (a)",
            "foo", "holt_winters", "$x", "{{", "}}", "1h 30m", "&&", "!", "~", ";", ".");
    private static final List<String> CHARACTERS = List.of("(", ")", "{", "}", "[", "]", ",", ":", "=", "!", "~", "<", ">", "/", "+", "-", "^", "@", "\"", "'", "`", "\\", "#",
            " ", "\n", "\t", "\r", "0", "1", "5", "m", "s", "x", "e", "_", ".", "é", "“", "\u00a0", "\ufeff", "\ufffd", "\u0000", "\u000b", "😀", "$", "&", "|", "?", ";");

    private final Random random;

    Mutator(long seed) {
        this.random = new Random(seed);
    }

    String mutate(List<String> tokens) {
        List<String> changed = new ArrayList<>(tokens);
        boolean characters = random.nextInt(3) == 0;
        if (!characters) {
            repeat(() -> change(changed, TOKENS));
            return Spacing.join(changed, random);
        }
        List<String> letters = new ArrayList<>(Spacing.join(tokens, random).codePoints().mapToObj(Character::toString).toList());
        repeat(() -> change(letters, CHARACTERS));
        return String.join("", letters);
    }

    private void repeat(Runnable change) {
        change.run();
        while (random.nextInt(4) == 0) {
            change.run();
        }
    }

    private void change(List<String> list, List<String> pool) {
        String fresh = pool.get(random.nextInt(pool.size()));
        if (list.isEmpty()) {
            list.add(fresh);
            return;
        }
        int at = random.nextInt(list.size());
        switch (random.nextInt(6)) {
            case 0 -> list.remove(at);
            case 1 -> list.add(at, list.get(at));
            case 2 -> list.add(Math.min(at + 1, list.size() - 1), list.remove(at));
            case 3 -> list.add(at, fresh);
            case 4 -> list.set(at, fresh);
            default -> list.add(at, list.get(random.nextInt(list.size())));
        }
    }
}
