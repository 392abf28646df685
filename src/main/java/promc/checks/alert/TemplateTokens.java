package promc.checks.alert;

import java.util.ArrayList;
import java.util.List;
import promc.source.Span;

/// The actions of a Go template (`text/template/parse/lex.go`), each as its tokens. Comments have none. An action that is not closed ends with the text.
final class TemplateTokens {
    /// What a token is, as far as it matters where labels are read.
    enum Kind { WORD, FIELD, VARIABLE, STRING, OPEN, CLOSE, PIPE, ASSIGN, COMMA, OTHER }

    /// One token; `text` is the name without `.` or `$`, or the text inside quotes as written. `glued` tells that nothing stands between it and the token before it,
    /// so that a field belongs to what is there.
    record Token(Kind kind, String text, Span span, boolean glued) {
        boolean is(Kind other, String word) {
            return kind == other && text.equals(word);
        }
    }

    /// One action: everything from `{{` to `}}`.
    record Action(Span span, List<Token> tokens) {
        Action {
            tokens = List.copyOf(tokens);
        }
    }

    private final String text;
    private int at;

    private TemplateTokens(String text) {
        this.text = text;
    }

    static List<Action> of(String text) {
        return new TemplateTokens(text).actions();
    }

    private List<Action> actions() {
        List<Action> actions = new ArrayList<>(0);
        for (int start = text.indexOf("{{"); start >= 0; start = text.indexOf("{{", at)) {
            at = start + 2;
            int comment = commentAt(at);
            if (comment >= 0) {
                int end = text.indexOf("*/", comment + 2);
                int close = end < 0 ? -1 : text.indexOf("}}", end);
                at = close < 0 ? text.length() : close + 2;
            } else {
                List<Token> tokens = tokens();
                actions.add(new Action(new Span(start, at), tokens));
            }
        }
        return actions;
    }

    /// Where `/*` stands if the action that begins at `from` is a comment, else -1.
    private int commentAt(int from) {
        int start = text.startsWith("- ", from) ? from + 2 : from;
        return text.startsWith("/*", start) ? start : -1;
    }

    private List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        if (text.startsWith("-", at) && at + 1 < text.length() && Character.isWhitespace(text.charAt(at + 1))) {
            at++;
        }
        int end = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("}}", at) || text.startsWith("-}}", at)) {
                at += c == '-' ? 3 : 2;
                return tokens;
            }
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            boolean glued = at == end && !tokens.isEmpty();
            tokens.add(token(c, glued));
            end = at;
        }
        return tokens;
    }

    private Token token(char c, boolean glued) {
        int start = at++;
        return switch (c) {
            case '"', '\'' -> quoted(start, c, glued);
            case '`' -> {
                int close = text.indexOf('`', at);
                at = close < 0 ? text.length() : close + 1;
                yield new Token(Kind.STRING, text.substring(start + 1, close < 0 ? at : close), new Span(start, at), glued);
            }
            case '.' -> {
                String name = name();
                boolean number = !name.isEmpty() && Character.isDigit(name.charAt(0));
                yield new Token(number ? Kind.OTHER : Kind.FIELD, name, new Span(start, at), glued);
            }
            case '$' -> new Token(Kind.VARIABLE, name(), new Span(start, at), glued);
            case '(' -> new Token(Kind.OPEN, "(", new Span(start, at), glued);
            case ')' -> new Token(Kind.CLOSE, ")", new Span(start, at), glued);
            case '|' -> new Token(Kind.PIPE, "|", new Span(start, at), glued);
            case ',' -> new Token(Kind.COMMA, ",", new Span(start, at), glued);
            case '=' -> new Token(Kind.ASSIGN, "=", new Span(start, at), glued);
            case ':' -> {
                at += text.startsWith("=", at) ? 1 : 0;
                yield new Token(Kind.ASSIGN, ":=", new Span(start, at), glued);
            }
            default -> {
                if (Character.isLetter(c) || c == '_') {
                    name();
                    yield new Token(Kind.WORD, text.substring(start, at), new Span(start, at), glued);
                }
                yield new Token(Kind.OTHER, String.valueOf(c), new Span(start, at), glued);
            }
        };
    }

    private Token quoted(int start, char quote, boolean glued) {
        int from = at;
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
        }
        String inside = text.substring(from, Math.min(at, text.length()));
        at = Math.min(at + 1, text.length());
        return new Token(quote == '"' ? Kind.STRING : Kind.OTHER, inside, new Span(start, at), glued);
    }

    private String name() {
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(from, at);
    }
}
