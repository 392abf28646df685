package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import promc.lint.Findings;
import promc.report.Concise;
import promc.report.Github;
import promc.report.Json;
import promc.report.Pages;
import promc.report.Report;
import promc.report.Sarif;
import promc.report.Statistics;
import promc.report.Style;
import promc.report.Text;

/// Which reports a run writes, and where to: at most one to standard output, any number to files.
final class Outputs {
    enum Format {
        TEXT, CONCISE, JSON, SARIF, GITHUB;

        boolean isForPeople() {
            return this == TEXT || this == CONCISE;
        }
    }

    enum PathStyle { RELATIVE, ABSOLUTE }

    private record Target(Format format, Optional<Path> file) {}

    private final Session session;
    private final List<Target> targets;
    private final PathStyle paths;
    private final ColourChoice colour;
    private final boolean quiet;
    private final boolean statistics;

    private Outputs(Session session, List<Target> targets, PathStyle paths, ColourChoice colour, boolean quiet, boolean statistics) {
        this.session = session;
        this.targets = targets;
        this.paths = paths;
        this.colour = colour;
        this.quiet = quiet;
        this.statistics = statistics;
    }

    static void addTo(CommandSpec spec) {
        spec.addOption(Specs.choice(Specs.words(Format.class), "What is written to standard output: text (the default) has a frame for each finding, concise"
                + " has one line, json and sarif are for programs, github makes annotations in GitHub Actions", "-f", "--format"));
        spec.addOption(Specs.repeated("FORMAT[=FILE]", "Write this format to FILE, or to standard output without FILE; may be repeated", false,
                "-o", "--output"));
        spec.addOption(Specs.choice(Specs.words(PathStyle.class), "How text, concise and json show paths (default: relative, to the working folder)", "--paths"));
        spec.addOption(Specs.choice(Specs.words(ColourChoice.class), "Colour text (default: auto, which honours NO_COLOR, FORCE_COLOR and the terminal)",
                "--color"));
        spec.addOption(Specs.flag("Add how often each check found something", "--statistics"));
        spec.addOption(Specs.flag("Leave out the last line, which sums up", "-q", "--quiet"));
    }

    static Outputs of(Arguments given, Session session) throws UsageException {
        List<Target> targets = new ArrayList<>();
        Format format = given.constant("--format", Format.TEXT);
        if (given.text("--format").isPresent()) {
            targets.add(new Target(format, Optional.empty()));
        }
        for (String output : given.texts("--output")) {
            int equals = output.indexOf('=');
            String word = equals < 0 ? output : output.substring(0, equals);
            Optional<Path> file = equals < 0 ? Optional.empty() : Optional.of(session.environment().resolve(Path.of(output.substring(equals + 1))));
            targets.add(new Target(Specs.constant("--output", word, Format.class), file));
        }
        long toStandardOutput = targets.stream().filter(target -> target.file().isEmpty()).count();
        if (toStandardOutput > 1) {
            throw new UsageException("two formats for standard output; give one of them a file: --output FORMAT=FILE");
        }
        if (toStandardOutput == 0) {
            targets.addFirst(new Target(Format.TEXT, Optional.empty()));
        }
        return new Outputs(session, List.copyOf(targets), given.constant("--paths", PathStyle.RELATIVE),
                given.constant("--color", ColourChoice.AUTO), given.has("--quiet"), given.has("--statistics"));
    }

    /// Colour for text on standard error.
    Style errorStyle() {
        return session.style(colour, "err");
    }

    UnaryOperator<String> paths() {
        return paths == PathStyle.RELATIVE ? path -> path : path -> session.environment().resolve(Path.of(path)).toString();
    }

    void write(Findings findings) throws IOException, UsageException {
        for (Target target : targets) {
            if (target.file().isPresent()) {
                writeFile(target.format(), findings, target.file().get());
            } else {
                writeStandardOutput(target.format(), findings);
            }
            if (target.format() == Format.GITHUB) {
                github(findings);
            }
        }
    }

    private void writeFile(Format format, Findings findings, Path file) throws UsageException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            report(format, Style.PLAIN, !quiet).write(findings, out);
        } catch (IOException failed) {
            throw new UsageException("cannot write " + session.environment().display(file) + ": " + Reasons.of(failed));
        }
    }

    private void writeStandardOutput(Format format, Findings findings) throws IOException {
        Writer out = session.output();
        report(format, session.style(colour, "out"), false).write(findings, out);
        Writer people = format.isForPeople() ? out : session.errors();
        if (statistics && !findings.findings().isEmpty()) {
            new Statistics().write(findings, people);
            people.append(format == Format.TEXT ? "\n" : "");
        }
        if (format == Format.TEXT && !quiet) {
            out.append(Text.summary(findings)).append('\n');
        }
        people.flush();
        out.flush();
        if (format == Format.CONCISE && !quiet) { // its lines are read by programs, so what sums up stands elsewhere
            session.tell(Text.summary(findings));
        }
    }

    private void github(Findings findings) throws UsageException {
        Github.hidden(findings).ifPresent(session::tell);
        Optional<Path> summary = session.environment().variable("GITHUB_STEP_SUMMARY").map(file -> session.environment().resolve(Path.of(file)));
        if (summary.isPresent()) {
            try (Writer out = Files.newBufferedWriter(summary.get(), StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                new Github(this::inRepository).summary(findings, out);
            } catch (IOException failed) {
                throw new UsageException("cannot write the file that GITHUB_STEP_SUMMARY names: " + Reasons.of(failed));
            }
        }
    }

    private Report report(Format format, Style style, boolean summary) {
        return switch (format) {
            case TEXT -> new Text(style, paths(), summary);
            case CONCISE -> new Concise(paths());
            case JSON -> new Json(paths());
            case SARIF -> new Sarif(session.infoById(), Pages::read, this::inRepository);
            case GITHUB -> new Github(this::inRepository);
        };
    }

    /// GitHub wants paths from the root of the repository, which its runner names; promc may run in a folder below.
    private String inRepository(String path) {
        Path file = session.environment().resolve(Path.of(path));
        return session.environment().variable("GITHUB_WORKSPACE").map(root -> session.environment().resolve(Path.of(root))).filter(file::startsWith)
                .map(root -> root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/")).orElse(path);
    }
}
