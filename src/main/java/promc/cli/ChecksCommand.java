package promc.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import promc.lint.CheckInfo;
import promc.lint.Option;
import promc.report.Json;
import promc.report.Tool;

/// `promc checks`.
final class ChecksCommand implements Command {
    private enum Format { TEXT, JSON }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.CHECKS, "Lists all checks: id, default severity, whether it is proved or likely, and what `promc fix`"
                + " can do about it.", "");
        spec.addOption(Specs.choice(Specs.words(Format.class), "json has options and addresses too (default: text)", "-f", "--format"));
        return spec;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        Format format = given.constant("--format", Format.TEXT);
        Writer out = session.output();
        switch (format) {
            case TEXT -> text(session.infos(), out);
            case JSON -> json(session.infos(), out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void text(List<CheckInfo> checks, Writer out) throws IOException {
        int width = checks.stream().mapToInt(check -> check.id().length()).max().orElse(0);
        for (CheckInfo check : checks) {
            out.append(pad(check.id(), width)).append("  ").append(pad(check.severity().word(), 7)).append("  ")
                    .append(pad(check.confidence().word(), 6)).append("  ").append(pad(fix(check), 10)).append("  ").append(check.summary()).append(check.optIn() ? " (off by default)" : "").append('\n');
        }
    }

    private static String fix(CheckInfo check) {
        return check.fix().map(fix -> switch (fix) {
            case SAFE -> "fix";
            case UNSAFE -> "unsafe fix";
            case DISPLAY_ONLY -> "advice";
        }).orElse("");
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static void json(List<CheckInfo> checks, Writer out) throws IOException {
        JsonWriter json = Json.writer(out);
        json.beginArray();
        for (CheckInfo check : checks) {
            json.beginObject().name("id").value(check.id()).name("area").value(check.area()).name("severity").value(check.severity().word())
                    .name("confidence").value(check.confidence().word()).name("summary").value(check.summary())
                    .name("fix").value(check.fix().map(fix -> fix.name().toLowerCase(Locale.ROOT).replace('_', '-')).orElse(null))
                    .name("optIn").value(check.optIn()).name("since").value(check.since()).name("url").value(Tool.url(check.id()));
            json.name("options").beginArray();
            for (Option<?> option : check.options()) {
                json.beginObject().name("key").value(option.key()).name("description").value(option.description()).name("default");
                byDefault(option, json);
                json.endObject();
            }
            json.endArray().endObject();
        }
        json.endArray();
        json.flush();
        out.append('\n');
    }

    private static void byDefault(Option<?> option, JsonWriter json) throws IOException {
        switch (option) {
            case Option.Strings strings -> {
                json.beginArray();
                for (String value : strings.defaultValue()) {
                    json.value(value);
                }
                json.endArray();
            }
            case Option.Text text -> json.value(text.defaultValue());
            case Option.Int number -> json.value(number.defaultValue());
            case Option.Flag flag -> json.value(flag.defaultValue());
            case Option.Pattern ignored -> json.nullValue();
            case Option.Period ignored -> json.nullValue();
            case Option.Comparison ignored -> json.nullValue();
            case Option.Choice ignored -> json.nullValue();
            case Option.Named ignored -> json.beginObject().endObject();
            case Option.Entries ignored -> json.beginArray().endArray();
        }
    }
}
