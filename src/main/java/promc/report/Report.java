package promc.report;

import java.io.IOException;
import java.io.Writer;
import promc.lint.Findings;

/// One output format: writes findings as they come, depends on nothing but them and its own settings.
@FunctionalInterface
public interface Report {
    void write(Findings findings, Writer out) throws IOException;
}
