package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.lint.Severity;

/// GitHub Actions workflow commands, which become annotations of a pull request. The most severe come first, because GitHub shows only the first
/// [#SHOWN_PER_KIND] of a kind for each step; [#hidden] says how many that leaves out. `paths` makes paths relative to the root of the repository.
public record Github(UnaryOperator<String> paths) implements Report {
    public static final int SHOWN_PER_KIND = 10;
    /// GitHub refuses a step summary of more than one MiB.
    private static final int MAX_ROWS = 200;

    @Override
    public void write(Findings findings, Writer out) throws IOException {
        for (Finding finding : mostSevereFirst(findings)) {
            boolean oneLine = finding.file().line(finding.span().start()) == finding.file().line(finding.span().end());
            out.append("::").append(command(finding.severity()));
            out.append(" title=").append(property(finding.check()));
            out.append(",file=").append(property(paths.apply(finding.file().path())));
            out.append(",line=").append(Integer.toString(finding.file().line(finding.span().start())));
            out.append(",endLine=").append(Integer.toString(finding.file().line(finding.span().end())));
            if (oneLine) { // GitHub takes columns only for annotations of one line
                out.append(",col=").append(Integer.toString(finding.file().utf16Column(finding.span().start())));
                out.append(",endColumn=").append(Integer.toString(finding.file().utf16Column(finding.span().end())));
            }
            out.append("::").append(data(finding.message() + " [" + finding.check() + "]")).append('\n');
        }
    }

    /// What GitHub will not show of these findings, as a sentence; empty if it shows all.
    public static Optional<String> hidden(Findings findings) {
        StringBuilder counts = new StringBuilder();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
            long hidden = findings.count(severity) - SHOWN_PER_KIND;
            if (hidden > 0) {
                counts.append(counts.isEmpty() ? "" : ", ").append(Text.count(hidden, severity.word()));
            }
        }
        return counts.isEmpty() ? Optional.empty()
                : Optional.of("GitHub shows " + SHOWN_PER_KIND + " annotations of a kind for a step; not shown: " + counts);
    }

    /// The findings as a Markdown table, for the file that `GITHUB_STEP_SUMMARY` names.
    public void summary(Findings findings, Writer out) throws IOException {
        out.append("### promc\n\n").append(Text.summary(findings)).append("\n\n");
        List<Finding> all = mostSevereFirst(findings);
        if (all.isEmpty()) {
            return;
        }
        out.append("| Severity | Place | Finding |\n|---|---|---|\n");
        for (Finding finding : all.subList(0, Math.min(MAX_ROWS, all.size()))) {
            out.append("| ").append(finding.severity().word()).append(" | ").append(cell(paths.apply(finding.file().path())))
                    .append(':').append(finding.start().toString()).append(" | ").append(cell(finding.message()))
                    .append(" `").append(finding.check()).append("` |\n");
        }
        if (all.size() > MAX_ROWS) {
            out.append("\nand ").append(Integer.toString(all.size() - MAX_ROWS)).append(" more\n");
        }
        out.append('\n');
    }

    private static List<Finding> mostSevereFirst(Findings findings) {
        return findings.findings().stream().sorted(Comparator.comparing(Finding::severity).reversed()).toList();
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static String cell(String text) {
        return Printable.line(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;");
    }
}
