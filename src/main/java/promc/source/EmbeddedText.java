package promc.source;

import java.util.Optional;
import java.util.function.Supplier;

/// Text that stands inside another syntax: the value of a YAML scalar, or a whole file. It knows for each of its characters where in the
/// file that character comes from, and how new text must be written to stand in its place. A YAML document inside a block scalar of
/// another one (a rule file in a ConfigMap) is an embedded text whose scalars are embedded texts again: every span still ends in the file.
public final class EmbeddedText {
    /// Writes decoded text the way the surrounding syntax wants it at a decoded offset; empty if that syntax cannot hold it.
    @FunctionalInterface
    public interface Encoder {
        Optional<String> encode(String replacement, int at);

        /// The same for text that takes the place of `replaced`. Encoders that must know what stays around it override this one.
        default Optional<String> encode(String replacement, Span replaced) {
            return encode(replacement, replaced.start());
        }
    }

    /// Where the characters of a decoded text come from: character `i` from `[from[i], to[i])` of the text around it.
    public record Origins(int[] from, int[] to) {}

    private static final Encoder AS_IT_IS = (replacement, at) -> Optional.of(replacement);

    private final SourceFile file;
    private final String text;
    private final EmbeddedText outer;
    private final int origin;
    private final Supplier<Origins> decoder;
    private final Encoder encoder;
    // Two threads may both ask the decoder; they get equal answers, so either may stay.
    private volatile Origins origins;

    private EmbeddedText(SourceFile file, String text, EmbeddedText outer, int origin, Supplier<Origins> decoder, Encoder encoder) {
        this.file = file;
        this.text = text;
        this.outer = outer;
        this.origin = origin;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    /// The whole of `file`, as it is.
    public static EmbeddedText whole(SourceFile file) {
        return new EmbeddedText(file, file.text(), null, 0, null, AS_IT_IS);
    }

    /// The whole of `file` with some of its characters replaced by others, each in its place: for reading around what is not part of the syntax. Edits still write to the file.
    ///
    /// @throws IllegalArgumentException if the lengths differ
    public static EmbeddedText masked(SourceFile file, String text) {
        if (text.length() != file.text().length()) {
            throw new IllegalArgumentException("a mask of " + text.length() + " characters for " + file.text().length());
        }
        return new EmbeddedText(file, text, null, 0, null, AS_IT_IS);
    }

    /// A run of this text that decodes to itself, such as a plain scalar on one line: `within` in this text's offsets.
    public EmbeddedText slice(Span within, Encoder inner) {
        return slice(within, within.of(text), inner);
    }

    /// The same where the caller already holds the text of the run, so that it is not kept twice.
    public EmbeddedText slice(Span within, String known, Encoder inner) {
        return new EmbeddedText(file, known, this, within.start(), null, inner);
    }

    /// Text decoded from this one: character `i` of `decoded` comes from `[from[i], to[i])` of this text. `origin` is where the decoded
    /// text would begin, used when it is empty.
    public EmbeddedText decoded(String decoded, int[] from, int[] to, int origin, Encoder inner) {
        Origins known = new Origins(from, to);
        return lazily(decoded, origin, () -> known, inner);
    }

    /// Text decoded from this one whose origins are worked out when the first position is asked for: most scalars are never asked.
    public EmbeddedText lazily(String decoded, int origin, Supplier<Origins> origins, Encoder inner) {
        return new EmbeddedText(file, decoded, this, origin, origins, inner);
    }

    public SourceFile file() {
        return file;
    }

    public String text() {
        return text;
    }

    public Span span() {
        return new Span(0, text.length());
    }

    /// Where the character at `offset` of this text starts in the file; the end of the text maps to just behind its last character.
    public int toFile(int offset) {
        if (outer == null) {
            return offset;
        }
        return offset > 0 && offset == text.length() ? outer.toFile(toOuter(new Span(offset - 1, offset))).end()
                : outer.toFile(toOuter(Span.at(offset)).start());
    }

    /// The file span of a span of this text: from the first character's start to the last character's end.
    public Span toFile(Span span) {
        if (outer == null) {
            return span;
        }
        return span.isEmpty() ? Span.at(toFile(span.start())) : outer.toFile(toOuter(span));
    }

    /// How `replacement` is written in the file when it takes the place of `span` of this text; empty if the surrounding syntax has no way
    /// to write it there (a line break inside a plain scalar, say).
    public Optional<String> encode(Span span, String replacement) {
        Optional<String> encoded = encoder.encode(replacement, span);
        return outer == null ? encoded : encoded.flatMap(written -> outer.encode(toOuter(span), written));
    }

    private Span toOuter(Span span) {
        if (decoder == null) {
            return span.shift(origin);
        }
        Origins known = origins();
        int count = known.from().length;
        if (count == 0) {
            return Span.at(origin);
        }
        int start = span.start() < count ? known.from()[span.start()] : known.to()[count - 1];
        return span.isEmpty() ? Span.at(start) : new Span(start, Math.max(start, known.to()[span.end() - 1]));
    }

    private Origins origins() {
        Origins known = origins;
        if (known == null) {
            known = decoder.get();
            origins = known;
        }
        return known;
    }
}
