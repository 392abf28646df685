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

/// Makes the tree of a template as Go does (`text/template/parse/parse.go`), and stops where Go stops.
final class Parser {
    /// What a body ends with.
    private enum Stop { END, ELSE, ELSE_IF, ELSE_WITH }

    private record Body(List<Node> nodes, Stop stop) {}

    /// Leaves the recursion; never leaves this class.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;
        private final transient Fault fault;

        Refused(Problem problem, Fault fault) {
            super(problem.message(), null, false, false);
            this.problem = problem;
            this.fault = fault;
        }
    }

    /// The variables that are declared, in order, and how often each name is.
    private static final class Names {
        private final List<String> order = new ArrayList<>();
        private final Map<String, Integer> counts = new HashMap<>();

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

    private final String text;
    private final Lexer lexer;
    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, List<Node>> definitions = new HashMap<>();
    private int at;
    private Names variables = new Names(List.of("", "labels", "externalLabels", "externalURL", "value"));
    private int ranges;
    private int depth;
    /// Where the action began that is read.
    private int actionStart;

    Parser(String text) {
        this.text = text;
        lexer = new Lexer(text);
    }

    Template parse() {
        try {
            List<Node> nodes = new ArrayList<>();
            while (!peek().is(Kind.END)) {
                int delimiter = at;
                if (peek().is(Kind.LEFT)) {
                    next();
                    Span word = peekNonSpace().span();
                    if (nextNonSpace().is(Kind.DEFINE)) {
                        definition(word);
                        continue;
                    }
                    at = delimiter;
                }
                Body one = textOrAction(nodes);
                if (one != null) {
                    throw refused(lastAction(), one.stop == Stop.END ? "nothing is open that this `{{ end }}` could close"
                            : "this `{{ else }}` belongs to no `if`, `with` or `range`");
                }
            }
            return new Template.Parsed(nodes, definitions);
        } catch (Refused refused) {
            return new Template.Broken(refused.problem, refused.fault);
        }
    }

    private Span lastAction() {
        return new Span(actionStart, tokens.get(at - 1).span().end());
    }

    // Tokens.

    private Token token(int index) {
        while (tokens.size() <= index) {
            tokens.add(lexer.next());
        }
        return tokens.get(index);
    }

    private Token next() {
        return token(at++);
    }

    private Token peek() {
        return token(at);
    }

    private Token nextNonSpace() {
        Token token = next();
        while (token.is(Kind.SPACE)) {
            token = next();
        }
        return token;
    }

    private Token peekNonSpace() {
        Token token = nextNonSpace();
        at--;
        return token;
    }

    private static Refused refused(Span span, String message) {
        return new Refused(new Problem(span, message), Fault.SYNTAX);
    }

    private Refused unexpected(Token token, String where) {
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

    private void enter(Span span) {
        if (++depth > Template.MAX_DEPTH) {
            throw new Refused(new Problem(span, "the template is nested too deep to be followed"), Fault.TOO_DEEP);
        }
    }

    // Bodies.

    private void definition(Span word) {
        actionStart = word.start();
        Token name = nextNonSpace();
        String title = title(name, "where `define` wants the name of a template in quotes");
        Token right = nextNonSpace();
        if (!right.is(Kind.RIGHT)) {
            throw unexpected(right, "behind the name of a template");
        }
        define(title, name.span(), word, "define");
    }

    /// Reads a body with variables of its own, and keeps it under its name.
    private void define(String name, Span nameSpan, Span word, String clause) {
        Names outer = variables;
        int outerRanges = ranges;
        variables = new Names(List.of(""));
        ranges = 0;
        Body body = body(word, clause);
        if (body.stop != Stop.END) {
            throw refused(lastAction(), "this `{{ else }}` belongs to no `if`, `with` or `range`");
        }
        variables = outer;
        ranges = outerRanges;
        List<Node> known = definitions.get(name);
        if (known == null || isEmpty(known)) {
            definitions.put(name, List.copyOf(body.nodes));
        } else if (!isEmpty(body.nodes)) {
            throw refused(nameSpan, "a template named `" + name + "` is defined twice");
        }
    }

    private boolean isEmpty(List<Node> nodes) {
        for (Node node : nodes) {
            if (!(node instanceof Node.Text(Span span)) || !span.of(text).codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85)) {
                return false;
            }
        }
        return true;
    }

    private Body body(Span opening, String what) {
        enter(opening);
        List<Node> nodes = new ArrayList<>();
        while (!peekNonSpace().is(Kind.END)) {
            Body stop = textOrAction(nodes);
            if (stop != null) {
                depth--;
                return stop;
            }
        }
        throw refused(opening, "this `" + what + "` is not closed: `{{ end }}` is missing");
    }

    /// Adds what comes to `nodes`; if it is an `end` or `else` it returns these nodes with it, else null.
    private Body textOrAction(List<Node> nodes) {
        Token token = nextNonSpace();
        if (token.is(Kind.TEXT)) {
            nodes.add(new Node.Text(token.span()));
            return null;
        }
        if (!token.is(Kind.LEFT)) {
            throw unexpected(token, "between actions");
        }
        int start = token.span().start();
        actionStart = start;
        Token word = nextNonSpace();
        switch (word.kind()) {
            case END_WORD -> {
                expectRight("behind `end`");
                return new Body(nodes, Stop.END);
            }
            case ELSE -> {
                Kind behind = peekNonSpace().kind();
                if (behind == Kind.IF || behind == Kind.WITH) {
                    return new Body(nodes, behind == Kind.IF ? Stop.ELSE_IF : Stop.ELSE_WITH);
                }
                expectRight("behind `else`");
                return new Body(nodes, Stop.ELSE);
            }
            case IF, WITH, RANGE -> nodes.add(control(word, start));
            case BREAK, CONTINUE -> {
                expectRight("behind `" + word.text() + "`");
                if (ranges == 0) {
                    throw refused(word.span(), "`" + word.text() + "` stands outside of any `range`");
                }
                Span span = new Span(start, token(at - 1).span().end());
                nodes.add(word.is(Kind.BREAK) ? new Node.Break(span) : new Node.Continue(span));
            }
            case TEMPLATE -> nodes.add(call(start));
            case BLOCK -> nodes.add(block(word, start));
            default -> {
                at--;
                Pipeline pipeline = pipeline(Kind.RIGHT, "in an action", false);
                nodes.add(new Node.Action(new Span(start, token(at - 1).span().end()), pipeline));
            }
        }
        return null;
    }

    private void expectRight(String where) {
        Token token = nextNonSpace();
        if (!token.is(Kind.RIGHT)) {
            throw unexpected(token, where);
        }
    }

    private Node control(Token word, int start) {
        int known = variables.order.size();
        Kind kind = word.kind();
        Pipeline pipeline = pipeline(Kind.RIGHT, "behind `" + word.text() + "`", kind == Kind.RANGE);
        Span span = new Span(start, token(at - 1).span().end());
        ranges += kind == Kind.RANGE ? 1 : 0;
        Body then = body(span, word.text());
        ranges -= kind == Kind.RANGE ? 1 : 0;
        List<Node> otherwise = List.of();
        boolean chained = kind == Kind.IF && then.stop == Stop.ELSE_IF || kind == Kind.WITH && then.stop == Stop.ELSE_WITH;
        if (chained) {
            enter(span);
            int from = actionStart;
            otherwise = List.of(control(nextNonSpace(), from));
            depth--;
        } else if (then.stop != Stop.END) {
            if (then.stop != Stop.ELSE) {
                // Go leaves the word for the body, which takes it for text that is none.
                throw refused(peekNonSpace().span(), "`else " + peekNonSpace().text() + "` cannot follow `" + word.text() + "`");
            }
            Body last = body(span, word.text());
            if (last.stop != Stop.END) {
                throw refused(lastAction(), "there is an `else` already: `{{ end }}` is missing");
            }
            otherwise = last.nodes;
        }
        variables.shorten(known);
        return switch (kind) {
            case IF -> new Node.If(span, pipeline, then.nodes, otherwise);
            case WITH -> new Node.With(span, pipeline, then.nodes, otherwise);
            default -> new Node.Range(span, pipeline, then.nodes, otherwise);
        };
    }

    private Node call(int start) {
        Token name = nextNonSpace();
        String title = title(name, "where `template` wants the name of a template in quotes");
        Optional<Pipeline> argument = Optional.empty();
        if (peekNonSpace().is(Kind.RIGHT)) {
            nextNonSpace();
        } else {
            argument = Optional.of(pipeline(Kind.RIGHT, "behind `template`", false));
        }
        return new Node.Call(new Span(start, token(at - 1).span().end()), title, name.span(), argument);
    }

    private Node block(Token word, int start) {
        Token name = nextNonSpace();
        String title = title(name, "where `block` wants the name of a template in quotes");
        Pipeline pipeline = pipeline(Kind.RIGHT, "behind `block`", false);
        Span span = new Span(start, token(at - 1).span().end());
        define(title, name.span(), word.span(), "block");
        return new Node.Call(span, title, name.span(), Optional.of(pipeline));
    }

    private String title(Token name, String where) {
        if (!name.is(Kind.STRING) && !name.is(Kind.RAW_STRING)) {
            throw unexpected(name, where);
        }
        return string(name).value();
    }

    // Pipelines.

    private Pipeline pipeline(Kind end, String where, boolean range) {
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

    private Refused notACommand(Command command) {
        Span span = command.operands().getFirst().span();
        return refused(span, "behind `|` stands a function, and `" + span.of(text) + "` is none");
    }

    private Command command() {
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
    private Operand operand() {
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

    private Operand term() {
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

    private Operand.Str string(Token token) {
        return Literals.string(token.text()).map(decoded -> new Operand.Str(token.span(), decoded.value()))
                .orElseThrow(() -> refused(token.span(), "the string " + token.text() + " has an escape sequence that Go does not know"));
    }

    private Operand variable(Token token) {
        String name = token.text().substring(1);
        if (variables.has(name)) {
            return new Operand.Variable(token.span(), name, List.of());
        }
        List<String> names = variables.counts.keySet().stream().filter(known -> !known.isEmpty()).sorted().map(known -> "$" + known).toList();
        Optional<String> near = Nearest.to(token.text(), names);
        String help = near.map(found -> "did you mean `" + found + "`?").orElse("");
        throw new Refused(new Problem(token.span(), "the variable `" + token.text() + "` is not defined", help, correction(token, near)), Fault.UNDEFINED_VARIABLE);
    }

    private Refused unknownFunction(Token token) {
        Optional<String> near = Nearest.to(token.text(), Signature.Names.ALL);
        String help = near.map(found -> "did you mean `" + found + "`?").orElse("");
        return new Refused(new Problem(token.span(), "alert templates have no function `" + token.text() + "`", help, correction(token, near)), Fault.UNKNOWN_FUNCTION);
    }

    private static Optional<Correction> correction(Token token, Optional<String> near) {
        return near.map(found -> new Correction(token.span(), found, "Write `" + found + "`", false));
    }
}
