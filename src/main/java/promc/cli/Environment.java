package promc.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// What a run takes from outside besides its arguments and streams, so that a test can give it. `tty` names the outputs that are terminals, `out`, `err` or
/// both with a comma: the launcher finds out, since Java cannot tell when standard input is no terminal.
public record Environment(Path workingDirectory, Map<String, String> variables, Clock clock, String tty) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    /// The environment of this process.
    public static Environment ofProcess() {
        return new Environment(Path.of("").toAbsolutePath(), System.getenv(), Clock.systemUTC(), System.getProperty("promc.tty", ""));
    }

    /// A variable that is set and not empty.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /// The date in UTC, so that a suppression expires at the same moment on every machine (and no time zone rules are read at start).
    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /// True if the output of this name, `out` or `err`, is a terminal.
    public boolean isTerminal(String output) {
        return ("," + tty + ",").contains("," + output + ",");
    }

    /// A path as reports show it: relative to the working directory, with `/`.
    public String display(Path path) {
        Path absolute = resolve(path);
        Path relative = absolute.startsWith(workingDirectory) || absolute.getRoot() != null && absolute.getRoot().equals(workingDirectory.getRoot())
                ? workingDirectory.relativize(absolute) : absolute;
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    /// A path made absolute from the working directory, without `.` and `..`.
    public Path resolve(Path path) {
        return workingDirectory.resolve(path).normalize();
    }
}
