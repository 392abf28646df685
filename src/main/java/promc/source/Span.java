package promc.source;

/// A half-open range `[start, end)` of UTF-16 offsets: the only position type inside promc.
/// What the offsets count in (a file, or the text of one scalar) is told by whoever holds the span.
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end);
        }
    }

    /// The empty span at `offset`.
    public static Span at(int offset) {
        return new Span(offset, offset);
    }

    public int length() {
        return end - start;
    }

    public boolean isEmpty() {
        return start == end;
    }

    public boolean contains(int offset) {
        return start <= offset && offset < end;
    }

    public boolean contains(Span other) {
        return start <= other.start && other.end <= end;
    }

    /// True if the two share at least one character; an empty span overlaps nothing.
    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }

    /// The smallest span that holds both.
    public Span cover(Span other) {
        return new Span(Math.min(start, other.start), Math.max(end, other.end));
    }

    public Span shift(int by) {
        return new Span(start + by, end + by);
    }

    /// The text under this span; `text` must be what the offsets count in.
    public String of(CharSequence text) {
        return text.subSequence(start, end).toString();
    }
}
