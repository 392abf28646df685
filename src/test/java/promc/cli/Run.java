package promc.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import promc.checks.Checks;
import promc.lint.Check;

/// promc run in this process: what it wrote and how it ended.
record Run(int code, String out, String err) {
    /// Where and with what promc runs.
    record In(Path folder, Map<String, String> variables, byte[] input, String tty, List<Check> checks) {
        In(Path folder) {
            this(folder, Map.of(), new byte[0], "", Checks.ALL);
        }

        In variables(Map<String, String> all) {
            return new In(folder, all, input, tty, checks);
        }

        In input(byte[] bytes) {
            return new In(folder, variables, bytes, tty, checks);
        }

        In checks(List<Check> other) {
            return new In(folder, variables, input, tty, other);
        }

        In tty(String outputs) {
            return new In(folder, variables, input, outputs, checks);
        }

        In file(String name, String text) {
            try {
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
                return this;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        Run promc(String... args) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Environment environment = new Environment(folder, variables, Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC), tty);
            int code = Main.run(args, new ByteArrayInputStream(input), new PrintStream(out, false, StandardCharsets.ISO_8859_1),
                    new PrintStream(err, false, StandardCharsets.ISO_8859_1), environment, checks);
            return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }
}
