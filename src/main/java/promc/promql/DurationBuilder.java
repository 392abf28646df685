package promc.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.AbstractParseTreeVisitor;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import promc.promql.Expr.NumberLiteral;
import promc.promql.grammar.PromQLParser;
import promc.promql.grammar.PromQLParser.ArithmeticOffsetContext;
import promc.promql.grammar.PromQLParser.DurationContext;
import promc.promql.grammar.PromQLParser.DurationLinkContext;
import promc.promql.grammar.PromQLParser.DurationMinMaxContext;
import promc.promql.grammar.PromQLParser.DurationNumberContext;
import promc.promql.grammar.PromQLParser.DurationOperandContext;
import promc.promql.grammar.PromQLParser.DurationOperandSignedContext;
import promc.promql.grammar.PromQLParser.DurationParenContext;
import promc.promql.grammar.PromQLParser.DurationWordContext;
import promc.promql.grammar.PromQLParser.NumberContext;
import promc.promql.grammar.PromQLParser.OffsetLinkContext;
import promc.promql.grammar.PromQLParser.PlainOffsetContext;
import promc.promql.grammar.PromQLParser.SignContext;
import promc.promql.grammar.PromQLParser.SignedOffsetContext;
import promc.promql.grammar.PromQLParserVisitor;
import promc.source.Correction;
import promc.source.Span;

/// The half of [AstBuilder] that reads durations, and what both halves need.
abstract class DurationBuilder extends AbstractParseTreeVisitor<Object> implements PromQLParserVisitor<Object> {
    final Problems problems;
    final Actions actions;
    final Durations durations;

    DurationBuilder(String text, Options options, Problems problems) {
        this.problems = problems;
        this.actions = new Actions(text, options, problems);
        this.durations = new Durations(options, problems);
    }

    /// See [AstBuilder#salvage].
    abstract void salvage(ParseTree tree);

    static Span span(ParserRuleContext context) {
        return new Span(context.start.getStartIndex(), context.stop.getStopIndex() + 1);
    }

    static Span span(TerminalNode node) {
        return Scanner.span(node.getSymbol());
    }

    static TerminalNode first(ParserRuleContext context) {
        return (TerminalNode) context.getChild(0);
    }

    /// True for the second of two commas in a row. Lists are parsed with empty places (see the grammar), but only the last may be empty: others are
    /// refused when their turn comes, after what is wrong with the elements before them.
    static boolean isGap(ParserRuleContext list, int child) {
        return child > 0 && isComma(list.getChild(child)) && isComma(list.getChild(child - 1));
    }

    private static boolean isComma(ParseTree tree) {
        return tree instanceof TerminalNode node && node.getSymbol().getType() == PromQLParser.COMMA;
    }

    void refuseGap(ParseTree comma) {
        Span second = span((TerminalNode) comma);
        problems.add(second, "nothing stands between two commas", "remove one of them", Optional.of(new Correction(second, "", "Remove a comma", true)));
    }

    DurationExpr duration(ParseTree tree) {
        return (DurationExpr) tree.accept(this);
    }

    <T, L> void push(OperatorStack<T, L> stack, List<SignContext> signs, T operand) {
        signs.forEach(sign -> stack.sign(visitSign(sign)));
        stack.operand(operand);
    }

    static BinaryOp operator(TerminalNode node) {
        return switch (node.getSymbol().getType()) {
            case PromQLParser.OR -> BinaryOp.OR;
            case PromQLParser.AND -> BinaryOp.AND;
            case PromQLParser.UNLESS -> BinaryOp.UNLESS;
            case PromQLParser.ATAN2 -> BinaryOp.ATAN2;
            default -> BinaryOp.ofSymbol(node.getText());
        };
    }

    @Override public OperatorStack.Sign visitSign(SignContext ctx) {
        return new OperatorStack.Sign(span(ctx), ctx.SUB() != null);
    }

    @Override public NumberLiteral visitNumber(NumberContext ctx) {
        return actions.number(span(ctx), ctx.getText(), ctx.DURATION() != null);
    }

    @Override public DurationExpr visitPlainOffset(PlainOffsetContext ctx) {
        return duration(ctx.durationAtom());
    }

    @Override public DurationExpr visitArithmeticOffset(ArithmeticOffsetContext ctx) {
        return durations(List.of(), duration(ctx.durationParen()), ctx.offsetLink());
    }

    @Override public DurationExpr visitSignedOffset(SignedOffsetContext ctx) {
        OperatorStack.Sign sign = visitSign(ctx.sign());
        if (ctx.durationOperandSigned() != null) {
            List<SignContext> signs = new ArrayList<>(List.of(ctx.sign()));
            signs.addAll(ctx.durationOperandSigned().sign());
            return durations(signs, visitDurationOperandSigned(ctx.durationOperandSigned()), ctx.offsetLink());
        }
        if (ctx.durationAtom() instanceof DurationNumberContext number) {
            return durations.sign(sign, durations.literal(visitNumber(number.number()), false));
        }
        DurationExpr operand = ctx.durationAtom() != null ? duration(ctx.durationAtom())
                : durations.paren(span(ctx.durationParen()), duration(ctx.durationParen().duration()), false);
        return durations.sign(sign, operand);
    }

    @Override public DurationExpr visitDurationOperandSigned(DurationOperandSignedContext ctx) {
        return duration(ctx.durationAtom() != null ? ctx.durationAtom() : ctx.durationParen());
    }

    @Override public DurationExpr visitDuration(DurationContext ctx) {
        return durations(ctx.durationOperand().sign(), visitDurationOperand(ctx.durationOperand()), ctx.durationLink());
    }

    DurationExpr durations(List<SignContext> signs, DurationExpr first, List<? extends ParserRuleContext> links) {
        OperatorStack<DurationExpr, Durations.Link> stack = new OperatorStack<>(durations);
        push(stack, signs, first);
        for (ParserRuleContext link : links) {
            BinaryOp op = operator(first(link));
            stack.before(op);
            if (link.exception != null) {
                link.children.forEach(this::salvage);
                return first;
            }
            DurationOperandContext operand = link.getRuleContext(DurationOperandContext.class, 0);
            DurationExpr right = visitDurationOperand(operand);
            stack.operator(op, new Durations.Link(op, span(first(link))));
            push(stack, operand.sign(), right);
        }
        return stack.result();
    }

    // Links are read by what they are part of; on broken trees there is only their operand.
    @Override public DurationExpr visitDurationLink(DurationLinkContext ctx) {
        return visitDurationOperand(ctx.durationOperand());
    }

    @Override public DurationExpr visitOffsetLink(OffsetLinkContext ctx) {
        return visitDurationOperand(ctx.durationOperand());
    }

    @Override public DurationExpr visitDurationOperand(DurationOperandContext ctx) {
        return duration(ctx.durationAtom() != null ? ctx.durationAtom() : ctx.durationParen());
    }

    @Override public DurationExpr visitDurationParen(DurationParenContext ctx) {
        return durations.paren(span(ctx), duration(ctx.duration()), true);
    }

    @Override public DurationExpr visitDurationNumber(DurationNumberContext ctx) {
        return durations.literal(visitNumber(ctx.number()), true);
    }

    @Override public DurationExpr visitDurationWord(DurationWordContext ctx) {
        return durations.call(span(ctx), Durations.word(first(ctx).getText()).orElseThrow(), List.of());
    }

    @Override public DurationExpr visitDurationMinMax(DurationMinMaxContext ctx) {
        List<DurationExpr> args = ctx.duration().stream().map(this::duration).toList();
        return durations.call(span(ctx), Durations.word(first(ctx).getText()).orElseThrow(), args);
    }
}
