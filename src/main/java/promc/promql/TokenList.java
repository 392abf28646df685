package promc.promql;

import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/// Tokens that are all there, as the generated parser reads them.
final class TokenList implements TokenStream {
    private final CommonToken[] tokens;
    private int index;

    TokenList(List<CommonToken> list) {
        this.tokens = list.toArray(CommonToken[]::new);
        for (int i = 0; i < tokens.length; i++) {
            tokens[i].setTokenIndex(i);
        }
    }

    @Override public Token LT(int offset) {
        int at = offset > 0 ? index + offset - 1 : index + offset;
        return at < 0 ? tokens[0] : tokens[Math.min(at, tokens.length - 1)];
    }

    // Asked at every decision of the parser, nearly always for the next token.
    @Override public int LA(int offset) {
        return offset == 1 ? tokens[index].getType() : LT(offset).getType();
    }

    @Override public Token get(int at) {
        return tokens[at];
    }

    @Override public void consume() {
        index = Math.min(index + 1, tokens.length - 1);
    }

    @Override public int mark() {
        return -1;
    }

    @Override public void release(int marker) {
        // All tokens stay in memory: there is nothing to release.
    }

    @Override public int index() {
        return index;
    }

    @Override public void seek(int to) {
        index = Math.min(to, tokens.length - 1);
    }

    @Override public int size() {
        return tokens.length;
    }

    @Override public TokenSource getTokenSource() {
        return tokens[0].getTokenSource();
    }

    @Override public String getSourceName() {
        return IntStream.UNKNOWN_SOURCE_NAME;
    }

    @Override public String getText(Interval interval) {
        StringBuilder text = new StringBuilder();
        for (int i = interval.a; i <= interval.b && i < tokens.length; i++) {
            text.append(tokens[i].getText());
        }
        return text.toString();
    }

    @Override public String getText() {
        return getText(new Interval(0, tokens.length - 1));
    }

    @Override public String getText(RuleContext context) {
        return getText(context.getSourceInterval());
    }

    @Override public String getText(Token start, Token stop) {
        return getText(new Interval(start.getTokenIndex(), stop.getTokenIndex()));
    }
}
