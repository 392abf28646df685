package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import promc.lint.Config;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.lint.Linter;
import promc.lint.OwnChecks;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.EstateReader;
import promc.report.Style;
import promc.report.Text;
import promc.source.Problem;

/// `promc check`.
final class CheckCommand implements Command {
    /// From which severity on a finding makes the exit code 1.
    private enum FailOn { ERROR, WARNING, INFO, NEVER }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.CHECK, "Finds faults in rule files, Prometheus configurations and compose files. What a file is, is"
                + " told by its content. Of the files around those that are named, promc reads what it needs to judge them, but reports nothing.", "");
        spec.addPositional(Specs.paths());
        Outputs.addTo(spec);
        Selection.addTo(spec);
        spec.addOption(Specs.changed());
        spec.addOption(Specs.choice(Specs.words(FailOn.class), "From which severity on findings make the exit code 1 (default: warning)", "--fail-on"));
        spec.addOption(Specs.choice(List.of("error", "warning", "info"), "Show nothing below this severity (default: info)", "--min-severity"));
        spec.addOption(Specs.value("FILE", "Use this configuration for all files", "--config"));
        spec.addOption(Specs.repeated("NAME=VERSION", "The server the rules are for, such as prometheus=3.5: what it does not know is reported", false, "--target"));
        Inventories.addTo(spec);
        spec.addOption(Specs.value("NAME", "With the path -: what the file on standard input is called", "--stdin-filename"));
        spec.addOption(Specs.flag("Say on standard error what was read as what, and what was skipped", "-v", "--verbose"));
        spec.usageMessage().footer("", "Examples:",
                "  promc check                                         everything below this folder",
                "  promc check --output sarif=promc.sarif rules/       text for you, SARIF for your CI",
                "  promc check --changed=origin/main rules/            what a pull request changes",
                "  promc check --select promql,alert/for-zero a.yml    some checks only",
                "  promc check --stdin-filename rules/a.yml - < a.yml  from an editor", "",
                "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage, or a file that cannot be read; 3 a defect of promc");
        return spec;
    }

    @Override
    public boolean takesPaths() {
        return true;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        Outputs outputs = Outputs.of(given, session);
        Selection selection = Selection.of(given, session);
        FailOn failOn = given.constant("--fail-on", FailOn.WARNING);
        Severity least = given.constant("--min-severity", Severity.INFO);
        Configs configs = new Configs(session, given.text("--config"), given.texts("--target"), Inventories.of(given, session));
        Findings shown;
        Workspace workspace;
        Optional<Changes> changes;
        try (Progress progress = new Progress(session, given.has("--quiet"))) {
            progress.stage("reading files");
            workspace = open(given, session, configs);
            if (tellProblems(configs, outputs.errorStyle(), session)) {
                return ExitCode.USAGE;
            }
            changes = given.optional(Changes.OPTION).isPresent() ? Optional.of(Changes.since(given, workspace, session)) : Optional.empty();
            progress.stage("parsing " + Text.count(workspace.sources().size(), "file"));
            Estate estate = EstateReader.read(workspace.sources().values(), configs::project);
            progress.stage("checking " + Text.count(workspace.sources().size(), "file"));
            Linter linter = new Linter(session.checks(), selection.over(configs, session.infos()), session.environment().today());
            Predicate<Finding> wanted = finding -> selection.includes(finding.check()) && (finding.severity().compareTo(least) >= 0 || isDefect(finding));
            if (changes.isPresent()) {
                linter = linter.against(changes.get().estate());
                wanted = wanted.and(changes.get()::includes);
            }
            shown = restrict(linter.lint(estate), estate, workspace, wanted);
            if (given.has("--verbose")) {
                tellFiles(estate, workspace, session);
            }
        }
        if (tellNothingRead(workspace, session)) {
            return ExitCode.USAGE;
        }
        if (changes.isPresent()) {
            changes.get().tell(given, workspace, session);
        }
        outputs.write(shown);
        return exitCode(shown, failOn, tellUnreadable(workspace, session), session);
    }

    /// The files a command works on: what its positional parameters name, or standard input for `-`.
    static Workspace open(Arguments given, Session session, Configs configs) throws IOException, UsageException {
        List<String> paths = given.positionals();
        Optional<String> name = given.text("--stdin-filename");
        if (!paths.contains("-")) {
            if (name.isPresent()) {
                throw new UsageException("--stdin-filename goes with the path -, which reads standard input");
            }
            return Workspace.of(paths, session, configs);
        }
        if (paths.size() > 1) {
            throw new UsageException("the path - reads standard input and stands alone");
        }
        return Workspace.ofStandardInput(name, session, configs);
    }

    /// Shows what is wrong with the configurations; true if there is anything.
    static boolean tellProblems(Configs configs, Style style, Session session) throws IOException {
        Writer err = session.errors();
        Text text = new Text(style, path -> path, false);
        for (Config config : configs.broken()) {
            for (Problem problem : config.problems()) {
                text.problem(config.source().orElseThrow(), problem, err);
                err.append('\n');
            }
        }
        err.flush();
        return !configs.broken().isEmpty();
    }

    /// True if nothing at all could be read of what is named; then why is said, and no more.
    static boolean tellNothingRead(Workspace workspace, Session session) {
        return workspace.sources().isEmpty() && tellUnreadable(workspace, session);
    }

    /// Says what could not be read; true if there is anything.
    static boolean tellUnreadable(Workspace workspace, Session session) {
        workspace.unreadable().forEach(file -> session.tell(file.path() + " " + file.reason()));
        return !workspace.unreadable().isEmpty();
    }

    /// The findings at named files that are `wanted`, and the summary of those files alone.
    static Findings restrict(Findings all, Estate estate, Workspace workspace, Predicate<Finding> wanted) {
        Predicate<Finding> here = finding -> isDefect(finding) || workspace.isNamed(finding.file().path());
        Estate named = new Estate(estate.files().stream().filter(file -> workspace.isNamed(file.source().path())).toList());
        return new Findings(all.findings().stream().filter(here.and(wanted)).toList(),
                all.suppressed().stream().filter(s -> here.and(wanted).test(s.finding())).toList(), Linter.summary(named), all.failures());
    }

    private static boolean isDefect(Finding finding) {
        return finding.check().equals(OwnChecks.CHECK_FAILED.id());
    }

    private static void tellFiles(Estate estate, Workspace workspace, Session session) {
        for (EstateFile file : estate.files()) {
            String kinds = String.join(", ", file.views().stream().map(view -> view.getClass().getSimpleName()).distinct().map(CheckCommand::words).toList());
            String what = !kinds.isEmpty() ? "read as " + kinds : file.isRelevant() ? "looks like " + file.looksLike()
                    : !file.foreign().isEmpty() ? "skipped, " + file.foreign() : file.template() ? "skipped, a template of something promc does not know" : "skipped, nothing promc knows";
            session.tell(file.source().path() + ": " + what + (workspace.isNamed(file.source().path()) ? "" : " (context)"));
        }
    }

    /// `RuleFile` as `rule file`.
    private static String words(String typeName) {
        return typeName.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static int exitCode(Findings shown, FailOn failOn, boolean unreadable, Session session) {
        if (!shown.failures().isEmpty()) {
            Main.tellDefect(session, Text.count(shown.failures().size(), "failure") + " of a check, first of `" + shown.failures().getFirst().check() + "`",
                    shown.failures().getFirst().cause());
            return ExitCode.DEFECT;
        }
        if (unreadable) {
            return ExitCode.USAGE;
        }
        boolean fails = switch (failOn) {
            case ERROR -> shown.count(Severity.ERROR) > 0;
            case WARNING -> shown.count(Severity.ERROR) + shown.count(Severity.WARNING) > 0;
            case INFO -> !shown.findings().isEmpty();
            case NEVER -> false;
        };
        return fails ? ExitCode.FINDINGS : ExitCode.OK;
    }
}
