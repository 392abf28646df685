package promc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import promc.lint.CheckInfo;
import promc.lint.Config;
import promc.lint.ConfigReader;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.lint.Linter;
import promc.lint.Option;
import promc.model.Discovery;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.report.Text;
import promc.source.SourceFile;
import promc.source.SourceReader;

/// `promc init`.
final class InitCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.INIT, "Writes a commented .promc.yaml that fits what is found: which kinds of files there are and which"
                + " checks find something today. It changes nothing of what is reported until you edit it.", "");
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("0..1").type(List.class).auxiliaryTypes(String.class).paramLabel("FOLDER")
                .description("Where to write it; the working folder if there is none").build());
        spec.addOption(Specs.flag("Replace a .promc.yaml that is there", "--force"));
        return spec;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        List<String> folders = given.positionals();
        Path folder = session.environment().resolve(Path.of(folders.isEmpty() ? "." : folders.getFirst()));
        Path file = folder.resolve(ConfigReader.FILE_NAME);
        String shown = session.environment().display(file);
        if (!Files.isDirectory(folder)) {
            throw new UsageException("`" + session.environment().display(folder) + "` is no folder");
        }
        if (Files.exists(file) && !given.has("--force")) {
            throw new UsageException("there is already a `" + shown + "`; --force replaces it");
        }
        Estate estate = EstateReader.read(sources(folder, session));
        Findings findings = new Linter(session.checks(), path -> Config.Settings.DEFAULT, session.environment().today()).lint(estate);
        try {
            Files.writeString(file, text(estate, findings, session), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UsageException("cannot write " + shown + ": " + Reasons.of(failed));
        }
        session.out().println("wrote " + shown);
        return ExitCode.OK;
    }

    private static List<SourceFile> sources(Path folder, Session session) {
        List<SourceFile> sources = new ArrayList<>();
        for (Path path : Discovery.find(List.of(folder.toString()), session.environment().workingDirectory()).files()) {
            if (SourceReader.read(path, session.environment().display(path)) instanceof SourceReader.Result.Text text) {
                sources.add(text.file());
            }
        }
        return sources;
    }

    private static String text(Estate estate, Findings findings, Session session) {
        StringBuilder out = new StringBuilder();
        out.append("# Configuration of promc for this folder and all below it. `promc schema` prints what may stand here.\n");
        out.append("# Found here: ").append(Text.count(estate.ruleFiles().count(), "rule file")).append(" with ")
                .append(Text.count(findings.summary().rules(), "rule")).append(", ")
                .append(Text.count(estate.configs().count(), "Prometheus configuration")).append(", ")
                .append(Text.count(estate.composeFiles().count(), "compose file")).append(".\n\n");
        out.append("# Nothing above this folder belongs to the project: its files are what one file is judged against.\n");
        out.append("root: true\n\n");
        out.append("# Every check is on. Set one to off, to another severity (info, warning, error), or give it options.\n");
        out.append("# An area is set as a whole by a pattern such as \"recording/*\". `promc explain ID` shows a check's page.\n");
        out.append("checks:\n");
        settings(findings, session, out);
        out.append("\n# Other settings for some files; later ones win.\n");
        out.append("# paths:\n#   - match: \"legacy/**\"\n#     checks:\n#       \"recording/*\": off\n");
        return out.toString();
    }

    private static void settings(Findings findings, Session session, StringBuilder out) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Finding finding : findings.findings()) {
            counts.merge(finding.check(), 1, Integer::sum);
        }
        for (CheckInfo check : session.infos()) {
            int count = counts.getOrDefault(check.id(), 0);
            if (count > 0) {
                out.append("#  ").append(check.id()).append(": ").append(setting(check)).append("  # ").append(Text.count(count, "finding")).append(" today\n");
            }
        }
        if (counts.isEmpty()) {
            out.append("#  No check finds anything today.\n");
        }
    }

    private static String setting(CheckInfo check) {
        if (check.options().isEmpty()) {
            return check.severity().word();
        }
        StringBuilder out = new StringBuilder("{severity: ").append(check.severity().word());
        for (Option<?> option : check.options()) {
            if (hasNoDefault(option)) {
                continue;
            }
            out.append(", ").append(option.key()).append(": ").append(switch (option) {
                case Option.Strings strings -> "[" + String.join(", ", strings.defaultValue().stream().map(InitCommand::quoted).toList()) + "]";
                case Option.Text text -> quoted(text.defaultValue());
                case Option.Int number -> number.defaultValue().toString();
                case Option.Flag flag -> flag.defaultValue().toString();
                case Option.Pattern ignored -> "";
                case Option.Period ignored -> "";
                case Option.Comparison ignored -> "";
                case Option.Choice ignored -> "";
                case Option.Named ignored -> "{}";
                case Option.Entries ignored -> "[]";
            });
        }
        return out.append('}').toString();
    }

    private static boolean hasNoDefault(Option<?> option) {
        return option instanceof Option.Pattern || option instanceof Option.Period || option instanceof Option.Comparison || option instanceof Option.Choice;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
