package promc.cli;

import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.report.Style;

/// One run of one command: where it runs, its streams, and the checks there are.
public record Session(Environment environment, InputStream in, PrintStream out, PrintStream err, List<Check> checks) {
    private static final int DEFAULT_WIDTH = 100;
    /// What the shell tells of its terminal, if it is exported.
    private static final String WIDTH_VARIABLE = "COLUMNS";

    /// For how many columns text is laid out.
    int width() {
        return environment.variable(WIDTH_VARIABLE).filter(columns -> columns.matches("[1-9][0-9]{0,3}")).map(Integer::parseInt).orElse(DEFAULT_WIDTH);
    }

    /// Standard output as UTF-8 text, buffered: whoever writes flushes.
    public Writer output() {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /// Standard error as UTF-8 text, buffered: whoever writes flushes.
    public Writer errors() {
        return new BufferedWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8));
    }

    /// One line for people on standard error.
    public void tell(String line) {
        byte[] bytes = (Main.NAME + ": " + line + "\n").getBytes(StandardCharsets.UTF_8);
        err.write(bytes, 0, bytes.length);
        err.flush();
    }

    public List<CheckInfo> infos() {
        return checks.stream().map(Check::info).toList();
    }

    public Map<String, CheckInfo> infoById() {
        Map<String, CheckInfo> byId = new TreeMap<>();
        checks.forEach(check -> byId.put(check.info().id(), check.info()));
        return byId;
    }

    /// Whether text on an output, `out` or `err`, is coloured.
    public Style style(ColourChoice choice, String output) {
        return choice.style(environment, output);
    }
}
