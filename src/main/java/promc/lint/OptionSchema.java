package promc.lint;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;

/// What one option may be, in the words of JSON Schema.
final class OptionSchema {
    /// What YAML may read a text as.
    private static final List<String> PLAIN = List.of("string", "number", "boolean");

    private OptionSchema() {}

    /// Writes the members of the object that the writer is in.
    static void write(Option<?> option, JsonWriter json) throws IOException {
        switch (option) {
            case Option.Strings strings -> {
                list(json);
                json.name("default");
                ConfigSchema.strings(strings.defaultValue(), json);
            }
            case Option.Text text -> {
                json.name("type");
                ConfigSchema.strings(PLAIN, json);
                json.name("default").value(text.defaultValue());
            }
            case Option.Int number -> json.name("type").value("integer").name("default").value(number.defaultValue());
            case Option.Flag flag -> json.name("type").value("boolean").name("default").value(flag.defaultValue());
            case Option.Pattern ignored -> {
                json.name("type");
                ConfigSchema.strings(PLAIN, json);
            }
            case Option.Period ignored -> json.name("type").value("string").name("pattern").value("^([0-9]+(y|w|d|h|m|s|ms))+$|^0$");
            case Option.Comparison ignored -> json.name("type").value("string").name("pattern").value("^ *(" + String.join("|", DurationBound.OPERATORS) + ") *[0-9]");
            case Option.Choice choice -> {
                json.name("enum");
                ConfigSchema.strings(choice.words(), json);
            }
            case Option.Named ignored -> named(json);
            case Option.Entries entries -> entries(entries, json);
        }
    }

    private static void list(JsonWriter json) throws IOException {
        json.name("type").value("array").name("items").beginObject().name("type");
        ConfigSchema.strings(PLAIN, json);
        json.endObject();
    }

    private static void named(JsonWriter json) throws IOException {
        json.name("type").value("object").name("additionalProperties").beginObject().name("oneOf").beginArray();
        json.beginObject().name("type");
        ConfigSchema.strings(PLAIN, json);
        json.endObject().beginObject();
        list(json);
        json.endObject().endArray().endObject();
    }

    private static void entries(Option.Entries entries, JsonWriter json) throws IOException {
        json.name("oneOf").beginArray();
        json.beginObject();
        item(entries, json);
        json.endObject().beginObject().name("type").value("array").name("items").beginObject();
        item(entries, json);
        json.endObject().endObject().endArray();
    }

    private static void item(Option.Entries entries, JsonWriter json) throws IOException {
        Option<?> first = entries.fields().getFirst();
        json.name("oneOf").beginArray();
        json.beginObject();
        write(first, json);
        json.endObject().beginObject();
        ConfigSchema.object(json);
        if (entries.needsFirst()) {
            json.name("required");
            ConfigSchema.strings(List.of(first.key()), json);
        }
        json.name("properties").beginObject();
        for (Option<?> field : entries.fields()) {
            json.name(field.key()).beginObject().name("description").value(field.description());
            write(field, json);
            json.endObject();
        }
        json.endObject().endObject().endArray();
    }
}
