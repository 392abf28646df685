package promc.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.lint.Target;
import promc.model.Version;
import promc.promql.Options;
import promc.promql.PrometheusFeatures;
import promc.promql.RegexValidator;

/// One expression to be told about, and the server it is for. `features` are the feature flags that are set there: empty where nothing is said, which is as a server without flags.
record ExprInput(String expr, Optional<Version> prometheus, Optional<Set<String>> features) {
    static final String ALL = "all";

    /// What the parser takes on such a server.
    Options options() {
        if (features.isEmpty()) {
            return Options.DEFAULT;
        }
        Set<String> on = features.get();
        return on.contains(ALL) ? Options.ALL : new Options(on.contains("promql-experimental-functions"), true, on.contains("promql-extended-range-selectors"),
                on.contains("promql-binop-fill-modifiers"), RegexValidator.NONE);
    }

    Target target() {
        return new Target(prometheus, features.filter(on -> !on.contains(ALL)));
    }

    /// Reads a line of standard input: a JSON string, or an object with `expr` and maybe `target` and `features`, which count more than what `byDefault` says.
    static ExprInput ofJson(String line, int number, ExprInput byDefault) throws UsageException {
        JsonElement json;
        try {
            JsonReader reader = new JsonReader(new StringReader(line));
            reader.setStrictness(Strictness.STRICT);
            json = JsonParser.parseReader(reader);
        } catch (JsonParseException notJson) {
            throw new UsageException("line " + number + " of standard input is no JSON: " + line.strip());
        }
        JsonObject object = json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
        Optional<String> expr = string(json.isJsonObject() ? object.get("expr") : json);
        if (expr.isEmpty()) {
            throw new UsageException("line " + number + " of standard input is neither a JSON string nor {\"expr\": \"...\"}");
        }
        Optional<Version> version = byDefault.prometheus;
        if (object.has("target")) {
            String word = string(object.get("target")).orElse("");
            version = version(word);
            if (version.isEmpty()) {
                throw new UsageException("line " + number + " of standard input: `target` is a version such as \"3.14\", not " + object.get("target"));
            }
        }
        Optional<Set<String>> features = object.has("features") ? Optional.of(features(names(object.get("features"), number), "line " + number + " of standard input: "))
                : byDefault.features;
        return new ExprInput(expr.get(), version, features);
    }

    private static Optional<String> string(JsonElement json) {
        return json != null && json.isJsonPrimitive() && json.getAsJsonPrimitive().isString() ? Optional.of(json.getAsString()) : Optional.empty();
    }

    private static List<String> names(JsonElement json, int number) throws UsageException {
        List<String> names = new ArrayList<>();
        List<JsonElement> elements = json.isJsonArray() ? json.getAsJsonArray().asList() : List.of(json);
        for (JsonElement element : elements) {
            names.add(string(element).orElseThrow(() -> new UsageException("line " + number + " of standard input: `features` is \"all\" or a list of names")));
        }
        return names;
    }

    /// `3.14`, or `prometheus=3.14`.
    static Optional<Version> version(String word) {
        return Version.parse(word.startsWith("prometheus=") ? word.substring(word.indexOf('=') + 1) : word);
    }

    /// Checks names of feature flags. Flags that the parser does not ask for change nothing, and are taken.
    static Set<String> features(List<String> names, String where) throws UsageException {
        Set<String> features = new TreeSet<>();
        for (String name : names) {
            if (!name.equals(ALL) && !name.matches("[a-z][a-z0-9-]*")) {
                throw new UsageException(where + "`" + name + "` is no feature flag; PromQL has " + String.join(", ", PrometheusFeatures.FLAGS) + ", and `all`");
            }
            features.add(name);
        }
        return features;
    }
}
