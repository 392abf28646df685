package promc.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import promc.promql.Expr;
import promc.promql.Parsed;
import promc.promql.Printer;
import promc.promql.Promql;
import promc.report.Json;
import promc.report.Style;
import promc.report.Text;
import promc.source.Problem;
import promc.source.SourceFile;

/// `promc expr`.
final class ExprCommand implements Command {
    private enum Format { TEXT, JSON }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.EXPR, "Says what a PromQL expression is: its type, its canonical text on one line, the metrics it reads;"
                + " or where and why it is none.", "");
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("0..1").type(List.class).auxiliaryTypes(String.class).paramLabel("EXPR")
                .description("The expression, in quotes for your shell").build());
        spec.addOption(Specs.flag("Read one expression per line from standard input: as it is, or with --format json a JSON string or {\"expr\": \"...\"}",
                "--stdin"));
        spec.addOption(Specs.choice(Specs.words(Format.class), "json writes one object per expression on a line of its own (default: text)", "-f", "--format"));
        spec.addOption(Specs.choice(Specs.words(ColourChoice.class), "Colour text (default: auto)", "--color"));
        spec.usageMessage().footer("", "Examples:", "  promc expr 'sum by (job) (rate(http_requests_total[5m]))'",
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
        Writer out = session.output();
        boolean valid = true;
        if (!expressions.isEmpty()) {
            valid = tell(expressions.getFirst(), format, style, out);
        } else {
            BufferedReader lines = new BufferedReader(new InputStreamReader(session.in(), StandardCharsets.UTF_8));
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    out.append(format == Format.TEXT && number > 1 ? "\n" : "");
                    valid &= tell(format == Format.JSON ? expression(line, number) : line, format, style, out);
                }
            }
        }
        out.flush();
        return valid ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private static String expression(String line, int number) throws UsageException {
        try {
            JsonReader reader = new JsonReader(new StringReader(line));
            reader.setStrictness(Strictness.STRICT);
            JsonElement json = JsonParser.parseReader(reader);
            JsonElement text = json.isJsonObject() ? json.getAsJsonObject().get("expr") : json;
            if (text != null && text.isJsonPrimitive() && text.getAsJsonPrimitive().isString()) {
                return text.getAsString();
            }
        } catch (JsonParseException notJson) {
            throw new UsageException("line " + number + " of standard input is no JSON: " + line.strip());
        }
        throw new UsageException("line " + number + " of standard input is neither a JSON string nor {\"expr\": \"...\"}");
    }

    private static boolean tell(String text, Format format, Style style, Writer out) throws IOException {
        Parsed parsed = Promql.parse(text);
        if (format == Format.JSON) {
            StringWriter line = new StringWriter();
            json(parsed, line);
            out.append(line.toString()).append('\n');
            out.flush(); // a program may write the next line only after it has read this one
        } else {
            text(parsed, style, out);
        }
        return parsed instanceof Parsed.Valid;
    }

    private static void text(Parsed parsed, Style style, Writer out) throws IOException {
        if (parsed instanceof Parsed.Valid valid) {
            out.append(style.strong("type")).append("       ").append(valid.root().type().words()).append('\n');
            out.append(style.strong("canonical")).append("  ").append(Printer.print(valid.root())).append('\n');
            TreeSet<String> metrics = metrics(valid.root());
            if (!metrics.isEmpty()) {
                out.append(style.strong("metrics")).append("    ").append(String.join(", ", metrics)).append('\n');
            }
            return;
        }
        SourceFile file = SourceFile.of("expression", parsed.text());
        for (Problem problem : parsed.problems()) {
            new Text(style, path -> path, false).problem(file, problem, out);
        }
    }

    private static void json(Parsed parsed, Writer out) throws IOException {
        JsonWriter json = Json.writer(out);
        json.setIndent("");
        json.beginObject().name("expr").value(parsed.text());
        if (parsed instanceof Parsed.Valid valid) {
            json.name("valid").value(true).name("type").value(valid.root().type().shortName()).name("canonical").value(Printer.print(valid.root()));
            json.name("metrics").beginArray();
            for (String metric : metrics(valid.root())) {
                json.value(metric);
            }
            json.endArray();
        } else {
            Problem first = parsed.problems().getFirst();
            json.name("valid").value(false).name("error").beginObject().name("message").value(first.message())
                    .name("start").value(codePoints(parsed.text(), first.span().start())).name("end").value(codePoints(parsed.text(), first.span().end()))
                    .endObject();
        }
        json.endObject();
        json.flush();
    }

    /// Offsets for others count characters, not UTF-16 units.
    private static int codePoints(String text, int offset) {
        return text.codePointCount(0, Math.min(offset, text.length()));
    }

    private static TreeSet<String> metrics(Expr root) {
        TreeSet<String> metrics = new TreeSet<>();
        root.forEach(expr -> {
            if (expr instanceof Expr.VectorSelector selector) {
                Optional<String> metric = selector.metric();
                metric.ifPresent(metrics::add);
            }
        });
        return metrics;
    }
}
