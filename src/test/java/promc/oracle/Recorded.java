package promc.oracle;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import promc.promql.Options;
import promc.promql.RegexValidator;
import promc.regex.Regex;
import promc.regex.RegexError;

/// What the oracle program answered, as recorded by `src/test/oracle/regenerate`.
final class Recorded {
    private static final Path FOLDER = Path.of("src/test/resources/oracle");

    /// Judges patterns by `promc.regex`, as the reader of files does.
    private static final class Judge implements RegexValidator {
        @Override public Optional<String> error(String pattern) {
            return Regex.parse(pattern) instanceof RegexError error ? Optional.of(error.message()) : Optional.empty();
        }

        @Override public Optional<Boolean> matchesEmpty(String pattern) {
            return Regex.parse(pattern) instanceof Regex regex ? Optional.of(regex.matches("")) : Optional.empty();
        }
    }

    /// With these options was recorded where `options` is absent or `all`.
    static final Options ALL = Options.ALL.with(new Judge());
    private static final Options DEFAULT = Options.DEFAULT.with(new Judge());

    /// One answer of the parser. Where it is `ok`, `errorByte` and `error` mean nothing, else `type` and `text`. `errorByte` is where Prometheus' first
    /// error begins, in bytes of UTF-8.
    record Answer(String expr, Options options, boolean ok, String type, String text, int errorByte, String error) {}

    private Recorded() {}

    static List<JsonObject> read(String kind) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve(kind + ".jsonl.gz"))), StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
        }
    }

    static List<Answer> answers(String kind) throws IOException {
        return read(kind).stream().map(Recorded::answer).toList();
    }

    private static Answer answer(JsonObject o) {
        String expr = o.get("expr").getAsString();
        Options options = o.has("options") && o.get("options").getAsString().equals("default") ? DEFAULT : ALL;
        if (o.get("ok").getAsBoolean()) {
            String text = o.has("string") ? o.get("string").getAsString() : "";
            return new Answer(expr, options, true, o.has("type") ? o.get("type").getAsString() : "", text, 0, "");
        }
        JsonObject first = o.getAsJsonArray("errors").get(0).getAsJsonObject();
        return new Answer(expr, options, false, "", "", first.get("start").getAsInt(), first.get("message").getAsString());
    }
}
