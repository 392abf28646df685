package promc.regex;

/// Steps that several questions to [Decision] may take together; once they are spent, the answer to every further one is unknown. What is answered depends on the questions
/// alone, never on how fast the machine is. Not for use by several threads.
public final class Effort {
    private long left;

    public Effort(long steps) {
        this.left = steps;
    }

    /// True if nothing more will be answered.
    public boolean isSpent() {
        return left <= 0;
    }

    /// Counts `steps` that were taken elsewhere for the same purpose.
    public void spend(long steps) {
        left -= steps;
    }

    long left() {
        return left;
    }
}
