package promc.template;

import promc.source.Span;
import promc.template.Token.Kind;

/// Splits a template into tokens as Go does (`text/template/parse/lex.go`). Comments and what trim markers take away leave no token. After an error nothing but the end comes.
final class Lexer {
    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";

    private final String text;
    private int at;
    private int start;
    private boolean inAction;
    private int parentheses;
    private int actionStart;
    private boolean failed;

    Lexer(String text) {
        this.text = text;
    }

    Token next() {
        if (failed) {
            return new Token(Kind.END, "", Span.at(text.length()));
        }
        start = at;
        return inAction ? action() : text();
    }

    private Token text() {
        while (true) {
            int open = text.indexOf(LEFT, at);
            if (open < 0) {
                boolean some = at < text.length();
                at = text.length();
                return some ? token(Kind.TEXT) : token(Kind.END);
            }
            if (open > start) {
                int end = trimsLeft(open + 2) ? trimmedEnd(start, open) : open;
                at = open;
                if (end > start) {
                    return new Token(Kind.TEXT, text.substring(start, end), new Span(start, end));
                }
            }
            int inside = open + 2 + (trimsLeft(open + 2) ? 2 : 0);
            if (!text.startsWith("/*", inside)) {
                start = open;
                at = inside;
                actionStart = open;
                inAction = true;
                parentheses = 0;
                return new Token(Kind.LEFT, LEFT, new Span(open, open + 2));
            }
            int close = text.indexOf("*/", inside + 2);
            if (close < 0) {
                return error(new Span(open, inside + 2), "the comment is not closed: `*/}}` is missing");
            }
            at = close + 2;
            boolean trim = trimsRight(at);
            if (!trim && !text.startsWith(RIGHT, at)) {
                return error(new Span(close, close + 2), "a comment must end with `*/}}`, and with nothing between");
            }
            at += trim ? 4 : 2;
            if (trim) {
                skipSpace();
            }
            start = at;
        }
    }

    /// True if `- ` stands there, behind an opening delimiter.
    private boolean trimsLeft(int from) {
        return from + 1 < text.length() && text.charAt(from) == '-' && isSpace(text.charAt(from + 1));
    }

    /// True if ` -}}` stands there.
    private boolean trimsRight(int from) {
        return from + 1 < text.length() && isSpace(text.charAt(from)) && text.charAt(from + 1) == '-' && text.startsWith(RIGHT, from + 2);
    }

    private int trimmedEnd(int from, int to) {
        int end = to;
        while (end > from && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private Token action() {
        boolean trim = trimsRight(at);
        if (trim || text.startsWith(RIGHT, at)) {
            if (parentheses > 0) {
                return error(new Span(at, at + (trim ? 4 : 2)), "a `(` of this action is not closed");
            }
            return right(trim);
        }
        if (at >= text.length()) {
            return error(new Span(actionStart, actionStart + 2), "the action is not closed: `}}` is missing");
        }
        int c = text.codePointAt(at);
        if (c < 128 && isSpace((char) c)) {
            return space();
        }
        at += Character.charCount(c);
        switch (c) {
            case '=':
                return token(Kind.ASSIGN);
            case ':':
                if (at < text.length() && text.charAt(at) == '=') {
                    at++;
                    return token(Kind.DECLARE);
                }
                return error(new Span(start, at), "`:` means nothing here; `:=` declares a variable");
            case '|':
                return token(Kind.PIPE);
            case '"':
                return quoted('"', Kind.STRING, "the string is not closed on its line");
            case '\'':
                return quoted('\'', Kind.CHAR_CONSTANT, "the character constant is not closed on its line");
            case '`':
                return raw();
            case '$':
                return name(Kind.VARIABLE, Kind.VARIABLE);
            case '(':
                parentheses++;
                return token(Kind.OPEN);
            case ')':
                parentheses--;
                return parentheses < 0 ? error(new Span(start, at), "nothing is open that this `)` could close") : token(Kind.CLOSE);
            default:
                break;
        }
        boolean digitBehind = at < text.length() && isDigit(text.charAt(at));
        if (c == '.' && at < text.length() && !digitBehind) {
            return name(Kind.FIELD, Kind.DOT);
        }
        if (c == '.' || c == '+' || c == '-' || isDigit(c)) {
            at = start;
            return number();
        }
        if (isAlphanumeric(c)) {
            return word();
        }
        if (c > ' ' && c < 127) {
            return token(Kind.CHAR);
        }
        return error(new Span(start, at), "the character U+%04X means nothing in an action".formatted(c));
    }

    private Token right(boolean trim) {
        at += trim ? 4 : 2;
        Token token = new Token(Kind.RIGHT, RIGHT, new Span(start, at));
        inAction = false;
        if (trim) {
            skipSpace();
        }
        return token;
    }

    private Token space() {
        skipSpace();
        if (trimsRight(at - 1)) {
            at--;
            if (at == start) {
                return parentheses > 0 ? error(new Span(at, at + 4), "a `(` of this action is not closed") : right(true);
            }
        }
        return token(Kind.SPACE);
    }

    private Token quoted(char quote, Kind kind, String unclosed) {
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at++);
            if (c == quote) {
                return token(kind);
            }
            if (c == '\\') {
                if (at >= text.length() || text.charAt(at) == '\n') {
                    break;
                }
                at++;
            }
        }
        return error(new Span(start, start + 1), unclosed);
    }

    private Token raw() {
        int close = text.indexOf('`', at);
        if (close < 0) {
            return error(new Span(start, start + 1), "the string is not closed: a backquote is missing");
        }
        at = close + 1;
        return token(Kind.RAW_STRING);
    }

    /// A name behind `.` or `$`, which has been read; `bare` if there is none.
    private Token name(Kind kind, Kind bare) {
        if (isTerminator()) {
            return token(bare);
        }
        skipAlphanumeric();
        return isTerminator() ? token(kind) : badCharacter();
    }

    private Token word() {
        skipAlphanumeric();
        return isTerminator() ? token(kindOf(text.substring(start, at))) : badCharacter();
    }

    private static Kind kindOf(String word) {
        return switch (word) {
            case "block" -> Kind.BLOCK;
            case "break" -> Kind.BREAK;
            case "continue" -> Kind.CONTINUE;
            case "define" -> Kind.DEFINE;
            case "else" -> Kind.ELSE;
            case "end" -> Kind.END_WORD;
            case "if" -> Kind.IF;
            case "nil" -> Kind.NIL;
            case "range" -> Kind.RANGE;
            case "template" -> Kind.TEMPLATE;
            case "with" -> Kind.WITH;
            case "true", "false" -> Kind.BOOL;
            default -> Kind.IDENTIFIER;
        };
    }

    private Token badCharacter() {
        String before = text.substring(start, at);
        int c = text.codePointAt(at);
        String shown = Character.isISOControl(c) ? "U+%04X".formatted(c) : Character.toString(c);
        return error(new Span(at, at + Character.charCount(c)), "`" + shown + "` cannot follow `" + before + "`: a name consists of letters, digits and `_`");
    }

    private void skipAlphanumeric() {
        while (at < text.length() && isAlphanumeric(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
    }

    /// True if what comes may follow a name.
    private boolean isTerminator() {
        return at >= text.length() || isSpace(text.charAt(at)) || ".,|:)(".indexOf(text.charAt(at)) >= 0 || text.startsWith(RIGHT, at);
    }

    private Token number() {
        if (!scanNumber()) {
            return badNumber();
        }
        if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            return scanNumber() && text.charAt(at - 1) == 'i' ? token(Kind.COMPLEX) : badNumber();
        }
        return token(Kind.NUMBER);
    }

    private Token badNumber() {
        return error(new Span(start, at), "`" + text.substring(start, at) + "` is not a number");
    }

    private boolean scanNumber() {
        accept("+-");
        String digits = "0123456789_";
        boolean decimal = true;
        boolean hexadecimal = false;
        if (accept("0")) {
            if (accept("xX")) {
                digits = "0123456789abcdefABCDEF_";
                decimal = false;
                hexadecimal = true;
            } else if (accept("oO")) {
                digits = "01234567_";
                decimal = false;
            } else if (accept("bB")) {
                digits = "01_";
                decimal = false;
            }
        }
        acceptRun(digits);
        if (accept(".")) {
            acceptRun(digits);
        }
        if (decimal && accept("eE") || hexadecimal && accept("pP")) {
            accept("+-");
            acceptRun("0123456789_");
        }
        accept("i");
        if (at < text.length() && isAlphanumeric(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
            return false;
        }
        return true;
    }

    private boolean accept(String valid) {
        if (at < text.length() && valid.indexOf(text.charAt(at)) >= 0) {
            at++;
            return true;
        }
        return false;
    }

    private void acceptRun(String valid) {
        while (accept(valid)) {
            continue;
        }
    }

    private Token token(Kind kind) {
        return new Token(kind, text.substring(start, at), new Span(start, at));
    }

    private Token error(Span where, String message) {
        failed = true;
        return new Token(Kind.ERROR, message, where);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlphanumeric(int c) {
        return c == '_' || Character.isLetter(c) || Character.isDigit(c);
    }
}
