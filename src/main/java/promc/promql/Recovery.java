package promc.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ParserRuleContext;
import promc.promql.Promql.Attempt;
import promc.promql.grammar.PromQLLexer;
import promc.promql.grammar.PromQLParser;
import promc.source.Correction;
import promc.source.Problem;
import promc.source.Span;

/// Looks for more problems behind the place where the syntax broke: repairs it there, parses again, and reports what is wrong elsewhere. The repair is the
/// correction if there is one, else a placeholder for what stands between the nearest brackets and commas. What overlaps a repair is not reported, since it
/// may follow from it; nor are types, as in Prometheus.
final class Recovery {
    /// Every repair parses the text once more.
    private static final int MAX_REPAIRS = 8;
    /// Beyond this nobody reads more than the first problem.
    private static final int MAX_LENGTH = 20_000;

    private record Edit(Correction correction, boolean placeholder) {
        /// Where a place of the edited text was before.
        int before(int place) {
            int start = correction.span().start();
            int end = start + correction.replacement().length();
            return place <= start ? place : place >= end ? place - end + correction.span().end() : start;
        }
    }

    private final Options options;
    private final boolean expression;
    private final List<Edit> edits = new ArrayList<>();
    /// The repaired places of the original text.
    private final List<Edit> repaired = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Recovery(Options options, boolean expression) {
        this.options = options;
        this.expression = expression;
    }

    /// The problems of a text whose syntax broke in `first`, first those of `first` in its order.
    static List<Problem> problems(Attempt first, Options options, boolean expression) {
        if (first.parsed().text().length() > MAX_LENGTH) {
            return first.parsed().problems();
        }
        Recovery recovery = new Recovery(options, expression);
        recovery.problems.addAll(first.parsed().problems());
        Attempt now = first;
        while (recovery.edits.size() < MAX_REPAIRS && now.broken().isPresent()) {
            Optional<Attempt> next = recovery.repair(now);
            if (next.isEmpty()) {
                break;
            }
            recovery.collect(next.get());
            now = next.get();
        }
        return List.copyOf(recovery.problems);
    }

    private Optional<Attempt> repair(Attempt now) {
        Fault fault = now.broken().orElseThrow();
        Optional<Correction> correction = Corrections.of(fault).or(() -> expression ? Unbalanced.correct(fault, options) : Optional.empty());
        if (correction.isPresent()) {
            Optional<Attempt> next = apply(now, new Edit(correction.get(), false));
            if (next.isPresent()) {
                offer(now, correction.get());
                return next;
            }
        }
        return segment(fault).flatMap(placeholder -> apply(now, new Edit(placeholder, true)));
    }

    /// The attempt after an edit, unless the syntax still breaks at or before it.
    private Optional<Attempt> apply(Attempt now, Edit edit) {
        Correction correction = edit.correction;
        Attempt next = Promql.attempt(correction.apply(now.parsed().text()), options, expression);
        int end = correction.span().start() + correction.replacement().length();
        if (next.broken().isPresent() && next.broken().get().span.start() < Math.max(end, now.broken().orElseThrow().span.start())) {
            return Optional.empty();
        }
        repaired.add(new Edit(original(correction), edit.placeholder));
        edits.add(edit);
        return Optional.of(next);
    }

    /// Adds the correction, made for the repaired text of `now`, to the problem it is for.
    private void offer(Attempt now, Correction correction) {
        edits.removeLast();
        Optional<Problem> fault = now.fault().map(problem -> original(problem.with(Optional.of(original(correction)))));
        edits.add(new Edit(correction, false));
        fault.ifPresent(with -> problems.replaceAll(p -> p.span().equals(with.span()) && p.message().equals(with.message())
                && p.correction().isEmpty() ? with : p));
    }

    private Span original(Span span) {
        int start = span.start();
        int end = span.end();
        for (Edit edit : edits.reversed()) {
            start = edit.before(start);
            end = edit.before(end);
        }
        return new Span(start, Math.max(start, end));
    }

    private Correction original(Correction correction) {
        return new Correction(original(correction.span()), correction.replacement(), correction.title(), correction.certain());
    }

    private Problem original(Problem problem) {
        return new Problem(original(problem.span()), problem.message(), problem.help(), problem.correction());
    }

    private void collect(Attempt attempt) {
        if (!(attempt.parsed() instanceof Parsed.Broken broken)) {
            return;
        }
        for (Problem found : broken.problems()) {
            Problem problem = original(found.with(found.correction().map(this::original)));
            boolean known = problems.stream().anyMatch(p -> p.span().start() == problem.span().start());
            if (!known && repaired.stream().noneMatch(edit -> disturbs(edit, problem.span()))) {
                problems.add(problem);
            }
        }
    }

    private static boolean disturbs(Edit edit, Span span) {
        Span place = edit.correction.span();
        return span.overlaps(place) || edit.placeholder && span.start() <= place.end() && place.start() <= span.end()
                || place.isEmpty() && span.start() < place.start() && place.start() < span.end();
    }

    /// A placeholder for what stands around the fault up to the nearest commas or brackets; empty if no bracket is open, or it is never closed.
    private static Optional<Correction> segment(Fault fault) {
        if (Slips.template(fault.text, fault.span.start()).isPresent()) {
            return Optional.empty();
        }
        List<CommonToken> open = fault.open();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        CommonToken bracket = open.getLast();
        boolean range = bracket.getType() == PromQLLexer.LEFT_BRACKET;
        int from = bracket.getTokenIndex() + 1;
        for (int i = fault.at - 1, depth = 0; i >= from && !range; i--) {
            depth += closes(fault.type(i)) ? 1 : opens(fault.type(i)) ? -1 : 0;
            if (depth == 0 && fault.type(i) == PromQLLexer.COMMA) {
                from = i + 1;
            }
        }
        int to = fault.at;
        for (int depth = 0; ; to++) {
            int type = fault.type(to);
            if (type == PromQLLexer.EOF) {
                return Optional.empty();
            }
            if (depth == 0 && (closes(type) || type == PromQLLexer.COMMA && !range)) {
                break;
            }
            depth += opens(type) ? 1 : closes(type) ? -1 : 0;
        }
        boolean closed = fault.type(to) == PromQLLexer.COMMA || fault.tokens.get(to).getText().charAt(0) == Brackets.closing(bracket);
        Span place = new Span(fault.spanAt(from - 1).end(), fault.spanAt(to).start());
        return closed && to > from ? Optional.of(new Correction(place, placeholder(fault, bracket), "", false)) : Optional.empty();
    }

    private static boolean opens(int type) {
        return type == PromQLLexer.LEFT_PAREN || type == PromQLLexer.LEFT_BRACE || type == PromQLLexer.LEFT_BRACKET;
    }

    private static boolean closes(int type) {
        return type == PromQLLexer.RIGHT_PAREN || type == PromQLLexer.RIGHT_BRACE || type == PromQLLexer.RIGHT_BRACKET;
    }

    private static String placeholder(Fault fault, CommonToken bracket) {
        return switch (bracket.getType()) {
            case PromQLLexer.LEFT_BRACE -> "x=\"x\"";
            case PromQLLexer.LEFT_BRACKET -> "5m";
            default -> isNumber(fault) ? "1" : "x";
        };
    }

    private static boolean isNumber(Fault fault) {
        for (ParserRuleContext c = fault.context; c != null; c = c.getParent()) {
            if (c instanceof PromQLParser.OffsetContext || c instanceof PromQLParser.FillContext || c instanceof PromQLParser.BracketsContext) {
                return true;
            }
        }
        return false;
    }
}
