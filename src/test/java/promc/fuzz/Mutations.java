package promc.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Small damages to a text, as people and tools do them.
final class Mutations {
    private static final List<String> SPECIAL = List.of("\t", "\r\n", "\r", "\0", "\uFEFF", "\uD834\uDD1E", "é", "\u2028", "\u0085", "\"", "'", "`", "{", "}", "[", "]", "(", ")", ":", ": ", "- ", ",",
            "#", " # ", "&a ", "*a", "|", ">", ">-\n", "|+\n", "%", "!", "!!str ", "<<: ", "? ", "---\n", "...\n", "@", "\\", "\\u00", "${X}", "$$", "{{ $value }}", "{{", "=~", "!~",
            "\".*\"", "\"a|b\"", "(?i:", "[5m]", "[5m:]", "offset -1d", "@ start()", " or ", " by ()", " without (le)", " group_left ", "1e999", "0x", "NaN", "9223372036854775808", "-", "~", "null",
            "# promc: allow promql/* -- r\n", "# promc: allow-file x/y until 2020-01-01\n", "groups:\n", "expr: |\n", "match[]: []\n");

    private Mutations() {}

    /// `text` after some mutations; what is taken twice or swapped may come from `other`.
    static String mutate(String text, String other, Random random) {
        String result = text;
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            result = switch (random.nextInt(10)) {
                case 0 -> deleteCharacters(result, random);
                case 1 -> duplicateCharacters(result, random);
                case 2 -> swapCharacters(result, random);
                case 3, 4, 5 -> insert(result, SPECIAL.get(random.nextInt(SPECIAL.size())), random);
                case 6 -> lines(result, other, random);
                case 7 -> swapTokens(result, random);
                case 8 -> random.nextBoolean() ? result.replace("\n", "\r\n") : result.replaceFirst("  ", "\t");
                default -> indent(result, random);
            };
        }
        return result;
    }

    private static int at(String text, Random random) {
        return random.nextInt(text.length() + 1);
    }

    private static String deleteCharacters(String text, Random random) {
        int from = at(text, random);
        return text.substring(0, from) + text.substring(Math.min(text.length(), from + 1 + random.nextInt(4)));
    }

    private static String duplicateCharacters(String text, Random random) {
        int from = at(text, random);
        return text.substring(0, Math.min(text.length(), from + 1 + random.nextInt(8))) + text.substring(from);
    }

    private static String swapCharacters(String text, Random random) {
        if (text.length() < 2) {
            return text;
        }
        int i = random.nextInt(text.length() - 1);
        return text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2);
    }

    private static String insert(String text, String what, Random random) {
        int i = at(text, random);
        return text.substring(0, i) + what + text.substring(i);
    }

    /// Deletes, repeats, swaps a line, or takes one from another text.
    private static String lines(String text, String other, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int i = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(i);
            case 1 -> lines.add(i, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.set(i, lines.set(random.nextInt(lines.size()), lines.get(i)));
            default -> {
                String[] others = other.split("\n", -1);
                lines.add(i, others[random.nextInt(others.length)]);
            }
        }
        return String.join("\n", lines);
    }

    private static String swapTokens(String text, Random random) {
        List<String> tokens = new ArrayList<>(List.of(text.split("(?<=\\W)|(?=\\W)", -1)));
        int i = random.nextInt(tokens.size());
        int j = Math.min(tokens.size() - 1, i + random.nextInt(6));
        tokens.set(i, tokens.set(j, tokens.get(i)));
        return String.join("", tokens);
    }

    private static String indent(String text, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int i = random.nextInt(lines.size());
        lines.set(i, random.nextBoolean() ? " " + lines.get(i) : lines.get(i).replaceFirst("^ ", ""));
        return String.join("\n", lines);
    }
}
