package promc.lint;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The JSON Schema (draft 07) of `.promc.yaml`, made from what [ConfigReader] accepts.
public final class ConfigSchema {
    private ConfigSchema() {}

    /// `checks` are the checks that may be configured.
    public static void write(Collection<CheckInfo> checks, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("$schema").value("http://json-schema.org/draft-07/schema#");
        json.name("title").value("Configuration of promc (" + ConfigReader.FILE_NAME + ")");
        object(json);
        json.name("properties").beginObject();
        json.name("root").beginObject().name("type").value("boolean").name("default").value(false)
                .name("description").value("True if nothing above this folder belongs to the project").endObject();
        json.name("checks").beginObject().name("$ref").value("#/definitions/checks").endObject();
        json.name("paths").beginObject().name("type").value("array")
                .name("description").value("Settings for some files; later items win over earlier ones and over `checks`");
        json.name("items");
        paths(json);
        json.endObject();
        json.name("target");
        target(json);
        facts(json);
        json.endObject();
        json.name("definitions").beginObject();
        json.name("severity").beginObject().name("enum");
        strings(List.of("off", "info", "warning", "error"), json);
        json.endObject();
        json.name("checks");
        checks(checks, json);
        json.endObject();
        json.endObject();
        json.flush();
    }

    private static void target(JsonWriter json) throws IOException {
        json.beginObject();
        object(json);
        json.name("description").value("The Prometheus that the expressions are for");
        json.name("properties").beginObject();
        json.name("prometheus").beginObject().name("type");
        strings(List.of("string", "number"), json);
        json.name("description").value("Its version, such as \"3.5\"").endObject();
        json.name("features").beginObject().name("type").value("array")
                .name("description").value("What its --enable-feature has, such as promql-experimental-functions");
        json.name("items").beginObject().name("type").value("string").endObject().endObject();
        json.endObject().endObject();
    }

    private static void facts(JsonWriter json) throws IOException {
        json.name("inventory").beginObject();
        nullable(json, "What is known about the metrics of the database");
        json.name("properties").beginObject();
        json.name("files").beginObject().name("type").value("array").name("description")
                .value("Expositions and answers of a Prometheus, counted from the folder of this file").name("items").beginObject().name("type").value("string").endObject().endObject();
        json.name("labels").beginObject().name("type").value("object").name("description").value("How many values a label has, or which");
        json.name("additionalProperties").beginObject().name("oneOf").beginArray();
        json.beginObject().name("type").value("integer").name("minimum").value(1).endObject();
        json.beginObject().name("type").value("array").name("items").beginObject().name("type");
        strings(List.of("string", "number", "boolean"), json);
        json.endObject().endObject().endArray().endObject().endObject();
        json.name("metrics").beginObject().name("type").value("object").name("additionalProperties").beginObject();
        object(json);
        json.name("properties").beginObject();
        json.name("type").beginObject().name("enum");
        strings(ConfigFactsReader.TYPES, json);
        json.endObject();
        json.name("unit").beginObject().name("type").value("string").endObject();
        json.name("labels").beginObject().name("type").value("array").name("description").value("The names of its labels, all of them")
                .name("items").beginObject().name("type").value("string").endObject().endObject();
        json.name("series").beginObject().name("type").value("integer").name("minimum").value(0).endObject();
        json.endObject().endObject().endObject();
        json.name("series").beginObject().name("type").value("integer").name("minimum").value(1).name("description").value("How many series the database has at a time").endObject();
        json.name("closed").beginObject().name("type").value("boolean").name("default").value(false)
                .name("description").value("True if there are no other metrics than these").endObject();
        json.endObject().endObject();
        json.name("budgets").beginObject();
        nullable(json, "The most series wanted: of one rule, one group, one metric, one federating job, and in all");
        json.name("properties").beginObject();
        for (String key : ConfigFactsReader.BUDGET_KEYS) {
            json.name(key).beginObject().name("type").value("integer").name("minimum").value(1).endObject();
        }
        json.endObject().endObject();
        json.name("defaults").beginObject();
        nullable(json, "Durations that hold where no file says otherwise");
        json.name("properties").beginObject();
        for (String key : ConfigFactsReader.DEFAULT_KEYS) {
            json.name(key).beginObject().name("type").value("string").name("pattern").value("^([0-9]+(ms|[smhdwy]))+$").endObject();
        }
        json.endObject().endObject();
        json.name("federation").beginObject();
        nullable(json, "What files do not tell of servers that others federate");
        json.name("properties").beginObject();
        json.name("leaves").beginObject().name("type").value("object")
                .name("description").value("By address (a glob) or by job: the prometheus.yml that answers there, counted from the folder of this file");
        json.name("additionalProperties").beginObject().name("oneOf").beginArray();
        json.beginObject().name("type").value("string").endObject();
        json.beginObject().name("type").value("array").name("items").beginObject().name("type").value("string").endObject().endObject().endArray().endObject().endObject();
        json.endObject().endObject();
    }

    private static void nullable(JsonWriter json, String description) throws IOException {
        json.name("type");
        strings(List.of("object", "null"), json);
        json.name("additionalProperties").value(false).name("description").value(description);
    }

    private static void paths(JsonWriter json) throws IOException {
        json.beginObject();
        object(json);
        json.name("required");
        strings(ConfigReader.PATH_KEYS, json);
        json.name("properties").beginObject();
        json.name("match").beginObject().name("type").value("string").name("minLength").value(1)
                .name("description").value("A glob, counted from the folder of this file, such as legacy/**").endObject();
        json.name("checks").beginObject().name("$ref").value("#/definitions/checks").endObject();
        json.endObject().endObject();
    }

    private static void checks(Collection<CheckInfo> checks, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("type");
        strings(List.of("object", "null"), json);
        json.name("additionalProperties").value(false);
        json.name("properties").beginObject();
        Set<String> areas = new TreeSet<>();
        for (CheckInfo check : checks) {
            areas.add(check.area());
        }
        for (String area : areas) {
            json.name(area + "/*");
            setting("All checks of the area " + area + " that are not named themselves", List.of(), json);
        }
        for (CheckInfo check : checks) {
            json.name(check.id());
            setting(check.summary() + (check.optIn() ? " (off by default)" : ""), check.options(), json);
        }
        json.endObject().endObject();
    }

    private static void setting(String description, List<Option<?>> options, JsonWriter json) throws IOException {
        json.beginObject().name("description").value(description);
        json.name("oneOf").beginArray();
        json.beginObject().name("$ref").value("#/definitions/severity").endObject();
        json.beginObject();
        object(json);
        json.name("properties").beginObject();
        json.name("severity").beginObject().name("$ref").value("#/definitions/severity").endObject();
        for (Option<?> option : options) {
            json.name(option.key()).beginObject().name("description").value(option.description());
            OptionSchema.write(option, json);
            json.endObject();
        }
        json.endObject().endObject();
        json.endArray().endObject();
    }

    static void object(JsonWriter json) throws IOException {
        json.name("type").value("object").name("additionalProperties").value(false);
    }

    static void strings(Iterable<String> values, JsonWriter json) throws IOException {
        json.beginArray();
        for (String value : values) {
            json.value(value);
        }
        json.endArray();
    }
}
