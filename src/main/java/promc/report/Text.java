package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.lint.Severity;
import promc.source.Problem;
import promc.source.SourceFile;

/// The report for people: a frame for each finding, and a last line that says what was read, what was found and what can be fixed.
/// `paths` turns a file's path into what is shown.
public record Text(Style style, UnaryOperator<String> paths, boolean summary) implements Report {
    @Override
    public void write(Findings findings, Writer out) throws IOException {
        for (Finding finding : findings.findings()) {
            finding(finding, out);
            out.append('\n');
        }
        if (summary) {
            out.append(summary(findings)).append('\n');
        }
    }

    /// One finding, without a blank line behind it.
    public void finding(Finding finding, Appendable out) throws IOException {
        header(finding.severity(), finding.message(), finding.check(), out);
        int digits = Frame.digits(finding.file(), finding.span());
        for (Finding.Note note : finding.notes()) {
            digits = Math.max(digits, Frame.digits(note.file(), note.span()));
        }
        Frame frame = new Frame(style, out, finding.secret());
        frame.write(finding.file(), finding.span(), paths.apply(finding.file().path()), digits, finding.fix().map(Text::label).orElse(""));
        for (Finding.Note note : finding.notes()) {
            out.append(" ".repeat(digits + 1)).append(style.strong("note")).append(": ").append(Printable.line(note.message())).append('\n');
            frame.write(note.file(), note.span(), paths.apply(note.file().path()), digits, "");
        }
    }

    /// Something wrong with a file that is no finding, such as a configuration, shown the same way.
    public void problem(SourceFile file, Problem problem, Appendable out) throws IOException {
        out.append(style.severity(Severity.ERROR, "error")).append(": ").append(Printable.line(problem.message())).append('\n');
        new Frame(style, out, Optional.empty()).write(file, problem.span(), paths.apply(file.path()), Frame.digits(file, problem.span()), Printable.line(problem.help()));
    }

    private void header(Severity severity, String message, String check, Appendable out) throws IOException {
        out.append(style.severity(severity, severity.word())).append(": ").append(style.strong(Printable.line(message)))
                .append(" [").append(check).append("]\n");
    }

    private static String label(Fix fix) {
        String how = switch (fix.applicability()) {
            case SAFE -> "fix";
            case UNSAFE -> "unsafe fix";
            case DISPLAY_ONLY -> "help";
        };
        return how + ": " + Printable.line(fix.title());
    }

    /// What was read, what was found, how many can be fixed and with which command; without a line end.
    public static String summary(Findings findings) {
        Findings.Summary read = findings.summary();
        if (read.files() == 0 && findings.findings().isEmpty()) {
            return "checked no file: nothing here is a file that promc knows";
        }
        StringBuilder line = new StringBuilder("checked ").append(count(read.files(), "file"));
        line.append(" with ").append(count(read.rules(), "rule")).append(" and ").append(count(read.expressions(), "expression")).append(": ");
        line.append(found(findings));
        long safe = fixable(findings.findings(), Applicability.SAFE);
        long unsafe = fixable(findings.findings(), Applicability.UNSAFE);
        if (safe > 0) {
            line.append("; `promc fix` repairs ").append(safe);
        }
        if (unsafe > 0) {
            line.append("; `promc fix --unsafe` repairs ").append(unsafe).append(safe > 0 ? " more" : "");
        }
        return line.toString();
    }

    /// `2 errors, 1 warning`, or `nothing found`.
    private static String found(Findings findings) {
        StringBuilder counts = new StringBuilder();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
            long n = findings.count(severity);
            if (n > 0) {
                counts.append(counts.isEmpty() ? "" : ", ").append(count(n, severity.word()));
            }
        }
        return counts.isEmpty() ? "nothing found" : counts.toString();
    }

    /// `1 file`, `2 files`.
    public static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private static long fixable(List<Finding> findings, Applicability applicability) {
        return findings.stream().filter(f -> f.fix().filter(fix -> fix.applicability() == applicability).isPresent()).count();
    }
}
