package promc.promql;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import promc.promql.grammar.PromQLLexer;
import promc.source.Span;

/// The tokens of a valid expression as the layout writes them, each with the comments that belong to it. A comment behind something on its line belongs to the token before it, any
/// other to the token after it, or to the end. Trailing commas are left out, as Prometheus' printer does; all else is in the order and the words of the author.
///
/// Widths count characters. Tokens are known by their index; `count()` is that of the end.
final class LayoutTokens {
    /// One comment; `afterBlank` is true if an empty line stands above it.
    record Comment(String text, boolean afterBlank) {}

    private static final class Piece {
        private final int start;
        private final int end;
        private String text;
        private boolean spaced;
        private boolean opened;
        private final List<Comment> above = new ArrayList<>();
        private final List<Comment> behind = new ArrayList<>();

        private Piece(int start, int end, String text) {
            this.start = start;
            this.end = end;
            this.text = text;
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final List<Integer> types = new ArrayList<>();
    private final List<Comment> atEnd = new ArrayList<>();
    private final String source;
    private int[] widths;
    private int[] breaks;

    private LayoutTokens(String source) {
        this.source = source;
    }

    static LayoutTokens of(Parsed.Valid valid) {
        LayoutTokens tokens = new LayoutTokens(valid.text());
        for (CommonToken token : Scanner.scan(valid.text(), Integer.MAX_VALUE).tokens()) {
            if (token.getType() != Token.EOF) {
                Span span = Scanner.span(token);
                tokens.pieces.add(new Piece(span.start(), span.end(), span.of(valid.text())));
                tokens.types.add(token.getType());
            }
        }
        valid.comments().forEach(tokens::attach);
        tokens.dropTrailingCommas();
        for (int i = 1; i < tokens.count(); i++) {
            tokens.pieces.get(i).spaced = tokens.isSpacedByKind(i);
        }
        return tokens;
    }

    private void attach(Parsed.Comment comment) {
        int next = firstFrom(comment.span().start());
        int line = source.lastIndexOf('\n', comment.span().start() - 1) + 1;
        boolean ownLine = source.substring(line, comment.span().start()).isBlank();
        int above = source.lastIndexOf('\n', Math.max(0, line - 2)) + 1;
        boolean afterBlank = ownLine && line > 0 && source.substring(above, line).isBlank();
        Comment written = new Comment(comment.text().stripTrailing(), afterBlank);
        if (!ownLine && next > 0) {
            pieces.get(next - 1).behind.add(written);
        } else {
            (next < count() ? pieces.get(next).above : atEnd).add(written);
        }
    }

    private void dropTrailingCommas() {
        for (int i = count() - 2; i > 0; i--) {
            boolean closes = types.get(i + 1) == PromQLLexer.RIGHT_PAREN || types.get(i + 1) == PromQLLexer.RIGHT_BRACE;
            Piece comma = pieces.get(i);
            boolean commented = !comma.above.isEmpty() || !comma.behind.isEmpty() && !pieces.get(i - 1).behind.isEmpty();
            if (types.get(i) == PromQLLexer.COMMA && closes && !commented) {
                pieces.get(i - 1).behind.addAll(comma.behind);
                pieces.remove(i);
                types.remove(i);
            }
        }
    }

    /// What kinds of tokens say about the space between them; signs, operators and clauses are told by whoever knows the tree.
    private boolean isSpacedByKind(int i) {
        int before = types.get(i - 1);
        int type = types.get(i);
        boolean tight = switch (type) {
            case PromQLLexer.LEFT_PAREN, PromQLLexer.RIGHT_PAREN, PromQLLexer.LEFT_BRACE, PromQLLexer.RIGHT_BRACE, PromQLLexer.LEFT_BRACKET,
                 PromQLLexer.RIGHT_BRACKET, PromQLLexer.COMMA, PromQLLexer.COLON, PromQLLexer.EARLY_COLON -> true;
            default -> false;
        };
        return !tight && switch (before) {
            case PromQLLexer.LEFT_PAREN, PromQLLexer.LEFT_BRACE, PromQLLexer.LEFT_BRACKET, PromQLLexer.COLON, PromQLLexer.EARLY_COLON -> false;
            default -> true;
        };
    }

    int count() {
        return pieces.size();
    }

    int start(int i) {
        return pieces.get(i).start;
    }

    String text(int i) {
        return pieces.get(i).text;
    }

    void lowerCase(int i) {
        Piece piece = pieces.get(i);
        piece.text = piece.text.toLowerCase(java.util.Locale.ROOT);
    }

    /// True if a space stands before token `i` where it is not the first of its line.
    boolean isSpaced(int i) {
        return pieces.get(i).spaced;
    }

    void space(int i, boolean spaced) {
        pieces.get(i).spaced = i > 0 && spaced;
    }

    /// Notes that the author broke the line at token `i` in a way that the layout keeps.
    void open(int i) {
        pieces.get(i).opened = true;
    }

    boolean isOpened(int i) {
        return pieces.get(i).opened;
    }

    /// Comments on lines of their own above token `i`, or at the end.
    List<Comment> above(int i) {
        return i < count() ? pieces.get(i).above : atEnd;
    }

    List<Comment> behind(int i) {
        return pieces.get(i).behind;
    }

    boolean isBrokenBetween(int i, int j) {
        return source.substring(pieces.get(i).end, pieces.get(j).start).indexOf('\n') >= 0;
    }

    /// The first token that starts at or behind `offset`.
    int firstFrom(int offset) {
        int low = 0;
        int high = count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).start < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int first(Span span) {
        return firstFrom(span.start());
    }

    /// The last token that ends at or before the end of `span`.
    int last(Span span) {
        return firstFrom(span.end()) - 1;
    }

    /// To be called when texts, spaces and openings are as they shall be.
    void freeze() {
        widths = new int[count() + 1];
        breaks = new int[count() + 1];
        for (int i = 0; i < count(); i++) {
            Piece piece = pieces.get(i);
            widths[i + 1] = widths[i] + (piece.spaced ? 1 : 0) + piece.text.codePointCount(0, piece.text.length());
            breaks[i + 1] = breaks[i] + piece.above.size() + piece.behind.size() + (piece.opened ? 1 : 0);
        }
    }

    /// The width of tokens `i` to `j` on one line, without the space before `i`.
    int width(int i, int j) {
        return widths[j + 1] - widths[i] - (pieces.get(i).spaced ? 1 : 0);
    }

    /// True if tokens `i` to `j` cannot stand on one line: comments stand between them, or the author broke them.
    boolean isBroken(int i, int j) {
        return breaks[j + 1] - breaks[i] - pieces.get(i).above.size() - pieces.get(j).behind.size() > 0;
    }
}
