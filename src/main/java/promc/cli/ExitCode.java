package promc.cli;

/// What a run tells its caller. With several, the largest counts.
final class ExitCode {
    /// Nothing found at or above `--fail-on`.
    static final int OK = 0;
    /// Something found.
    static final int FINDINGS = 1;
    /// Wrong usage, or a file or configuration that cannot be read.
    static final int USAGE = 2;
    /// A defect of promc itself.
    static final int DEFECT = 3;

    private ExitCode() {}
}
