package promc.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import promc.lint.Config;
import promc.lint.Finding;
import promc.lint.Linter;
import promc.model.Expression;
import promc.model.Version;
import promc.report.ExpressionAnswer;
import promc.report.ExpressionJson;
import promc.report.ExpressionText;
import promc.report.Style;
import promc.source.SourceFile;

/// `promc expr`.
final class ExprCommand implements Command {
    private enum Format { TEXT, JSON }

    /// Stands for a file in the working folder: its configuration counts.
    private static final String NAME = "expression";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.EXPR, "Says what a PromQL expression is: its type and canonical text, which labels and values its series have and which operator"
                + " takes them away, whether it returns anything, how many series, how far back it reads, and what is wrong with it; or where and why it is no PromQL.", "");
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("0..1").type(List.class).auxiliaryTypes(String.class).paramLabel("EXPR")
                .description("The expression, in quotes for your shell").build());
        spec.addOption(Specs.flag("Read one expression per line from standard input: as it is, or with --format json a JSON string or"
                + " {\"expr\": \"...\", \"target\": \"3.14\", \"features\": [...]}", "--stdin"));
        spec.addOption(Specs.choice(Specs.words(Format.class), "json writes one object per expression on a line of its own (default: text)", "-f", "--format"));
        spec.addOption(Specs.value("NAME=VERSION", "The server it is for, such as prometheus=3.5: what it does not know is reported", "--target"));
        spec.addOption(Specs.repeated("FLAG", "Feature flags that the server has set, such as promql-experimental-functions, or all (default: none)", true, "--features"));
        Inventories.addTo(spec);
        spec.addOption(Specs.value("FILE", "Use this configuration, not that of the working folder", "--config"));
        spec.addOption(Specs.choice(Specs.words(ColourChoice.class), "Colour text (default: auto)", "--color"));
        spec.usageMessage().footer("", "Examples:", "  promc expr 'sum by (job) (rate(http_requests_total[5m]))'",
                "  promc expr --features all 'limitk(10, up)'",
                "  jq -c '.[].expr' exprs.json | promc expr --stdin --format json", "",
                "Exit codes: 0 all are PromQL; 1 one is not; 2 wrong usage; 3 a defect of promc");
        return spec;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        Format format = given.constant("--format", Format.TEXT);
        Style style = session.style(given.constant("--color", ColourChoice.AUTO), "out");
        List<String> expressions = given.positionals();
        if (expressions.isEmpty() != given.has("--stdin")) {
            throw new UsageException("give one expression, or --stdin");
        }
        ExprInput told = new ExprInput(given.positional(), target(given), features(given));
        Configs configs = new Configs(session, given.text("--config"), List.of(), Inventories.of(given, session));
        configs.load(List.of(session.environment().resolve(Path.of(NAME))));
        if (CheckCommand.tellProblems(configs, session.style(given.constant("--color", ColourChoice.AUTO), "err"), session)) {
            return ExitCode.USAGE;
        }
        Run run = new Run(format, new ExpressionText(style, session.width()), configs.forFile(NAME), session);
        Writer out = session.output();
        boolean valid = true;
        if (!expressions.isEmpty()) {
            valid = run.tell(told, out);
        } else {
            BufferedReader lines = new BufferedReader(new InputStreamReader(session.in(), StandardCharsets.UTF_8));
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    out.append(format == Format.TEXT && number > 1 ? "\n" : "");
                    valid &= run.tell(format == Format.JSON ? ExprInput.ofJson(line, number, told) : new ExprInput(line, told.prometheus(), told.features()), out);
                }
            }
        }
        out.flush();
        return valid ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private static Optional<Version> target(Arguments given) throws UsageException {
        Optional<String> word = given.text("--target");
        Optional<Version> version = word.flatMap(ExprInput::version);
        if (word.isPresent() && version.isEmpty()) {
            throw new UsageException("`" + word.get() + "` is no value of --target; it takes a version such as prometheus=3.5");
        }
        return version;
    }

    private static Optional<Set<String>> features(Arguments given) throws UsageException {
        List<String> names = given.texts("--features");
        return names.isEmpty() ? Optional.empty() : Optional.of(ExprInput.features(names, ""));
    }

    private record Run(Format format, ExpressionText text, Config.Settings settings, Session session) {
        boolean tell(ExprInput input, Writer out) throws IOException {
            // A file would take the mark for its own, and count offsets behind it.
            boolean marked = input.expr().startsWith(String.valueOf(BYTE_ORDER_MARK));
            Expression expression = Expression.alone(SourceFile.of(NAME, marked ? BYTE_ORDER_MARK + input.expr() : input.expr()), input.options());
            Linter linter = new Linter(session.checks(), path -> settings.with(input.target()), session.environment().today());
            List<Finding> findings = expression.valid().isPresent() ? linter.lint(expression) : List.of();
            ExpressionAnswer answer = ExpressionAnswer.of(expression, findings, settings.inventory());
            if (format == Format.JSON) {
                StringWriter line = new StringWriter();
                ExpressionJson.write(answer, line);
                out.append(line.toString()).append('\n');
                out.flush(); // a program may write the next line only after it has read this one
            } else {
                text.write(answer, out);
            }
            return answer.known().isPresent();
        }
    }
}
