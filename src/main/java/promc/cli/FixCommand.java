package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import promc.fix.AtomicFile;
import promc.fix.Fix.Applicability;
import promc.fix.Fixer;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.lint.Linter;
import promc.lint.Repair;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.report.Style;
import promc.report.Text;
import promc.source.SourceFile;

/// `promc fix`.
final class FixCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.FIX, "Repairs what can be repaired without a change of meaning, and nothing else in the file: other"
                + " bytes, line endings and the file's mode stay. A repair after which a file would read worse is refused.", "");
        spec.addPositional(Specs.paths());
        spec.addOption(Specs.flag("Repair too what may change the meaning; read the result", "--unsafe"));
        spec.addOption(Specs.flag("Show what would change as a unified diff, and write nothing", "--diff"));
        spec.addOption(Specs.flag("Write nothing; the exit code is 1 if something would change", "--check"));
        Selection.addTo(spec);
        spec.addOption(Specs.changed());
        spec.addOption(Specs.value("FILE", "Use this configuration for all files", "--config"));
        spec.addOption(Specs.repeated("NAME=VERSION", "The server the rules are for, such as prometheus=3.5: what it does not know is reported", false, "--target"));
        Inventories.addTo(spec);
        spec.addOption(Specs.value("NAME", "With the path -, which reads standard input and writes what was repaired to standard output: what the file is called",
                "--stdin-filename"));
        spec.addOption(Specs.choice(Specs.words(ColourChoice.class), "Colour the diff (default: auto)", "--color"));
        spec.addOption(Specs.flag("Say nothing about what was repaired", "-q", "--quiet"));
        spec.usageMessage().footer("", "Examples:",
                "  promc fix                       everything below this folder",
                "  promc fix --diff rules/         look first",
                "  promc fix --unsafe --select promql/quantile-without-le a.yml", "",
                "Exit codes: 0 done; 1 with --check, something would change; 2 wrong usage, or a file that cannot be read or written; 3 a defect of promc");
        return spec;
    }

    @Override
    public boolean takesPaths() {
        return true;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        Selection selection = Selection.of(given, session);
        ColourChoice colour = given.constant("--color", ColourChoice.AUTO);
        boolean quiet = given.has("--quiet");
        Configs configs = new Configs(session, given.text("--config"), given.texts("--target"), Inventories.of(given, session));
        Workspace workspace = CheckCommand.open(given, session, configs);
        if (CheckCommand.tellProblems(configs, session.style(colour, "err"), session)) {
            return ExitCode.USAGE;
        }
        if (CheckCommand.tellNothingRead(workspace, session)) {
            return ExitCode.USAGE;
        }
        Linter linter = new Linter(session.checks(), selection.over(configs, session.infos()), session.environment().today());
        Predicate<Finding> selected = finding -> selection.includes(finding.check());
        if (given.optional(Changes.OPTION).isPresent()) {
            Changes changes = Changes.since(given, workspace, session);
            changes.tell(given, workspace, session);
            linter = linter.against(changes.estate());
            selected = selected.and(changes::includes);
        }
        Predicate<Finding> wanted = selected.and(finding -> workspace.isNamed(finding.file().path()));
        Fixer.Result result;
        Findings left;
        try (Progress progress = new Progress(session, quiet)) {
            progress.stage("repairing " + Text.count(workspace.namedCount(), "file"));
            result = new Repair(linter, files -> EstateReader.read(files, configs::project), wanted)
                    .run(workspace.sources(), given.has("--unsafe") ? Applicability.UNSAFE : Applicability.SAFE);
            Map<String, SourceFile> after = new TreeMap<>(workspace.sources());
            after.putAll(result.changed());
            Estate estate = EstateReader.read(after.values(), configs::project);
            left = CheckCommand.restrict(linter.lint(estate), estate, workspace, selected);
        }
        boolean writes = !given.has("--diff") && !given.has("--check");
        boolean standardInput = given.positionals().contains("-");
        if (given.has("--diff")) {
            diff(result, workspace, session, session.style(colour, "out"));
        } else if (standardInput && writes) {
            standardOutput(result, workspace, session);
        }
        boolean unwritten = writes && !standardInput && !write(result, session);
        result.refused().forEach(title -> session.tell("refused, the file would read worse after it: " + title));
        if (!quiet) {
            session.tell(summary(result, left, writes, given.optional(Changes.OPTION).isPresent()));
        }
        boolean unreadable = CheckCommand.tellUnreadable(workspace, session);
        if (!left.failures().isEmpty()) {
            Main.tellDefect(session, "the check `" + left.failures().getFirst().check() + "` failed", left.failures().getFirst().cause());
            return ExitCode.DEFECT;
        }
        if (unreadable || unwritten) {
            return ExitCode.USAGE;
        }
        return given.has("--check") && !result.changed().isEmpty() ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private static void diff(Fixer.Result result, Workspace workspace, Session session, Style style) throws IOException {
        Writer out = session.output();
        for (SourceFile changed : result.changed().values()) {
            Diff.write(workspace.sources().get(changed.path()), changed, style, out);
        }
        out.flush();
    }

    /// Gives back what came in on standard input, repaired.
    private static void standardOutput(Fixer.Result result, Workspace workspace, Session session) {
        workspace.sources().values().stream().filter(file -> workspace.isNamed(file.path()))
                .map(file -> result.changed().getOrDefault(file.path(), file))
                .forEach(file -> session.out().writeBytes(file.encode(file.text())));
    }

    private static boolean write(Fixer.Result result, Session session) {
        boolean all = true;
        for (SourceFile changed : result.changed().values()) {
            try {
                AtomicFile.write(session.environment().resolve(Path.of(changed.path())), changed.encode(changed.text()));
            } catch (IOException failed) {
                session.tell("cannot write " + changed.path() + ": " + Reasons.of(failed));
                all = false;
            }
        }
        return all;
    }

    private static String summary(Fixer.Result result, Findings left, boolean writes, boolean changed) {
        String done = result.applied() == 0 ? "nothing to repair"
                : (writes ? "repaired " : "would repair ") + Text.count(result.applied(), "finding") + " in " + Text.count(result.changed().size(), "file");
        int rest = left.findings().size();
        return done + (rest == 0 ? "" : "; " + Text.count(rest, "finding") + (rest == 1 ? " remains" : " remain") + ", `promc check" + (changed ? " " + Changes.OPTION : "") + "` shows "
                + (rest == 1 ? "it" : "them"));
    }
}
