package promc.promql;

import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import promc.promql.grammar.PromQLParser;
import promc.source.Span;

/// The place where the syntax broke: the token no rule could take, and the innermost rule that wanted another.
class Fault {
    final String text;
    final List<CommonToken> tokens;
    final List<Parsed.Comment> comments;
    final int at;
    final ParserRuleContext context;
    final CommonToken token;
    final Span span;
    final String word;

    Fault(Scanner.Scanned scanned, String text, int at, ParserRuleContext context) {
        this.text = text;
        this.tokens = scanned.tokens();
        this.comments = scanned.comments();
        this.at = at;
        this.context = context;
        this.token = tokens.get(at);
        this.span = Scanner.span(token);
        this.word = span.of(text);
    }

    Fault(Fault same) {
        this.text = same.text;
        this.tokens = same.tokens;
        this.comments = same.comments;
        this.at = same.at;
        this.context = same.context;
        this.token = same.token;
        this.span = same.span;
        this.word = same.word;
    }

    final int type(int index) {
        return index < 0 || index >= tokens.size() ? PromQLParser.EOF : tokens.get(index).getType();
    }

    final Span spanAt(int index) {
        return Scanner.span(tokens.get(index));
    }

    final int previous() {
        return type(at - 1);
    }

    final String previousWord() {
        return at > 0 ? spanAt(at - 1).of(text) : "";
    }

    /// True if nothing stands between the token before and this one.
    final boolean isAdjacent() {
        return at > 0 && spanAt(at - 1).end() == span.start();
    }

    final boolean isPrevious(int... types) {
        for (int type : types) {
            if (previous() == type) {
                return true;
            }
        }
        return false;
    }

    final boolean isInside(Class<? extends ParserRuleContext> rule) {
        for (ParserRuleContext c = context; c != null; c = c.getParent()) {
            if (rule.isInstance(c)) {
                return true;
            }
        }
        return false;
    }

    final List<CommonToken> open() {
        return Brackets.open(tokens, at);
    }

    final boolean isUnopened() {
        return token.getType() == PromQLParser.RIGHT_PAREN && open().stream().noneMatch(b -> b.getType() == PromQLParser.LEFT_PAREN);
    }

    static boolean isMatchOperator(int type) {
        return type == PromQLParser.ASSIGN || type == PromQLParser.NE || type == PromQLParser.MATCH_REGEX || type == PromQLParser.MATCH_NOT_REGEX;
    }

    /// True if the token before is a comma of the arguments the fault stands in.
    final boolean isBehindArgumentComma() {
        if (previous() != PromQLParser.COMMA) {
            return false;
        }
        for (ParserRuleContext c = context; c != null; c = c.getParent()) {
            if (c instanceof PromQLParser.ArgumentsContext) {
                return lastTerminal(c) == at - 1;
            }
        }
        return false;
    }

    private static int lastTerminal(ParserRuleContext context) {
        int last = -1;
        for (ParseTree child : context.children) {
            if (child instanceof TerminalNode node) {
                last = node.getSymbol().getTokenIndex();
            }
        }
        return last;
    }

    /// True if an expression should begin at the fault.
    final boolean isOperandExpected() {
        return switch (context) {
            case PromQLParser.LinkContext _, PromQLParser.MatchingContext _, PromQLParser.GroupContext _, PromQLParser.OperandContext _,
                    PromQLParser.BareOperandContext _, PromQLParser.PrimaryContext _, PromQLParser.AtomContext _, PromQLParser.ChainContext _ -> true;
            case PromQLParser.ArgumentsContext _ -> isPrevious(PromQLParser.LEFT_PAREN, PromQLParser.COMMA);
            case PromQLParser.ParenContext paren -> paren.chain() == null;
            case PromQLParser.ExpressionContext expression -> expression.chain() == null;
            default -> false;
        };
    }
}
