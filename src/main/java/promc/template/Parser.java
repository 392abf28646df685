package promc.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.source.Span;
import promc.template.Operand.Pipeline;
import promc.template.Token.Kind;

/// Makes the tree of a template as Go does (`text/template/parse/parse.go`), and stops where Go stops.
final class Parser extends PipelineParser {
    /// What a body ends with.
    private enum Stop { END, ELSE, ELSE_IF, ELSE_WITH }

    private record Body(List<Node> nodes, Stop stop) {}

    private final Map<String, List<Node>> definitions = new HashMap<>();
    private int ranges;
    /// Where the action began that is read.
    private int actionStart;

    Parser(String text) {
        super(text);
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
}
