package promc.cli;

/// The command line or what it names (a file, a configuration) is wrong: a line for the user, and exit code 2.
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /// `message` is a sentence without a full stop.
    UsageException(String message) {
        super(message);
    }
}
