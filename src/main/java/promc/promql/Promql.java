package promc.promql;

import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import promc.promql.grammar.PromQLParser;
import promc.source.Problem;
import promc.source.Span;

/// The front end of PromQL as in Prometheus 3.14: text in, [Parsed] out. Never throws for any text.
public final class Promql {
    /// How deep parentheses and the resulting tree may be nested; a chain of left-associative operators is as deep as it is long. Far above what people and
    /// generators write, and low enough for every consumer of the tree to recurse.
    public static final int MAX_DEPTH = 250;
    private static final String TOO_DEEP = "the expression is nested more than " + MAX_DEPTH + " levels deep, and was not checked";

    private Promql() {}

    /// Parses with what `promtool` accepts without flags.
    public static Parsed parse(String text) {
        return parse(text, Options.DEFAULT);
    }

    /// Parses an expression and checks its types.
    public static Parsed parse(String text, Options options) {
        return parse(text, options, true);
    }

    /// Parses a metric selector, as `match[]` of `/federate` and `/api/v1/series` takes it: types are not checked, so `{}` is valid. The root of a valid
    /// result is an [Expr.VectorSelector].
    public static Parsed parseSelector(String text, Options options) {
        return parse(text, options, false);
    }

    public static Parsed parseSelector(String text) {
        return parseSelector(text, Options.DEFAULT);
    }

    /// Every decision of the grammar is made by one token, so the first fault met is the fault: it ends the parse, and [Diagnosis] explains it.
    private static final class StopAtFirstFault extends BailErrorStrategy {
        private ParserRuleContext deepest;

        @Override public void reportError(Parser recognizer, RecognitionException e) {
            // Explained later, with the whole text at hand.
        }

        @Override public void recover(Parser recognizer, RecognitionException e) {
            deepest = recognizer.getContext();
            super.recover(recognizer, e);
        }

        @Override public Token recoverInline(Parser recognizer) {
            deepest = recognizer.getContext();
            return super.recoverInline(recognizer);
        }
    }

    /// The generated parser, that tells the scanner when it has come to the duration of an `offset`.
    private static final class TokenParser extends PromQLParser {
        private final List<CommonToken> tokens;

        TokenParser(List<CommonToken> tokens) {
            super(new TokenList(tokens));
            this.tokens = tokens;
            removeErrorListeners();
        }

        @Override public void enterRule(ParserRuleContext context, int state, int rule) {
            super.enterRule(context, state, rule);
            if (rule == RULE_offset) {
                Scanner.markOffsetOperators(tokens, getCurrentToken().getTokenIndex());
            }
        }
    }

    /// One parse: what became of it, and if the grammar refused a token, where, and the problem that says so.
    record Attempt(Parsed parsed, Optional<Fault> broken, Optional<Problem> fault) {
        Attempt(Parsed parsed) {
            this(parsed, Optional.empty(), Optional.empty());
        }
    }

    private static Parsed parse(String text, Options options, boolean expression) {
        Attempt attempt = attempt(text, options, expression);
        return attempt.broken().isEmpty() ? attempt.parsed() : new Parsed.Broken(text, Recovery.problems(attempt, options, expression));
    }

    /// Parses up to the first fault.
    static Attempt attempt(String text, Options options, boolean expression) {
        Scanner.Scanned scanned = Scanner.scan(text, MAX_DEPTH);
        if (scanned.tooDeep().isPresent()) {
            return new Attempt(new Parsed.Broken(text, List.of(tooDeep(scanned.tooDeep().get()))));
        }
        if (expression && scanned.tokens().getFirst().getType() == Token.EOF) {
            return new Attempt(new Parsed.Broken(text, List.of(new Problem(Span.at(0), "there is no expression"))));
        }
        PromQLParser parser = new TokenParser(scanned.tokens());
        StopAtFirstFault faults = new StopAtFirstFault();
        parser.setErrorHandler(faults);
        Problems problems = new Problems();
        AstBuilder builder = new AstBuilder(text, options, problems);
        try {
            ParserRuleContext tree = expression ? parser.expression() : parser.metricSelector();
            return new Attempt(finish(text, options, scanned, (Expr) tree.accept(builder), problems, expression));
        } catch (ParseCancellationException stopped) {
            builder.salvage(root(faults.deepest));
            int at = parser.getCurrentToken().getTokenIndex();
            Fault fault = new Fault(scanned, text, at, faults.deepest);
            Problem problem = Diagnosis.of(fault);
            int previousEnd = at > 0 ? scanned.tokens().get(at - 1).getStopIndex() + 1 : 0;
            Parsed broken = new Parsed.Broken(text, problems.with(problem, Diagnosis.isScannerFault(fault), previousEnd));
            return new Attempt(broken, Optional.of(fault), Optional.of(problem));
        }
    }

    private static ParserRuleContext root(ParserRuleContext context) {
        ParserRuleContext root = context;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }

    private static Parsed finish(
            String text, Options options, Scanner.Scanned scanned, Expr root, Problems problems, boolean typed) {
        if (!problems.isEmpty()) {
            return new Parsed.Broken(text, problems.all());
        }
        // No level of the tree is without a token of its own.
        Optional<Span> deep = scanned.tokens().size() <= MAX_DEPTH ? Optional.empty() : Depth.beyond(root, MAX_DEPTH);
        if (deep.isPresent()) {
            return new Parsed.Broken(text, List.of(tooDeep(deep.get())));
        }
        List<Problem> types = typed ? TypeChecker.check(root, options, text) : List.of();
        return types.isEmpty() ? new Parsed.Valid(text, root, scanned.comments()) : new Parsed.IllTyped(text, root, scanned.comments(), types);
    }

    private static Problem tooDeep(Span span) {
        return new Problem(span, TOO_DEEP, "split it into recording rules; long chains of `or` are often one selector with a regex");
    }

    /// True if Prometheus might accept the expression, and only its depth is beyond what is read here.
    public static boolean isTooDeep(Parsed parsed) {
        return parsed instanceof Parsed.Broken broken && broken.problems().getFirst().message().equals(TOO_DEEP);
    }

    /// True if the problem is that no function has the name at its place; a name in the wrong case and one that Prometheus renamed count too.
    public static boolean isUnknownFunction(Problem problem) {
        return problem.message().startsWith(Actions.UNKNOWN_FUNCTION);
    }

    /// True if the problem is a selector without a name and without a matcher that refuses the empty value.
    public static boolean isEmptySelector(Problem problem) {
        return problem.message().equals(TypeChecker.EMPTY_SELECTOR);
    }
}
