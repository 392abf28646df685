package promc.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import promc.promql.grammar.PromQLLexer;
import promc.source.Span;

/// The generated lexer, and the parts of Prometheus' lexer that one regular expression does not hold: exact ends of numbers, escapes in strings, `fill`
/// as keyword only before a parenthesis, colons before the first number in brackets, and operators that belong to an `offset`.
final class Scanner extends PromQLLexer {
    /// The tokens of a text, up to and with the end token.
    record Scanned(List<CommonToken> tokens, List<Parsed.Comment> comments, Optional<Span> tooDeep) {}

    private final String text;

    private Scanner(String text) {
        super(new TextStream(text));
        this.text = text;
        removeErrorListeners();
    }

    /// Scans all of `text`; `tooDeep` is the first parenthesis inside more than `maxDepth` others.
    static Scanned scan(String text, int maxDepth) {
        Scanner scanner = new Scanner(text);
        List<CommonToken> tokens = new ArrayList<>();
        List<Parsed.Comment> comments = new ArrayList<>();
        Optional<Span> tooDeep = Optional.empty();
        int depth = 0;
        boolean beforeNumber = false;
        boolean numberInBrackets = false;
        while (tokens.isEmpty() || tokens.getLast().getType() != EOF) {
            CommonToken token = (CommonToken) scanner.nextToken();
            switch (token.getType()) {
                case COMMENT -> {
                    Span span = span(token);
                    comments.add(new Parsed.Comment(span, span.of(text)));
                    continue;
                }
                case LEFT_PAREN -> {
                    if (++depth > maxDepth && tooDeep.isEmpty()) {
                        tooDeep = Optional.of(span(token));
                    }
                }
                case RIGHT_PAREN -> depth--;
                case LEFT_BRACKET -> beforeNumber = true;
                case RIGHT_BRACKET -> beforeNumber = false;
                case NUMBER, DURATION, BAD_NUMBER -> {
                    numberInBrackets |= beforeNumber;
                    beforeNumber = false;
                }
                case EARLY_COLON -> {
                    if (numberInBrackets) {
                        token.setType(COLON);
                    }
                }
                case FILL, FILL_LEFT, FILL_RIGHT -> {
                    if (!scanner.parenthesisFollows(token.getStopIndex() + 1)) {
                        token.setType(IDENTIFIER);
                    }
                }
                default -> { }
            }
            tokens.add(token);
        }
        return new Scanned(tokens, comments, tooDeep);
    }

    static Span span(Token token) {
        return new Span(token.getStartIndex(), Math.max(token.getStartIndex(), token.getStopIndex() + 1));
    }

    @Override public Token emit() {
        int start = _tokenStartCharIndex;
        int end = getCharIndex();
        if (_type == NUMBER && text.charAt(start) <= '9') {
            Numerals.Scanned exact = Numerals.scan(text, start);
            switch (exact.kind()) {
                case BAD -> _type = BAD_NUMBER;
                case NUMBER -> endAt(exact.end());
                case DURATION -> {
                    _type = DURATION;
                    endAt(exact.end());
                }
            }
        } else if (_type == STRING && Strings.error(text.substring(start, end)).isPresent()) {
            _type = BAD_STRING;
        } else if (_type == UNEXPECTED && end == start + 1 && end < text.length()
                && Character.isSurrogatePair(text.charAt(start), text.charAt(end))) {
            endAt(end + 1);
        }
        return super.emit();
    }

    private void endAt(int end) {
        _input.seek(end);
        _hitEOF = end == text.length();
    }

    // As upstream: a comment in between ends the search.
    private boolean parenthesisFollows(int from) {
        int i = from;
        while (i < text.length() && " \t\r\n".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '(';
    }

    /// To be called when the parser has come to what follows an `offset` at `from`. Behind `offset (` and `offset - -` Prometheus' grammar takes every
    /// arithmetic operator into the duration (its conflict of shift and reduce is won by shift), behind any other offset none.
    static void markOffsetOperators(List<CommonToken> tokens, int from) {
        boolean open = tokens.get(from).getType() == LEFT_PAREN || isSign(tokens.get(from)) && isSign(tokens.get(from + 1));
        int end = open ? skipDurationOperand(tokens, from) : tokens.size();
        while (end < tokens.size() && isArithmetic(tokens.get(end).getType())) {
            tokens.get(end).setType(OFFSET_OPERATOR);
            end = skipDurationOperand(tokens, end + 1);
        }
    }

    /// The index behind the duration that begins at `i`; where none does, an index at which no operator is looked for.
    private static int skipDurationOperand(List<CommonToken> tokens, int from) {
        int i = from;
        while (isSign(tokens.get(i))) {
            i++;
        }
        switch (tokens.get(i).getType()) {
            case NUMBER, DURATION -> {
                return i + 1;
            }
            case STEP, RANGE, MIN_OF, MAX_OF -> i++;
            case LEFT_PAREN -> { }
            default -> {
                return tokens.size();
            }
        }
        if (tokens.get(i).getType() != LEFT_PAREN) {
            return tokens.size();
        }
        int depth = 0;
        for (; i < tokens.size(); i++) {
            int type = tokens.get(i).getType();
            depth += type == LEFT_PAREN ? 1 : type == RIGHT_PAREN ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    private static boolean isSign(Token token) {
        return token.getType() == ADD || token.getType() == SUB;
    }

    private static boolean isArithmetic(int type) {
        return type == ADD || type == SUB || type == MUL || type == DIV || type == MOD || type == POW;
    }
}
