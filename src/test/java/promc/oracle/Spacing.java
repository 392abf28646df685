package promc.oracle;

import java.util.List;
import java.util.Random;

/// Puts tokens together: as people do, as tight as it goes, or with tabs, line ends and comments in between.
final class Spacing {
    private static final List<String> ODD = List.of(" ", "  ", "\t", "\n", "\r\n", " \n ", "\r");
    private static final List<String> COMMENTS = List.of(" # c\n", "#\n", "# é \" ' ( [ {\r\n", " # sum(x)\n  # 2\n", "#x\r");

    private Spacing() {}

    static String join(List<String> tokens, Random random) {
        int style = random.nextInt(10);
        StringBuilder out = new StringBuilder(style == 9 ? space(random, false) : "");
        boolean brackets = false;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (i > 0) {
                String before = tokens.get(i - 1);
                boolean needed = sticks(before, before.length() - 1) && sticks(token, 0);
                out.append(switch (style) {
                    case 0, 1 -> needed ? " " : "";
                    case 8, 9 -> needed || random.nextInt(3) == 0 ? space(random, !brackets) : "";
                    default -> needed || usual(before, token) ? " " : "";
                });
            }
            brackets = token.equals("[") || brackets && !token.equals("]");
            out.append(token);
        }
        return out.append(style == 9 ? space(random, true) : "").toString();
    }

    private static String space(Random random, boolean comments) {
        return comments && random.nextInt(5) == 0 ? COMMENTS.get(random.nextInt(COMMENTS.size())) : ODD.get(random.nextInt(ODD.size()));
    }

    /// True if the character could belong to a longer word with its neighbour.
    private static boolean sticks(String token, int at) {
        if (token.equals(":") || token.isEmpty()) {
            return false;
        }
        char c = token.charAt(at);
        return Character.isLetterOrDigit(c) || c == '_' || c == ':' || c == '.';
    }

    private static boolean usual(String before, String token) {
        boolean opens = before.equals("(") || before.equals("[") || before.equals("{") || before.equals(":");
        boolean closes = List.of(")", "]", "}", ",", "[", "{", "(", ":").contains(token);
        return !opens && !closes;
    }
}
