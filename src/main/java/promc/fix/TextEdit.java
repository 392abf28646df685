package promc.fix;

import promc.source.SourceFile;
import promc.source.Span;

/// Replace `span` of `file` by `replacement`; an empty span inserts. Several edits of one fix never overlap.
public record TextEdit(SourceFile file, Span span, String replacement) {
    /// True if both change the same characters, or insert at the same place, so that one cannot be applied after the other as it stands.
    public boolean conflictsWith(TextEdit other) {
        return file.path().equals(other.file.path())
                && (span.overlaps(other.span) || span.start() == other.span.start()
                || span.isEmpty() && other.span.start() < span.start() && span.start() < other.span.end()
                || other.span.isEmpty() && span.start() < other.span.start() && other.span.start() < span.end());
    }
}
