package promc.regex;

/// How the parser leaves its loops; never leaves [RegexParser].
final class ParseFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RegexError error;

    ParseFailure(RegexError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    RegexError error() {
        return error;
    }
}
