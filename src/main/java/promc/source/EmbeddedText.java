package promc.source;

import java.util.Optional;

/// Text that stands inside another syntax: the value of a YAML scalar, or a whole file. It knows for each of its characters where in the
/// file that character comes from, and how new text must be written to stand in its place. A YAML document inside a block scalar of
/// another one (a rule file in a ConfigMap) is an embedded text whose scalars are embedded texts again: every span still ends in the file.
public final class EmbeddedText {
    /// Writes decoded text the way the surrounding syntax wants it at a decoded offset; empty if that syntax cannot hold it.
    @FunctionalInterface
    public interface Encoder {
        Optional<String> encode(String replacement, int at);
    }

    private final SourceFile file;
    private final String text;
    private final int base;
    private final int[] starts;
    private final int[] ends;
    private final Encoder encoder;

    private EmbeddedText(SourceFile file, String text, int base, int[] starts, int[] ends, Encoder encoder) {
        this.file = file;
        this.text = text;
        this.base = base;
        this.starts = starts;
        this.ends = ends;
        this.encoder = encoder;
    }

    /// The whole of `file`, as it is.
    public static EmbeddedText whole(SourceFile file) {
        return new EmbeddedText(file, file.text(), 0, null, null, (replacement, at) -> Optional.of(replacement));
    }

    /// A run of this text that decodes to itself, such as a plain scalar on one line: `within` in this text's offsets.
    public EmbeddedText slice(Span within, Encoder inner) {
        if (starts == null) {
            return new EmbeddedText(file, within.of(text), base + within.start(), null, null, chain(inner, within.start()));
        }
        int[] from = new int[within.length()];
        int[] to = new int[within.length()];
        System.arraycopy(starts, within.start(), from, 0, from.length);
        System.arraycopy(ends, within.start(), to, 0, to.length);
        int at = within.start() < starts.length ? starts[within.start()] : toFile(within.start());
        return new EmbeddedText(file, within.of(text), at, from, to, chain(inner, within.start()));
    }

    /// Text decoded from this one: character `i` of `decoded` comes from `[from[i], to[i])` of this text. `origin` is where the decoded
    /// text would begin, used when it is empty.
    public EmbeddedText decoded(String decoded, int[] from, int[] to, int origin, Encoder inner) {
        int[] fileStarts = new int[from.length];
        int[] fileEnds = new int[to.length];
        for (int i = 0; i < from.length; i++) {
            fileStarts[i] = toFile(from[i]);
            fileEnds[i] = to[i] > from[i] ? toFile(new Span(from[i], to[i])).end() : fileStarts[i];
        }
        int outerAt = origin;
        return new EmbeddedText(file, decoded, toFile(origin), fileStarts, fileEnds, chain(inner, outerAt));
    }

    private Encoder chain(Encoder inner, int outerAt) {
        Encoder outer = encoder;
        return (replacement, at) -> inner.encode(replacement, at).flatMap(encoded -> outer.encode(encoded, outerAt));
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
        if (starts == null) {
            return base + offset;
        }
        if (offset < starts.length) {
            return starts[offset];
        }
        return starts.length == 0 ? base : ends[starts.length - 1];
    }

    /// The file span of a span of this text: from the first character's start to the last character's end.
    public Span toFile(Span span) {
        if (span.isEmpty()) {
            return Span.at(toFile(span.start()));
        }
        int start = toFile(span.start());
        int end = starts == null ? base + span.end() : ends[span.end() - 1];
        return new Span(start, Math.max(start, end));
    }

    /// How `replacement` is written in the file when it takes the place of `span` of this text; empty if the surrounding syntax has no way
    /// to write it there (a line break inside a plain scalar, say).
    public Optional<String> encode(Span span, String replacement) {
        return encoder.encode(replacement, span.start());
    }
}
