package promc.cli;

import java.io.IOException;
import java.io.Writer;
import picocli.CommandLine.Model.CommandSpec;
import promc.lint.ConfigSchema;
import promc.report.Json;

/// `promc schema`.
final class SchemaCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.SCHEMA, "Prints the JSON Schema of .promc.yaml, made from what this promc accepts.", "");
        spec.usageMessage().footer("", "Example, for editors with a YAML language server:", "  promc schema > .promc.schema.json",
                "  # yaml-language-server: $schema=.promc.schema.json      as first line of .promc.yaml");
        return spec;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException {
        Writer out = session.output();
        ConfigSchema.write(session.infos(), Json.writer(out));
        out.append('\n').flush();
        return ExitCode.OK;
    }
}
