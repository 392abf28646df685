package promc.yaml;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import promc.source.EmbeddedText;
import promc.source.EmbeddedText.Origins;
import promc.source.Span;
import promc.yaml.ScalarDecoder.Decoded;
import promc.yaml.YamlNode.Style;

/// One scalar as it is written: `[start, end)` of `source`, block scalars with all blank lines behind them. It answers where each character of
/// the value comes from and how other text is written in its place. Both answers are worked out on demand.
///
/// Should [ScalarDecoder] ever read another value than the engine did, every character maps to the whole scalar and edits are refused.
final class ScalarSource implements Supplier<Origins>, EmbeddedText.Encoder {
    /// Where the scalar stands: inside `{}` or `[]`, and the column of the block collection around it (0 if none).
    record Place(boolean flow, int parentIndent) {
        static final Place TOP = new Place(false, 0);
    }

    private final String source;
    private final Span written;
    private final Style style;
    private final String value;
    private final Place place;

    ScalarSource(String source, Span written, Style style, String value, Place place) {
        this.source = source;
        this.written = written;
        this.style = style;
        this.value = value;
        this.place = place;
    }

    /// The value as text embedded in `outer`, whose text is `source`. A value that stands there letter by letter needs no table of origins.
    EmbeddedText in(EmbeddedText outer) {
        int quote = style == Style.SINGLE_QUOTED || style == Style.DOUBLE_QUOTED ? 1 : 0;
        boolean verbatim = (style == Style.PLAIN || quote == 1) && value.length() == written.length() - 2 * quote
                && source.startsWith(value, written.start() + quote);
        if (verbatim) {
            return outer.slice(new Span(written.start() + quote, written.end() - quote), value, this);
        }
        return outer.lazily(value, written.start() + quote, this, this);
    }

    @Override
    public Origins get() {
        Decoded decoded = ScalarDecoder.decode(source, written.start(), written.end(), style, place.parentIndent());
        return decoded.value().equals(value) ? decoded.origins() : wholeScalar();
    }

    private Origins wholeScalar() {
        int[] from = new int[value.length()];
        int[] to = new int[value.length()];
        Arrays.fill(from, written.start());
        Arrays.fill(to, written.end());
        return new Origins(from, to);
    }

    @Override
    public Optional<String> encode(String replacement, int at) {
        return encode(replacement, Span.at(at));
    }

    /// What is written is decoded again before it is offered: whatever does not read back as intended is refused.
    @Override
    public Optional<String> encode(String replacement, Span replaced) {
        Decoded decoded = ScalarDecoder.decode(source, written.start(), written.end(), style, place.parentIndent());
        if (!decoded.value().equals(value) || replaced.end() > value.length()) {
            return Optional.empty();
        }
        Span raw = inSource(decoded.origins(), replaced);
        String before = source.substring(written.start(), raw.start());
        String after = source.substring(raw.end(), written.end());
        Optional<String> candidate = switch (style) {
            case DOUBLE_QUOTED -> Optional.of(ScalarWriter.doubleQuoted(replacement));
            case SINGLE_QUOTED -> ScalarWriter.singleQuoted(replacement);
            case PLAIN -> ScalarWriter.plain(replacement, value.isEmpty() && !blankBefore());
            case LITERAL, FOLDED -> block(replacement, after);
        };
        String expected = value.substring(0, replaced.start()) + replacement + value.substring(replaced.end());
        return candidate.filter(text -> readsAs(expected, before + text + after));
    }

    private boolean blankBefore() {
        return written.start() == 0 || ScalarDecoder.isBlank(source.charAt(written.start() - 1));
    }

    private Span inSource(Origins origins, Span replaced) {
        int count = value.length();
        if (count == 0) {
            return Span.at(written.start() + (style == Style.SINGLE_QUOTED || style == Style.DOUBLE_QUOTED ? 1 : 0));
        }
        int start = replaced.start() < count ? origins.from()[replaced.start()] : origins.to()[count - 1];
        return replaced.isEmpty() ? Span.at(start) : new Span(start, Math.max(start, origins.to()[replaced.end() - 1]));
    }

    private Optional<String> block(String replacement, String after) {
        BlockHeader header = BlockHeader.read(source, written.start(), written.end());
        int indent = header.indent(source, written.end(), place.parentIndent());
        // At column 0 a line could be taken for a document marker; an empty block has no indentation to follow.
        if (indent == 0 || value.isEmpty()) {
            return Optional.empty();
        }
        String lineBreak = source.startsWith("\r\n", header.body() - 2) ? "\r\n" : "\n";
        return ScalarWriter.block(replacement, indent, style == Style.FOLDED ? lineBreak + lineBreak : lineBreak, after);
    }

    private boolean readsAs(String expected, String rewritten) {
        int start = style == Style.PLAIN && value.isEmpty() && rewritten.startsWith(" ") ? 1 : 0;
        boolean fits = switch (style) {
            case PLAIN -> ScalarWriter.isPlain(rewritten.substring(start), place.flow()) && ScalarWriter.keepsType(value, expected);
            case SINGLE_QUOTED, DOUBLE_QUOTED -> true;
            case LITERAL, FOLDED -> endsLine(source.substring(written.start(), written.end())) == endsLine(rewritten) && hasClearIndent(rewritten);
        };
        return fits && ScalarDecoder.decode(rewritten, start, rewritten.length(), style, place.parentIndent()).value().equals(expected);
    }

    private boolean hasClearIndent(String block) {
        BlockHeader header = BlockHeader.read(block, 0, block.length());
        return header.hasClearIndent(block, block.length(), header.indent(block, block.length(), place.parentIndent()));
    }

    private static boolean endsLine(String text) {
        return !text.isEmpty() && ScalarDecoder.isBreak(text.charAt(text.length() - 1));
    }
}
