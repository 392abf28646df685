package promc.git;

/// git cannot answer: it is not there, this is no repository, a commit is missing. The message is for the user.
public final class GitException extends Exception {
    private static final long serialVersionUID = 1L;

    /// `message` is a sentence without a full stop.
    GitException(String message) {
        super(message);
    }
}
