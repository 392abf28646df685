package promc.schema;

import java.util.Optional;
import promc.source.Correction;
import promc.source.Span;

/// Something for which Prometheus refuses to load a file. `span` counts in the file, as that of the YAML nodes does.
public record LoadError(Kind kind, Span span, String message, Optional<Correction> correction, Optional<String> until) {
    /// What is wrong, and so which check tells it.
    public enum Kind {
        /// A key that the section does not have.
        UNKNOWN_KEY,
        /// A value of another type than its key wants: a list for a string, words for a number, a duration without a unit.
        WRONG_TYPE,
        /// Something that must be written is not, or is empty.
        MISSING,
        /// A value of the right type that is none of those allowed, or not of the form it must have.
        BAD_VALUE,
        /// A value that another program takes, which reads such files as well.
        OTHER_PROGRAM,
        /// Settings that exclude each other.
        CONFLICT,
        /// A name that must be unique is given twice.
        DUPLICATE,
        /// Two scrape jobs have one name.
        DUPLICATE_JOB,
        /// A scrape may take longer than the interval between two.
        TIMEOUT
    }

    public LoadError(Kind kind, Span span, String message, Optional<Correction> correction) {
        this(kind, span, message, correction, Optional.empty());
    }

    public LoadError(Kind kind, Span span, String message) {
        this(kind, span, message, Optional.empty());
    }

    /// What versions before `until`, such as `3.0`, do not refuse.
    LoadError since(String until) {
        return new LoadError(kind, span, message, correction, Optional.of(until));
    }
}
