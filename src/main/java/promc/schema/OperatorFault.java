package promc.schema;

import java.util.Optional;
import promc.source.Correction;
import promc.source.Span;

/// Something in an object of prometheus-operator that the API server, the operator or the program that it starts does not take. `span` counts in the text that was read, as that of the YAML nodes does.
/// `certain` is false where a release of the operator other than that of [OperatorFields#VERSION] may take it.
public record OperatorFault(Kind kind, Span span, String message, Optional<Correction> correction, boolean certain) {
    /// What is wrong, and so which check tells it.
    public enum Kind {
        /// A field that the section does not have.
        UNKNOWN_FIELD,
        /// A value of another type than its field has.
        WRONG_TYPE,
        /// A value of the right type that is none of those allowed, or not of the form it must have.
        BAD_VALUE,
        /// A field that must be written is not, or is empty.
        MISSING,
        /// A field that will go, and has a successor.
        DEPRECATED,
        /// A field that the version of the program does not support.
        UNSUPPORTED
    }
}
