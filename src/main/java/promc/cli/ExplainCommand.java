package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import promc.lint.CheckInfo;
import promc.lint.Config;
import promc.lint.Config.PathRule;
import promc.lint.Config.Setting;
import promc.lint.ConfigReader;
import promc.lint.InForce;
import promc.report.Pages;
import promc.report.PolicyReport;
import promc.report.PolicyReport.Part;
import promc.report.Style;
import promc.source.Nearest;

/// `promc explain`.
final class ExplainCommand implements Command {
    private enum Format { TEXT, JSON }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.EXPLAIN, "Shows the page of a check as Markdown: why it matters, examples, options. With --policy, what the"
                + " configuration makes of all checks.", "");
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("0..1").type(List.class).auxiliaryTypes(String.class).paramLabel("ID|PATH")
                .description("A check, such as promql/regex-matches-literal; `promc checks` lists them. With --policy: a file, or a folder and all its files; the working folder"
                        + " if there is none").build());
        spec.addOption(Specs.flag("Show the policy in force: which checks are off or on or have another severity, what they are told, and where that stands", "--policy"));
        spec.addOption(Specs.choice(Specs.words(Format.class), "With --policy: sentences, or JSON (default: text)", "-f", "--format"));
        spec.addOption(Specs.value("FILE", "With --policy: the configuration to show", "--config"));
        spec.usageMessage().footer("", "Examples:", "  promc explain promql/regex-matches-literal", "  promc explain --policy rules/shop.yml");
        return spec;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        if (given.has("--policy")) {
            return policy(given, session);
        }
        for (String option : List.of("--format", "--config")) {
            if (given.text(option).isPresent()) {
                throw new UsageException(option + " goes with --policy");
            }
        }
        if (given.positionals().isEmpty()) {
            throw new UsageException("which check? `promc checks` lists them; `promc explain --policy` shows what the configuration makes of them");
        }
        String id = given.positional();
        Map<String, CheckInfo> checks = session.infoById();
        CheckInfo check = checks.get(id);
        if (check == null) {
            List<String> inArea = checks.keySet().stream().filter(known -> known.startsWith(id + "/")).toList();
            if (!inArea.isEmpty()) {
                throw new UsageException("`" + id + "` is an area; its checks are " + String.join(", ", inArea));
            }
            throw new UsageException("there is no check `" + id + "`"
                    + Nearest.to(id, checks.keySet()).map(nearest -> "; did you mean `" + nearest + "`?").orElse("; `promc checks` lists them"));
        }
        Optional<String> page = Pages.read(id);
        Writer out = session.output();
        out.append(page.orElseGet(() -> "# " + id + "\n\n" + check.summary() + ".\n"));
        out.flush();
        return ExitCode.OK;
    }

    private static int policy(Arguments given, Session session) throws IOException, UsageException {
        Format format = given.constant("--format", Format.TEXT);
        Path path = session.environment().resolve(Path.of(given.positionals().isEmpty() ? "." : given.positional()));
        if (!Files.exists(path)) {
            throw new UsageException("there is no `" + session.environment().display(path) + "`");
        }
        boolean folder = Files.isDirectory(path);
        Configs configs = new Configs(session, given.text("--config"), List.of(), Optional.empty());
        // What holds for a folder is what holds for a file in it that no item of `paths` names.
        Path file = folder ? path.resolve(ConfigReader.FILE_NAME) : path;
        configs.load(List.of(file));
        if (CheckCommand.tellProblems(configs, Style.PLAIN, session)) {
            return ExitCode.USAGE;
        }
        String shown = session.environment().display(path);
        PolicyReport report = report(shown.isEmpty() ? "this folder" : shown, configs.holding(file.toString()), folder, config -> configs.pathFor(config, file.toString()), session);
        Writer out = session.output();
        switch (format) {
            case TEXT -> report.text(out);
            case JSON -> report.json(out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static PolicyReport report(String shown, Optional<Config> config, boolean folder, Function<Config, String> path, Session session) {
        List<Part> parts = new ArrayList<>();
        if (config.isPresent()) {
            Map<String, Setting> all = config.get().checks();
            List<Map<String, Setting>> layers = new ArrayList<>(List.of(all));
            if (!folder) {
                config.get().rulesFor(config.get().within(path.apply(config.get()))).forEach(rule -> layers.add(rule.checks()));
            }
            parts.add(new Part(Optional.empty(), InForce.of(layers, List.of(), session.infoById().values())));
            for (PathRule rule : folder ? config.get().paths() : List.<PathRule>of()) {
                List<CheckInfo> named = session.infoById().values().stream().filter(check -> rule.checks().containsKey(check.id()) || rule.checks().containsKey(check.area() + "/*")).toList();
                parts.add(new Part(Optional.of(rule.glob()), InForce.of(List.of(all, rule.checks()), List.of(all), named)));
            }
        }
        return new PolicyReport(shown, config.flatMap(Config::source), parts);
    }
}
