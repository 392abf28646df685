package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import promc.fix.AtomicFile;
import promc.format.FileFormatter;
import promc.format.FileFormatter.Kept;
import promc.format.FormatOptions;
import promc.format.FormatOptions.Laid;
import promc.lint.ConfigReader;
import promc.model.Discovery;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.report.Style;
import promc.report.Text;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.SourceReader;

/// `promc format`.
final class FormatCommand implements Command {
    /// Below this many files, starting threads costs more than it saves.
    private static final int PARALLEL_FROM = 16;

    /// What the command line asks for.
    private record Wish(FormatOptions options, boolean check, boolean diff, boolean quiet, boolean verbose, ColourChoice colour) {
        boolean writes() {
            return !check && !diff;
        }
    }

    /// What became of one file: laid out, or unreadable.
    private record Outcome(Optional<FileFormatter.Result> result, String complaint) {}

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.FORMAT, "Lays out the PromQL inside rule files, PrometheusRule manifests and ConfigMaps that hold rule files, in place. Comments stay where"
                + " they belong, and nothing else in the file changes. What fits on a line stays on one, unless its author broke it at an operator or behind an opening bracket.", "");
        spec.addPositional(Specs.paths());
        spec.addOption(Specs.flag("Show what would change as a unified diff, and write nothing", "--diff"));
        spec.addOption(Specs.flag("Write nothing; name the files that would change, and exit with 1 if there are any", "--check"));
        spec.addOption(Specs.value("N", "Columns that an expression is kept within, without the indentation of the file around it (default: "
                + FormatOptions.DEFAULT.width() + ")", "--width"));
        spec.addOption(Specs.choice(Specs.words(FormatOptions.Style.class), "prometheus lays out as `promtool promql format` does; what holds a comment is left alone then"
                + " (default: promc)", "--style"));
        spec.addOption(Specs.value("NAME", "With the path -: what the file on standard input is called; it is written to standard output. Without it, - reads one expression",
                "--stdin-filename"));
        spec.addOption(Specs.choice(Specs.words(ColourChoice.class), "Colour the diff (default: auto)", "--color"));
        spec.addOption(Specs.flag("Say nothing about what was done", "-q", "--quiet"));
        spec.addOption(Specs.flag("Say which expressions were left alone, and why", "-v", "--verbose"));
        spec.usageMessage().footer("", "Examples:",
                "  promc format                    everything below this folder",
                "  promc format --check            for CI",
                "  echo 'sum(rate(x[5m]))by(job)' | promc format -", "",
                "Exit codes: 0 done; 1 with --check, something would change; 2 wrong usage, or what cannot be read or written; 3 a defect of promc");
        return spec;
    }

    @Override
    public boolean takesPaths() {
        return true;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        FormatOptions options = new FormatOptions(given.constant("--style", FormatOptions.Style.PROMC), width(given));
        Wish wish = new Wish(options, given.has("--check"), given.has("--diff"), given.has("--quiet"), given.has("--verbose"), given.constant("--color", ColourChoice.AUTO));
        Optional<String> name = given.text("--stdin-filename");
        if (!given.positionals().contains("-")) {
            if (name.isPresent()) {
                throw new UsageException("--stdin-filename goes with the path -, which reads standard input");
            }
            return files(given.positionals(), wish, session);
        }
        if (given.positionals().size() > 1) {
            throw new UsageException("the path - reads standard input and stands alone");
        }
        return name.isPresent() ? standardInput(name.get(), wish, session) : expression(wish, session);
    }

    private static int width(Arguments given) throws UsageException {
        Optional<String> text = given.text("--width");
        if (text.isEmpty()) {
            return FormatOptions.DEFAULT.width();
        }
        if (!text.get().matches("[0-9]{2,4}") || Integer.parseInt(text.get()) < FormatOptions.MIN_WIDTH || Integer.parseInt(text.get()) > FormatOptions.MAX_WIDTH) {
            throw new UsageException("--width takes a number of columns from " + FormatOptions.MIN_WIDTH + " to " + FormatOptions.MAX_WIDTH + ", not `" + text.get() + "`");
        }
        return Integer.parseInt(text.get());
    }

    private static int files(List<String> paths, Wish wish, Session session) throws IOException {
        Discovery.Found found = Discovery.find(paths.isEmpty() ? List.of(".") : paths, session.environment().workingDirectory());
        List<Path> files = found.files().stream().filter(file -> !file.endsWith(ConfigReader.FILE_NAME)).toList();
        List<Outcome> outcomes;
        try (Progress progress = new Progress(session, wish.quiet)) {
            progress.stage("laying out " + Text.count(files.size(), "file"));
            Stream<Path> stream = files.size() >= PARALLEL_FROM ? files.parallelStream() : files.stream();
            outcomes = stream.map(file -> outcome(SourceReader.read(file, session.environment().display(file)),
                    found.named().contains(file) || Discovery.isNamedLikeYaml(file), wish.options)).toList();
        }
        found.errors().forEach(error -> session.tell(error.path() + " " + error.reason()));
        List<FileFormatter.Result> results = outcomes.stream().flatMap(outcome -> outcome.result.stream()).toList();
        boolean failed = tellComplaints(outcomes, session) || !found.errors().isEmpty();
        show(results, wish, session);
        if (wish.writes()) {
            failed |= !write(results, session);
        }
        tell(results, wish, session);
        return exitCode(failed, wish, results);
    }

    private static int standardInput(String name, Wish wish, Session session) throws IOException {
        byte[] bytes = session.in().readNBytes(SourceReader.MAX_BYTES + 1);
        Outcome outcome = outcome(SourceReader.decode(name, bytes), true, wish.options);
        List<FileFormatter.Result> results = outcome.result.stream().toList();
        boolean failed = tellComplaints(List.of(outcome), session);
        show(results, wish, session);
        if (wish.writes()) {
            // What cannot be laid out comes back as it was: an editor puts it in the file's place.
            session.out().writeBytes(outcome.result.map(result -> result.after().encode(result.after().text())).orElse(bytes));
        }
        tell(results, wish, session);
        return exitCode(failed, wish, results);
    }

    private static int expression(Wish wish, Session session) throws IOException {
        String text = new String(session.in().readNBytes(SourceReader.MAX_BYTES), StandardCharsets.UTF_8).replace("\r\n", "\n");
        Parsed parsed = Promql.parse(text, Options.ALL);
        SourceFile before = SourceFile.of("expression", text);
        if (wish.options.layOut(parsed) instanceof Laid.Out(String laid)) {
            SourceFile after = before.withText(laid + "\n");
            FileFormatter.Result result = new FileFormatter.Result(before, after, 1, text.strip().equals(laid.strip()) ? 0 : 1, List.of(), false);
            if (wish.diff && result.changed() > 0) {
                Writer out = session.output();
                Diff.write(before, after, session.style(wish.colour, "out"), out);
                out.flush();
            } else if (wish.writes()) {
                session.out().writeBytes(after.text().getBytes(StandardCharsets.UTF_8));
            }
            return wish.check && result.changed() > 0 ? ExitCode.FINDINGS : ExitCode.OK;
        }
        Style style = session.style(wish.colour, "err");
        Writer err = session.errors();
        for (Problem problem : parsed.problems()) {
            new Text(style, path -> path, false).problem(before, problem, err);
        }
        err.flush();
        if (parsed.problems().isEmpty() && wish.options.layOut(parsed) instanceof Laid.Kept(String reason)) {
            session.tell("the expression stays as it is: " + reason);
            if (wish.writes()) {
                session.out().writeBytes(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return ExitCode.USAGE;
    }

    private static Outcome outcome(SourceReader.Result read, boolean wanted, FormatOptions options) {
        return switch (read) {
            case SourceReader.Result.Text text -> {
                FileFormatter.Result result = FileFormatter.format(text.file(), options);
                yield new Outcome(Optional.of(result), result.isBroken() ? text.file().path() + ": its YAML is broken, so nothing in it was laid out; `promc check` shows where" : "");
            }
            case SourceReader.Result.NotText(String path, String reason) -> new Outcome(Optional.empty(), wanted ? path + " " + reason : "");
            case SourceReader.Result.Failed(String path, String reason) -> new Outcome(Optional.empty(), wanted ? path + " " + reason : "");
        };
    }

    /// Says what could not be read; true if there is anything.
    private static boolean tellComplaints(List<Outcome> outcomes, Session session) {
        List<String> complaints = outcomes.stream().map(Outcome::complaint).filter(complaint -> !complaint.isEmpty()).toList();
        complaints.forEach(session::tell);
        return !complaints.isEmpty();
    }

    private static void show(List<FileFormatter.Result> results, Wish wish, Session session) throws IOException {
        Writer out = session.output();
        for (FileFormatter.Result result : results) {
            if (result.isChanged() && wish.diff) {
                Diff.write(result.before(), result.after(), session.style(wish.colour, "out"), out);
            } else if (result.isChanged() && wish.check) {
                out.append(result.before().path()).append('\n');
            }
        }
        out.flush();
    }

    private static boolean write(List<FileFormatter.Result> results, Session session) {
        List<String> failures = new ArrayList<>();
        for (FileFormatter.Result result : results) {
            if (result.isChanged()) {
                SourceFile after = result.after();
                try {
                    AtomicFile.write(session.environment().resolve(Path.of(after.path())), after.encode(after.text()));
                } catch (IOException failed) {
                    failures.add("cannot write " + after.path() + ": " + Reasons.of(failed));
                }
            }
        }
        failures.forEach(session::tell);
        return failures.isEmpty();
    }

    private static void tell(List<FileFormatter.Result> results, Wish wish, Session session) {
        if (wish.verbose) {
            for (FileFormatter.Result result : results) {
                for (Kept kept : result.kept()) {
                    SourceFile file = result.before();
                    session.tell(file.path() + ":" + file.line(kept.place().start()) + ": left alone, " + kept.reason());
                }
            }
        }
        if (!wish.quiet) {
            int changed = results.stream().mapToInt(FileFormatter.Result::changed).sum();
            int files = (int) results.stream().filter(FileFormatter.Result::isChanged).count();
            int expressions = results.stream().mapToInt(FileFormatter.Result::expressions).sum();
            String all = String.format(Locale.ROOT, "%d of %s", changed, Text.count(expressions, "expression"));
            session.tell(changed == 0 ? "nothing to lay out" : (wish.writes() ? "laid out " : "would lay out ") + all + " in " + Text.count(files, "file"));
        }
    }

    private static int exitCode(boolean failed, Wish wish, List<FileFormatter.Result> results) {
        if (failed) {
            return ExitCode.USAGE;
        }
        return wish.check && results.stream().anyMatch(FileFormatter.Result::isChanged) ? ExitCode.FINDINGS : ExitCode.OK;
    }
}
