package promc.promql;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import promc.promql.grammar.PromQLLexer;

/// Which brackets stand open at a token, and how to name one to a reader.
final class Brackets {
    /// Enough of the text before a bracket to recognise it.
    private static final int SNIPPET = 24;

    private Brackets() {}

    /// The brackets that are open before the token at `end`, the innermost last.
    static List<CommonToken> open(List<CommonToken> tokens, int end) {
        List<CommonToken> open = new ArrayList<>();
        for (CommonToken token : tokens.subList(0, end)) {
            switch (token.getType()) {
                case PromQLLexer.LEFT_PAREN, PromQLLexer.LEFT_BRACE, PromQLLexer.LEFT_BRACKET -> open.add(token);
                case PromQLLexer.RIGHT_PAREN, PromQLLexer.RIGHT_BRACE, PromQLLexer.RIGHT_BRACKET -> {
                    if (!open.isEmpty()) {
                        open.removeLast();
                    }
                }
                default -> { }
            }
        }
        return open;
    }

    static char closing(CommonToken bracket) {
        return switch (bracket.getType()) {
            case PromQLLexer.LEFT_PAREN -> ')';
            case PromQLLexer.LEFT_BRACE -> '}';
            default -> ']';
        };
    }

    /// The text up to and with an opening bracket, from its line.
    static String snippet(String text, CommonToken bracket) {
        int end = bracket.getStopIndex() + 1;
        int start = Math.max(text.lastIndexOf('\n', end - 1) + 1, end - SNIPPET);
        while (start > 0 && start < end - 1 && Character.isLetterOrDigit(text.charAt(start)) && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start++;
        }
        return text.substring(start, end).strip();
    }
}
