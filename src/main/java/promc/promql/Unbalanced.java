package promc.promql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import promc.promql.grammar.PromQLLexer;
import promc.source.Correction;
import promc.source.Span;

/// Finds the one place where a missing bracket can stand, or the one bracket that can be too many, by trying all of them: a correction is offered if every
/// attempt that gives a well-typed expression gives one of the same meaning.
final class Unbalanced {
    /// Attempts parse the whole text again, so so few tokens are tried for one bracket, and fewer for two.
    private static final int MAX_TOKENS = 200;
    private static final int MAX_TOKENS_FOR_TWO = 40;

    private final Fault fault;
    private final Options options;
    /// A correction that leads to each expression.
    private final Map<String, Correction> found = new HashMap<>();

    private Unbalanced(Fault fault, Options options) {
        this.fault = fault;
        this.options = options;
    }

    static Optional<Correction> correct(Fault fault, Options options) {
        if (fault.tokens.size() > MAX_TOKENS || Slips.template(fault.text, fault.span.start()).isPresent()) {
            return Optional.empty();
        }
        Unbalanced search = new Unbalanced(fault, options);
        List<CommonToken> open = fault.open();
        if (fault.token.getType() == PromQLLexer.EOF && !open.isEmpty()) {
            return search.missing(open);
        }
        boolean closing = switch (fault.token.getType()) {
            case PromQLLexer.RIGHT_PAREN, PromQLLexer.RIGHT_BRACE, PromQLLexer.RIGHT_BRACKET -> true;
            default -> "}])[".contains(fault.word);
        };
        return closing && !open.isEmpty() && Brackets.closing(open.getLast()) != fault.word.charAt(0) ? search.mismatched(open.getLast())
                : fault.isUnopened() ? search.extra() : Optional.empty();
    }

    private Optional<Correction> missing(List<CommonToken> open) {
        StringBuilder all = new StringBuilder();
        open.reversed().forEach(bracket -> all.append(Brackets.closing(bracket)));
        String title = "Close the bracket" + (open.size() > 1 ? "s" : "");
        Span end = Span.at(fault.text.stripTrailing().length());
        if (open.size() > 2 || open.size() == 2 && fault.tokens.size() > MAX_TOKENS_FOR_TWO) {
            return Optional.of(new Correction(end, all.toString(), title, false)).filter(c -> key(c.apply(fault.text)).isPresent());
        }
        String inner = all.substring(0, 1);
        for (int i = open.getLast().getTokenIndex(); i < fault.tokens.size() - 1; i++) {
            int place = fault.spanAt(i).end();
            if (open.size() == 1) {
                last(new Correction(Span.at(place), inner, title, true));
                continue;
            }
            for (int j = i; j < fault.tokens.size() - 1; j++) {
                int second = fault.spanAt(j).end();
                String between = fault.text.substring(place, second);
                last(new Correction(new Span(place, second), inner + between + all.substring(1), title, true));
            }
        }
        return unique();
    }

    /// A closing bracket of the wrong kind: the right one is missing before it, or meant by it.
    private Optional<Correction> mismatched(CommonToken bracket) {
        String closing = String.valueOf(Brackets.closing(bracket));
        Correction missing = new Correction(Span.at(fault.spanAt(fault.at - 1).end()), closing, "Close the bracket", true);
        Correction wrong = new Correction(fault.span, closing, "Write `" + closing + "`", true);
        boolean isMissing = Promql.attempt(missing.apply(fault.text), options, true).broken().isEmpty();
        boolean isWrong = !fault.word.equals("[") && Promql.attempt(wrong.apply(fault.text), options, true).broken().isEmpty();
        return isMissing == isWrong ? Optional.empty() : Optional.of(isMissing ? missing : wrong);
    }

    private Optional<Correction> extra() {
        // First without: where both lead to the same, fewer parentheses are better.
        for (int i = fault.at; i >= 0; i--) {
            if (fault.type(i) == PromQLLexer.RIGHT_PAREN) {
                attempt(new Correction(fault.spanAt(i), "", "Remove the parenthesis", true));
            }
        }
        for (int i = 0; i <= fault.at; i++) {
            attempt(new Correction(Span.at(fault.spanAt(i).start()), "(", "Open the parenthesis", true));
        }
        return unique();
    }

    // Of places that mean the same, the last one: there people close brackets.
    private void last(Correction correction) {
        key(correction.apply(fault.text)).ifPresent(key -> found.put(key, correction));
    }

    private void attempt(Correction correction) {
        key(correction.apply(fault.text)).ifPresent(key -> found.putIfAbsent(key, correction));
    }

    private Optional<Correction> unique() {
        return found.size() == 1 ? found.values().stream().findFirst() : Optional.empty();
    }

    /// What tells expressions apart, whatever their parentheses; empty if `text` is none.
    private Optional<String> key(String text) {
        Promql.Attempt attempt = Promql.attempt(text, options, true);
        if (!(attempt.parsed() instanceof Parsed.Valid valid)) {
            return Optional.empty();
        }
        StringBuilder key = new StringBuilder();
        append(key, valid.root(), text);
        return Optional.of(key.toString());
    }

    private static void append(StringBuilder key, Expr expr, String text) {
        if (expr instanceof Expr.Paren) {
            append(key, expr.unwrapped(), text);
            return;
        }
        List<Expr> children = new ArrayList<>(expr instanceof Expr.MatrixSelector ? List.of() : expr.children());
        children.sort((a, b) -> Integer.compare(a.span().start(), b.span().start()));
        int from = expr.span().start();
        key.append('<');
        for (Expr child : children) {
            key.append(text, from, child.span().start());
            append(key, child, text);
            from = child.span().end();
        }
        key.append(text, from, expr.span().end()).append('>');
    }
}
