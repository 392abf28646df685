package promc.analysis;

/// Whether the series of a result have a label. A label with an empty value is a label that is not there.
public enum Presence {
    /// Every series has it.
    ALWAYS,
    /// Some may have it, some may not; nothing is known.
    MAYBE,
    /// No series has it.
    NEVER;

    /// Of series that are of the one kind or of the other.
    Presence or(Presence other) {
        return this == other ? this : MAYBE;
    }

    /// The word for it in messages and in JSON.
    public String word() {
        return switch (this) {
            case ALWAYS -> "always";
            case MAYBE -> "maybe";
            case NEVER -> "never";
        };
    }
}
