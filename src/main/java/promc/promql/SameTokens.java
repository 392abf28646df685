package promc.promql;

import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import promc.promql.grammar.PromQLLexer;

/// Compares two texts of PromQL token by token. What is the same by this measure is read as the same expression, since a parser sees nothing but tokens.
public final class SameTokens {
    /// Far beyond what any expression that was accepted has.
    private static final int ANY_DEPTH = Integer.MAX_VALUE;

    private SameTokens() {}

    /// True if both hold the same tokens, but for the case of keywords and for trailing commas, and the same comments in the same order.
    public static boolean compare(String before, String after) {
        Scanner.Scanned old = Scanner.scan(before, ANY_DEPTH);
        Scanner.Scanned now = Scanner.scan(after, ANY_DEPTH);
        return comments(old).equals(comments(now)) && tokens(old.tokens(), now.tokens());
    }

    private static List<String> comments(Scanner.Scanned scanned) {
        return scanned.comments().stream().map(comment -> comment.text().stripTrailing()).toList();
    }

    private static boolean tokens(List<CommonToken> old, List<CommonToken> now) {
        int j = 0;
        for (int i = 0; i < old.size(); i++) {
            boolean comma = isTrailingComma(old, i) && !(j < now.size() && now.get(j).getType() == PromQLLexer.COMMA);
            if (!comma) {
                if (j == now.size() || !same(old.get(i), now.get(j))) {
                    return false;
                }
                j++;
            }
        }
        return j == now.size();
    }

    private static boolean isTrailingComma(List<CommonToken> tokens, int i) {
        if (tokens.get(i).getType() != PromQLLexer.COMMA || i + 1 == tokens.size()) {
            return false;
        }
        int next = tokens.get(i + 1).getType();
        return next == PromQLLexer.RIGHT_PAREN || next == PromQLLexer.RIGHT_BRACE;
    }

    private static boolean same(CommonToken a, CommonToken b) {
        return a.getType() == b.getType() && (a.getText().equals(b.getText()) || isWord(a.getType()) && a.getText().equalsIgnoreCase(b.getText()));
    }

    private static boolean isWord(int type) {
        return switch (type) {
            case PromQLLexer.IDENTIFIER, PromQLLexer.METRIC_IDENTIFIER, PromQLLexer.STRING, PromQLLexer.NUMBER, PromQLLexer.DURATION -> false;
            default -> true;
        };
    }
}
