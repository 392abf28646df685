package promc.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import promc.promql.Actions.Suffix;
import promc.promql.Expr.At;
import promc.promql.Expr.Fill;
import promc.promql.Expr.GroupModifier;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.Name;
import promc.promql.Expr.Offset;
import promc.promql.Expr.RangeMode;
import promc.promql.Expr.Side;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.VectorSelector;
import promc.promql.grammar.PromQLParser;
import promc.promql.grammar.PromQLParser.AggregationContext;
import promc.promql.grammar.PromQLParser.AggregatorWordContext;
import promc.promql.grammar.PromQLParser.ArgumentsContext;
import promc.promql.grammar.PromQLParser.ArithmeticOffsetContext;
import promc.promql.grammar.PromQLParser.AtSuffixContext;
import promc.promql.grammar.PromQLParser.BareOperandContext;
import promc.promql.grammar.PromQLParser.BracesContext;
import promc.promql.grammar.PromQLParser.BracketsContext;
import promc.promql.grammar.PromQLParser.ChainContext;
import promc.promql.grammar.PromQLParser.DurationContext;
import promc.promql.grammar.PromQLParser.ExpressionContext;
import promc.promql.grammar.PromQLParser.FillContext;
import promc.promql.grammar.PromQLParser.FillValueContext;
import promc.promql.grammar.PromQLParser.FunctionWordContext;
import promc.promql.grammar.PromQLParser.GroupContext;
import promc.promql.grammar.PromQLParser.GroupingContext;
import promc.promql.grammar.PromQLParser.IdentifierWordContext;
import promc.promql.grammar.PromQLParser.LabelContext;
import promc.promql.grammar.PromQLParser.LabelsContext;
import promc.promql.grammar.PromQLParser.LinkContext;
import promc.promql.grammar.PromQLParser.MatchOperatorContext;
import promc.promql.grammar.PromQLParser.MatcherContext;
import promc.promql.grammar.PromQLParser.MatchingContext;
import promc.promql.grammar.PromQLParser.MetricNameContext;
import promc.promql.grammar.PromQLParser.MetricSelectorContext;
import promc.promql.grammar.PromQLParser.MetricWordContext;
import promc.promql.grammar.PromQLParser.ModeSuffixContext;
import promc.promql.grammar.PromQLParser.NamelessContext;
import promc.promql.grammar.PromQLParser.NumberAtomContext;
import promc.promql.grammar.PromQLParser.OffsetSuffixContext;
import promc.promql.grammar.PromQLParser.OperandContext;
import promc.promql.grammar.PromQLParser.OperatorContext;
import promc.promql.grammar.PromQLParser.ParenContext;
import promc.promql.grammar.PromQLParser.PlainWordContext;
import promc.promql.grammar.PromQLParser.PrimaryContext;
import promc.promql.grammar.PromQLParser.SignContext;
import promc.promql.grammar.PromQLParser.SignedOffsetContext;
import promc.promql.grammar.PromQLParser.StringAtomContext;
import promc.promql.grammar.PromQLParser.SuffixContext;
import promc.source.Correction;
import promc.source.Span;

/// Makes the syntax tree from the generated parser's tree. Every rule has its method: what it returns is the meaning of the rule, an [Expr] or
/// [DurationExpr] for the expressions, smaller things for the rest. Also works on the complete parts of a tree that broke off, see [#salvage].
final class AstBuilder extends DurationBuilder {
    AstBuilder(String text, Options options, Problems problems) {
        super(text, options, problems);
    }

    /// Runs the actions of everything in `tree` that was read to its end before the syntax broke, in the order in which Prometheus does.
    @Override void salvage(ParseTree tree) {
        if (!(tree instanceof ParserRuleContext context) || context.children == null) {
            return;
        }
        boolean complete = context.exception == null;
        if (complete) {
            context.accept(this);
        } else if (context instanceof OperandContext operand && operand.primary() != null && operand.primary().exception == null) {
            applySuffixes(operand.primary(), operand.suffix());
            operand.suffix().stream().filter(suffix -> suffix.exception != null).forEach(this::salvage);
        } else if (context instanceof DurationContext duration && duration.durationOperand().exception == null) {
            visitDuration(duration);
        } else if (context instanceof ChainContext chain && chain.operand().exception == null) {
            OperatorStack<Expr, Actions.Link> stack = new OperatorStack<>(actions);
            push(stack, chain.operand().sign(), visitOperand(chain.operand()));
            chain.link().forEach(link -> pushOrSalvage(stack, link));
        } else {
            for (int i = 0; i < context.getChildCount(); i++) {
                ParseTree child = context.getChild(i);
                if (isGap(context, i)) {
                    refuseGap(child);
                } else if (child instanceof DurationContext part && part.exception == null && context instanceof BracketsContext) {
                    durations.mustBePositive(duration(part));
                } else {
                    salvage(child);
                }
            }
        }
    }

    private static boolean has(ParserRuleContext context, int type) {
        return context.getToken(type, 0) != null;
    }

    // The rule says what comes back; this is the only place that relies on it.
    private Expr expr(ParseTree tree) {
        return (Expr) tree.accept(this);
    }

    @Override public Expr visitExpression(ExpressionContext ctx) {
        return expr(ctx.chain());
    }

    @Override public Expr visitMetricSelector(MetricSelectorContext ctx) {
        Optional<Name> name = Optional.ofNullable(ctx.metricName()).map(this::visitMetricName);
        return selector(name, ctx.braces());
    }

    @Override public Expr visitChain(ChainContext ctx) {
        // Most chains are one operand without a sign.
        OperandContext first = ctx.operand();
        if (ctx.getChildCount() == 1 && first.getChild(0) instanceof PrimaryContext) {
            return visitOperand(first);
        }
        OperatorStack<Expr, Actions.Link> stack = new OperatorStack<>(actions);
        push(stack, ctx.operand().sign(), visitOperand(ctx.operand()));
        ctx.link().forEach(link -> pushOrSalvage(stack, link));
        return stack.result();
    }

    private void pushOrSalvage(OperatorStack<Expr, Actions.Link> stack, LinkContext link) {
        if (link.operator() != null && link.operator().exception == null) {
            stack.before(visitOperator(link.operator()));
        }
        if (link.exception != null) {
            salvage(link);
            return;
        }
        Tail tail = visitLink(link);
        stack.operator(tail.link.op(), tail.link);
        push(stack, tail.signs, tail.operand);
    }

    /// An operator and what stands behind it, read before anything is reduced: as Prometheus meets the problems in it.
    private record Tail(Actions.Link link, List<SignContext> signs, Expr operand) {}

    @Override public Tail visitLink(LinkContext ctx) {
        Optional<Span> bool = Optional.ofNullable(ctx.BOOL()).map(DurationBuilder::span);
        Optional<Matching> matching = Optional.ofNullable(ctx.matching()).map(this::visitMatching);
        Optional<Fill> fill = Optional.empty();
        ParserRuleContext operand = ctx.operand();
        FillContext fillContext = ctx.fill();
        if (ctx.matching() != null) {
            GroupContext group = ctx.matching().group();
            operand = group == null ? ctx.matching().operand() : group.operand() != null ? group.operand() : group.bareOperand();
            fillContext = group == null ? ctx.matching().fill() : group.fill();
        }
        if (fillContext != null) {
            fill = Optional.of(visitFill(fillContext));
        }
        Actions.Link link = new Actions.Link(visitOperator(ctx.operator()), span(ctx.operator()), bool, matching, fill);
        return operand instanceof OperandContext o ? new Tail(link, o.sign(), visitOperand(o))
                : new Tail(link, ((BareOperandContext) operand).sign(), expr(operand));
    }

    @Override public BinaryOp visitOperator(OperatorContext ctx) {
        return operator(first(ctx));
    }

    @Override public Matching visitMatching(MatchingContext ctx) {
        List<Name> labels = visitLabels(ctx.labels());
        Optional<GroupModifier> group = Optional.ofNullable(ctx.group()).filter(g -> g.getChildCount() > 0).map(this::visitGroup);
        Span keyword = span(first(ctx));
        Span span = keyword.cover(group.map(GroupModifier::span).orElse(span(ctx.labels())));
        return new Matching(span, keyword, has(ctx, PromQLParser.ON), labels, group);
    }

    @Override public GroupModifier visitGroup(GroupContext ctx) {
        Span keyword = span(first(ctx));
        Side many = has(ctx, PromQLParser.GROUP_LEFT) ? Side.LEFT : Side.RIGHT;
        return ctx.labels() == null ? new GroupModifier(keyword, keyword, many, List.of())
                : new GroupModifier(keyword.cover(span(ctx.labels())), keyword, many, visitLabels(ctx.labels()));
    }

    @Override public Fill visitFill(FillContext ctx) {
        Optional<Double> left = Optional.empty();
        Optional<Double> right = Optional.empty();
        for (int i = 0; i + 1 < ctx.getChildCount(); i += 2) {
            int word = ((TerminalNode) ctx.getChild(i)).getSymbol().getType();
            double value = visitFillValue((FillValueContext) ctx.getChild(i + 1));
            left = word == PromQLParser.FILL_RIGHT ? left : Optional.of(value);
            right = word == PromQLParser.FILL_LEFT ? right : Optional.of(value);
        }
        return new Fill(span(ctx), left, right);
    }

    @Override public Double visitFillValue(FillValueContext ctx) {
        double value = visitNumber(ctx.number()).value();
        return ctx.sign() != null && visitSign(ctx.sign()).negative() ? -value : value;
    }

    // The signs are left to the chain, since `^` comes before them.
    @Override public Expr visitOperand(OperandContext ctx) {
        if (ctx.getChildCount() == 1) {
            return visitPrimary((PrimaryContext) ctx.getChild(0));
        }
        return applySuffixes(ctx.primary(), ctx.suffix());
    }

    @Override public Expr visitBareOperand(BareOperandContext ctx) {
        return applySuffixes(ctx.primary() == null ? ctx.atom() : ctx.primary(), ctx.suffix());
    }

    private Expr applySuffixes(ParserRuleContext primary, List<SuffixContext> suffixes) {
        Expr expr = expr(primary);
        for (SuffixContext suffix : suffixes) {
            if (suffix.exception == null) {
                expr = actions.suffix(expr, (Actions.Suffix) suffix.accept(this));
            }
        }
        return expr;
    }

    @Override public Expr visitPrimary(PrimaryContext ctx) {
        return expr(ctx.getChild(0));
    }

    @Override public Expr visitParen(ParenContext ctx) {
        return new Expr.Paren(span(ctx), expr(ctx.chain()));
    }

    @Override public Expr visitAggregatorWord(AggregatorWordContext ctx) {
        Span span = span(ctx.AGGREGATOR());
        Name name = new Name(span, ctx.AGGREGATOR().getText(), false);
        return ctx.aggregation() == null ? selector(Optional.of(name), ctx.braces()) : aggregation(name, ctx.aggregation());
    }

    private Expr aggregation(Name name, AggregationContext ctx) {
        // In source order, since both can hold problems.
        boolean first = ctx.getChild(0) instanceof GroupingContext;
        Optional<Grouping> before = first ? Optional.of(visitGrouping(ctx.grouping())) : Optional.empty();
        List<Expr> args = visitArguments(ctx.arguments());
        Optional<Grouping> grouping = first || ctx.grouping() == null ? before : Optional.of(visitGrouping(ctx.grouping()));
        Aggregator op = Aggregator.valueOf(name.text().toUpperCase(Locale.ROOT));
        return actions.aggregation(name, op, grouping, args, span(ctx.arguments()));
    }

    // Reached on broken trees only: an aggregation is nothing without its word.
    @Override public Object visitAggregation(AggregationContext ctx) {
        return visitChildren(ctx);
    }

    @Override public Grouping visitGrouping(GroupingContext ctx) {
        return new Grouping(span(ctx), span(first(ctx)), ctx.WITHOUT() != null, visitLabels(ctx.labels()));
    }

    @Override public Expr visitIdentifierWord(IdentifierWordContext ctx) {
        Name name = visitFunctionWord(ctx.functionWord());
        if (ctx.arguments() == null) {
            return selector(Optional.of(name), ctx.braces());
        }
        return actions.call(name, visitArguments(ctx.arguments()), span(ctx.arguments()));
    }

    @Override public Expr visitMetricWord(MetricWordContext ctx) {
        return selector(Optional.of(visitPlainWord(ctx.plainWord())), ctx.braces());
    }

    @Override public Expr visitNameless(NamelessContext ctx) {
        return selector(Optional.empty(), ctx.braces());
    }

    @Override public Expr visitNumberAtom(NumberAtomContext ctx) {
        return visitNumber(ctx.number());
    }

    @Override public StringLiteral visitStringAtom(StringAtomContext ctx) {
        return string(ctx.STRING());
    }

    private static StringLiteral string(TerminalNode node) {
        return new StringLiteral(span(node), Strings.unquote(node.getText()));
    }

    @Override public Name visitFunctionWord(FunctionWordContext ctx) {
        return new Name(span(ctx), ctx.getText(), false);
    }

    @Override public Name visitPlainWord(PlainWordContext ctx) {
        return new Name(span(ctx), ctx.getText(), false);
    }

    @Override public Name visitMetricName(MetricNameContext ctx) {
        return new Name(span(ctx), ctx.getText(), false);
    }

    @Override public List<Expr> visitArguments(ArgumentsContext ctx) {
        List<Expr> args = new ArrayList<>();
        ctx.chain().forEach(chain -> args.add(visitChain(chain)));
        return args;
    }

    @Override public List<Name> visitLabels(LabelsContext ctx) {
        List<Name> labels = new ArrayList<>();
        for (int i = 0; i < ctx.getChildCount(); i++) {
            if (ctx.getChild(i) instanceof LabelContext label) {
                labels.add(visitLabel(label));
            } else if (isGap(ctx, i)) {
                refuseGap(ctx.getChild(i));
            }
        }
        return labels;
    }

    @Override public Name visitLabel(LabelContext ctx) {
        boolean quoted = ctx.STRING() != null;
        return actions.label(new Name(span(ctx), quoted ? Strings.unquote(ctx.getText()) : ctx.getText(), quoted));
    }

    private VectorSelector selector(Optional<Name> name, BracesContext braces) {
        if (braces == null) {
            return new VectorSelector(name.orElseThrow().span(), name, Optional.empty(), List.of(), Modifiers.NONE);
        }
        Span inBraces = span(braces);
        Span span = name.map(n -> n.span().cover(inBraces)).orElse(inBraces);
        return new VectorSelector(span, name, Optional.of(inBraces), visitBraces(braces), Modifiers.NONE);
    }

    @Override public List<Matcher> visitBraces(BracesContext ctx) {
        List<Matcher> matchers = new ArrayList<>();
        for (int i = 0; i < ctx.getChildCount(); i++) {
            if (ctx.getChild(i) instanceof MatcherContext matcher) {
                matchers.add(visitMatcher(matcher));
            } else if (isGap(ctx, i)) {
                refuseGap(ctx.getChild(i));
            }
        }
        return matchers;
    }

    @Override public Matcher visitMatcher(MatcherContext ctx) {
        Name label = new Name(span(first(ctx)), first(ctx).getText(), false);
        if (ctx.IDENTIFIER() == null) {
            StringLiteral name = string(ctx.STRING(0));
            if (ctx.matchOperator() == null) {
                return new Matcher(name.span(), new Name(name.span(), "__name__", true), MatchOp.EQUAL, name.span(), name, true);
            }
            label = new Name(name.span(), name.value(), true);
        }
        StringLiteral value = string((TerminalNode) ctx.getChild(2));
        return actions.matcher(label, visitMatchOperator(ctx.matchOperator()), span(ctx.matchOperator()), value);
    }

    @Override public MatchOp visitMatchOperator(MatchOperatorContext ctx) {
        return switch (ctx.start.getType()) {
            case PromQLParser.ASSIGN -> MatchOp.EQUAL;
            case PromQLParser.NE -> MatchOp.NOT_EQUAL;
            case PromQLParser.MATCH_REGEX -> MatchOp.REGEX;
            default -> MatchOp.NOT_REGEX;
        };
    }

    @Override public Suffix.Brackets visitBrackets(BracketsContext ctx) {
        DurationExpr range = duration(ctx.duration(0));
        durations.mustBePositive(range);
        Optional<DurationExpr> step = Optional.ofNullable(ctx.duration(1)).map(this::duration);
        step.ifPresent(durations::mustBePositive);
        return new Suffix.Brackets(span(ctx), range, ctx.COLON() != null, step);
    }

    @Override public Suffix.OffsetSuffix visitOffsetSuffix(OffsetSuffixContext ctx) {
        boolean open = ctx.offset() instanceof ArithmeticOffsetContext
                || ctx.offset() instanceof SignedOffsetContext signed && signed.durationOperandSigned() != null;
        return new Suffix.OffsetSuffix(new Offset(span(ctx), duration(ctx.offset())), open);
    }

    @Override public Suffix.AtSuffix visitAtSuffix(AtSuffixContext ctx) {
        if (ctx.number() == null) {
            At.Anchor anchor = ctx.START() != null ? At.Anchor.START : At.Anchor.END;
            return new Suffix.AtSuffix(new At(span(ctx), anchor, 0), OptionalDouble.empty());
        }
        double number = visitNumber(ctx.number()).value();
        double seconds = ctx.sign() != null && visitSign(ctx.sign()).negative() ? -number : number;
        return new Suffix.AtSuffix(new At(span(ctx), At.Anchor.TIMESTAMP, Actions.millis(seconds)), OptionalDouble.of(seconds));
    }

    @Override public Suffix.ModeSuffix visitModeSuffix(ModeSuffixContext ctx) {
        return new Suffix.ModeSuffix(new RangeMode(span(ctx), ctx.SMOOTHED() != null));
    }
}
