package promc.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.source.Correction;
import promc.source.Nearest;
import promc.source.Problem;
import promc.source.Span;
import promc.template.Operand.Command;
import promc.template.Operand.Name;
import promc.template.Operand.Pipeline;
import promc.template.Template.Fault;
import promc.template.Token.Kind;

/// The words of a template one by one, and what stands inside of its actions (`text/template/parse/parse.go`, pipeline and what follows it).
abstract class PipelineParser {
    /// Leaves the recursion; never leaves this class.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient Problem problem;
        final transient Fault fault;

        Refused(Problem problem, Fault fault) {
            super(problem.message(), null, false, false);
            this.problem = problem;
            this.fault = fault;
        }
    }

    /// The variables that are declared, in order, and how often each name is.
    static final class Names {
        final List<String> order = new ArrayList<>();
        final Map<String, Integer> counts = new HashMap<>();

        Names(List<String> first) {
            first.forEach(this::add);
        }

        void add(String name) {
            order.add(name);
            counts.merge(name, 1, Integer::sum);
        }

        void shorten(int size) {
            while (order.size() > size) {
                counts.computeIfPresent(order.removeLast(), (name, count) -> count == 1 ? null : count - 1);
            }
        }

        boolean has(String name) {
            return counts.containsKey(name);
        }
    }

    final String text;
    final Lexer lexer;
    final List<Token> tokens = new ArrayList<>();
    int at;
    Names variables = new Names(List.of("", "labels", "externalLabels", "externalURL", "value"));
    int depth;

    PipelineParser(String text) {
        this.text = text;
        lexer = new Lexer(text);
    }

    Token token(int index) {
        while (tokens.size() <= index) {
            tokens.add(lexer.next());
        }
        return tokens.get(index);
    }

    Token next() {
        return token(at++);
    }

    Token peek() {
        return token(at);
    }

    Token nextNonSpace() {
        Token token = next();
        while (token.is(Kind.SPACE)) {
            token = next();
        }
        return token;
    }

    Token peekNonSpace() {
        Token token = nextNonSpace();
        at--;
        return token;
    }

    static Refused refused(Span span, String message) {
        return new Refused(new Problem(span, message), Fault.SYNTAX);
    }

    Refused unexpected(Token token, String where) {
        if (token.is(Kind.ERROR)) {
            return refused(token.span(), token.text());
        }
        String shown = switch (token.kind()) {
            case END -> "the end of the text";
            case RIGHT -> "`}}`";
            case LEFT -> "`{{`";
            case SPACE -> "a space";
            default -> "`" + token.text() + "`";
        };
        return refused(token.span(), shown + " cannot stand here, " + where);
    }

    void enter(Span span) {
        if (++depth > Template.MAX_DEPTH) {
            throw new Refused(new Problem(span, "the template is nested too deep to be followed, and was not checked"), Fault.TOO_DEEP);
        }
    }

    // Pipelines.

    Pipeline pipeline(Kind end, String where, boolean range) {
        Token first = peekNonSpace();
        List<Name> declared = new ArrayList<>(0);
        boolean assigns = false;
        boolean more = true;
        while (more && peekNonSpace().is(Kind.VARIABLE)) {
            more = false;
            int variable = at;
            Token name = next();
            Token behind = peekNonSpace();
            boolean comma = behind.is(Kind.CHAR) && behind.text().equals(",");
            if (behind.is(Kind.ASSIGN) || behind.is(Kind.DECLARE) || comma) {
                nextNonSpace();
                declared.add(new Name(name.text().substring(1), name.span()));
                variables.add(name.text().substring(1));
                assigns = behind.is(Kind.ASSIGN);
                if (comma) {
                    Kind then = peekNonSpace().kind();
                    if (!range || declared.size() > 1 || then != Kind.VARIABLE && then != Kind.RIGHT && then != Kind.CLOSE) {
                        throw refused(behind.span(), range ? "`range` sets two variables at most" : "only `range` can set two variables");
                    }
                    more = true;
                }
            } else {
                at = variable;
            }
        }
        List<Command> commands = new ArrayList<>(1);
        while (true) {
            Token token = nextNonSpace();
            if (token.is(end)) {
                break;
            }
            switch (token.kind()) {
                case BOOL, CHAR_CONSTANT, COMPLEX, DOT, FIELD, IDENTIFIER, NUMBER, NIL, RAW_STRING, STRING, VARIABLE, OPEN -> {
                    at--;
                    commands.add(command());
                }
                default -> throw unexpected(token, where);
            }
        }
        Span last = token(at - 1).span();
        if (commands.isEmpty()) {
            throw refused(last, "a value is missing " + where);
        }
        for (Command command : commands.subList(1, commands.size())) {
            switch (command.operands().getFirst()) {
                case Operand.Bool ignored -> throw notACommand(command);
                case Operand.Dot ignored -> throw notACommand(command);
                case Operand.Nil ignored -> throw notACommand(command);
                case Operand.Number ignored -> throw notACommand(command);
                case Operand.Str ignored -> throw notACommand(command);
                default -> { }
            }
        }
        return new Pipeline(new Span(first.span().start(), commands.getLast().span().end()), declared, assigns, commands);
    }

    Refused notACommand(Command command) {
        Span span = command.operands().getFirst().span();
        return refused(span, "behind `|` stands a function, and `" + span.of(text) + "` is none");
    }

    Command command() {
        List<Operand> operands = new ArrayList<>(2);
        boolean more = true;
        while (more) {
            peekNonSpace();
            Operand operand = operand();
            if (operand != null) {
                operands.add(operand);
            }
            Token token = next();
            switch (token.kind()) {
                case SPACE -> { }
                case RIGHT, CLOSE -> {
                    at--;
                    more = false;
                }
                case PIPE -> more = false;
                default -> throw unexpected(token, "behind `" + (operands.isEmpty() ? "" : operands.getLast().span().of(text)) + "`");
            }
        }
        return new Command(operands.getFirst().span().cover(operands.getLast().span()), operands);
    }

    /// The next operand, with its fields; null if what comes is none.
    Operand operand() {
        Operand term = term();
        if (term == null || !peek().is(Kind.FIELD)) {
            return term;
        }
        List<Name> fields = new ArrayList<>(1);
        Span span = term.span();
        while (peek().is(Kind.FIELD)) {
            Token field = next();
            fields.add(new Name(field.text().substring(1), field.span()));
            span = span.cover(field.span());
        }
        return switch (term) {
            case Operand.Field field -> {
                List<Name> names = new ArrayList<>(field.names());
                names.addAll(fields);
                yield new Operand.Field(span, names);
            }
            case Operand.Variable variable -> new Operand.Variable(span, variable.name(), fields);
            case Operand.Function function -> new Operand.Chain(span, function, fields);
            case Pipeline pipeline -> new Operand.Chain(span, pipeline, fields);
            case Operand other -> throw refused(fields.getFirst().span(), "`" + other.span().of(text) + "` has no fields");
        };
    }

    Operand term() {
        Token token = nextNonSpace();
        Span span = token.span();
        return switch (token.kind()) {
            case IDENTIFIER -> {
                if (!Signature.isFunction(token.text())) {
                    throw unknownFunction(token);
                }
                yield new Operand.Function(span, token.text());
            }
            case DOT -> new Operand.Dot(span);
            case NIL -> new Operand.Nil(span);
            case VARIABLE -> variable(token);
            case FIELD -> new Operand.Field(span, List.of(new Name(token.text().substring(1), span)));
            case BOOL -> new Operand.Bool(span, token.text().equals("true"));
            case CHAR_CONSTANT, COMPLEX, NUMBER -> Numbers.read(token.text(), token.is(Kind.CHAR_CONSTANT), span)
                    .orElseThrow(() -> refused(span, "`" + token.text() + "` is not a " + (token.is(Kind.CHAR_CONSTANT) ? "character" : "number")));
            case OPEN -> {
                enter(span);
                Pipeline inside = pipeline(Kind.CLOSE, "inside `(...)`", false);
                depth--;
                yield new Pipeline(new Span(span.start(), token(at - 1).span().end()), inside.declared(), inside.assigns(), inside.commands());
            }
            case STRING, RAW_STRING -> string(token);
            default -> {
                at--;
                yield null;
            }
        };
    }

    Operand.Str string(Token token) {
        return Literals.string(token.text()).map(decoded -> new Operand.Str(token.span(), decoded.value()))
                .orElseThrow(() -> refused(token.span(), "the string " + token.text() + " has an escape sequence that Go does not know"));
    }

    Operand variable(Token token) {
        String name = token.text().substring(1);
        if (variables.has(name)) {
            return new Operand.Variable(token.span(), name, List.of());
        }
        List<String> names = variables.counts.keySet().stream().filter(known -> !known.isEmpty()).sorted().map(known -> "$" + known).toList();
        Optional<String> near = Nearest.to(token.text(), names);
        String help = near.map(found -> "did you mean `" + found + "`?").orElse("");
        throw new Refused(new Problem(token.span(), "the variable `" + token.text() + "` is not defined", help, correction(token, near)), Fault.UNDEFINED_VARIABLE);
    }

    Refused unknownFunction(Token token) {
        Optional<String> near = Nearest.to(token.text(), Signature.Names.ALL);
        String help = near.map(found -> "did you mean `" + found + "`?").orElse("");
        return new Refused(new Problem(token.span(), "alert templates have no function `" + token.text() + "`", help, correction(token, near)), Fault.UNKNOWN_FUNCTION);
    }

    static Optional<Correction> correction(Token token, Optional<String> near) {
        return near.map(found -> new Correction(token.span(), found, "Write `" + found + "`", false));
    }
}
