package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.function.UnaryOperator;
import promc.lint.Finding;
import promc.lint.Findings;

/// One line per finding, `path:line:column: severity[id] message`: the form that IDE filters and problem matchers read, so it never changes and is never
/// coloured. Columns count code points.
public record Concise(UnaryOperator<String> paths) implements Report {
    @Override
    public void write(Findings findings, Writer out) throws IOException {
        for (Finding finding : findings.findings()) {
            out.append(Printable.line(paths.apply(finding.file().path()))).append(':').append(finding.start().toString()).append(": ")
                    .append(finding.severity().word()).append('[').append(finding.check()).append("] ")
                    .append(Printable.line(finding.message())).append('\n');
        }
    }
}
