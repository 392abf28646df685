package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import promc.lint.CheckInfo;
import promc.report.Pages;
import promc.source.Nearest;

/// `promc explain`.
final class ExplainCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.EXPLAIN, "Shows the page of a check as Markdown: why it matters, examples, options.", "");
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("1").required(true).type(String.class).paramLabel("ID")
                .description("A check, such as promql/regex-matches-literal; `promc checks` lists them").build());
        spec.usageMessage().footer("", "Example:", "  promc explain promql/regex-matches-literal");
        return spec;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
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
}
