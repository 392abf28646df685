package promc.analysis;

/// Whether an expression returns something.
public enum Truth {
    /// On every database and at every time, unless the evaluation fails.
    ALWAYS,
    SOMETIMES,
    /// On no database.
    NEVER;

    /// The word for it in messages and in JSON.
    public String word() {
        return switch (this) {
            case ALWAYS -> "always";
            case SOMETIMES -> "sometimes";
            case NEVER -> "never";
        };
    }
}
