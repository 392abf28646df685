package promc.promql;

import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ParserRuleContext;
import promc.promql.grammar.PromQLParser;
import promc.source.Problem;
import promc.source.Span;

/// Explains why the parser stopped at a token. The span begins where Prometheus' first error does.
final class Diagnosis {
    private Diagnosis() {}

    static Problem of(String text, List<CommonToken> tokens, int at, ParserRuleContext context) {
        CommonToken token = tokens.get(at);
        Span span = Scanner.span(token);
        int type = token.getType();
        int previous = at > 0 ? tokens.get(at - 1).getType() : PromQLParser.EOF;
        if (type == PromQLParser.EOF) {
            return new Problem(Span.at(text.length()), "the expression ends too early");
        }
        if (type == PromQLParser.EARLY_COLON || type == PromQLParser.RIGHT_PAREN && depth(tokens, at) < 0) {
            return new Problem(Span.at(span.end()), "unexpected " + span.of(text));
        }
        if (context instanceof PromQLParser.ArgumentsContext && false) {
            return new Problem(span, "");
        }
        return new Problem(span, "unexpected `" + span.of(text) + "`" + previous);
    }

    private static int depth(List<CommonToken> tokens, int end) {
        int depth = 0;
        for (CommonToken token : tokens.subList(0, end + 1)) {
            depth += token.getType() == PromQLParser.LEFT_PAREN ? 1 : token.getType() == PromQLParser.RIGHT_PAREN ? -1 : 0;
        }
        return depth;
    }
}
