package promc.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.lint.Entry;
import promc.lint.InForce;
import promc.lint.InForce.OptionValue;
import promc.lint.NamedValues;
import promc.lint.Option;
import promc.lint.Severity;
import promc.promql.PromDuration;
import promc.regex.Regex;
import promc.source.SourceFile;
import promc.source.Span;

/// The policy in force for some files: what a configuration makes of the checks. `parts` has the settings for all of them first, then those for the files that match a glob.
public record PolicyReport(String subject, Optional<SourceFile> config, List<Part> parts) {
    /// What holds for the files that match `glob`; empty for all.
    public record Part(Optional<String> glob, List<InForce> checks) {}

    public void text(Writer out) throws IOException {
        if (config.isEmpty()) {
            out.append("no configuration holds for ").append(subject).append(": every check has its default\n");
            return;
        }
        out.append(config.get().path()).append(" holds for ").append(subject).append('\n');
        for (Part part : parts) {
            if (part.glob().isPresent()) {
                out.append("\nFor files that match ").append(part.glob().get()).append(":\n");
            }
            out.append('\n').append(part.checks().isEmpty() ? "every check has its default\n" : "");
            for (InForce check : part.checks()) {
                if (check.severity().isPresent()) {
                    check(check, out);
                }
            }
            off(part.checks(), out);
        }
    }

    /// What one setting turns off stands on one line.
    private void off(List<InForce> checks, Writer out) throws IOException {
        Map<String, List<String>> off = new LinkedHashMap<>();
        checks.stream().filter(check -> check.severity().isEmpty()).forEach(check -> off.computeIfAbsent(place(check.place()), place -> new ArrayList<>()).add(check.check().id()));
        for (Map.Entry<String, List<String>> setting : off.entrySet()) {
            out.append("off (").append(setting.getKey()).append("): ").append(String.join(", ", setting.getValue())).append('\n');
        }
    }

    private void check(InForce check, Writer out) throws IOException {
        out.append(check.check().id()).append(": ").append(check.severity().map(Severity::word).orElse("off")).append(" (").append(place(check.place())).append(")\n");
        if (check.options().isEmpty()) {
            out.append("  ").append(check.check().summary()).append(".\n");
        }
        for (OptionValue option : check.options()) {
            if (option.option() instanceof Option.Entries entries) {
                for (Entry item : items(option)) {
                    String sentence = PolicySentences.of(check.check().id(), entries, item);
                    out.append("  ").append(Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1)).append('.')
                            .append(severity(item).map(word -> " If not: " + word + ".").orElse(""))
                            .append(comment(item).map(comment -> " \"" + comment + "\"").orElse("")).append(" (").append(place(item.span())).append(")\n");
                }
            } else {
                out.append("  ").append(option.option().key()).append(", ").append(option.option().description()).append(": ").append(PolicySentences.text(option.value())).append(" (")
                        .append(place(option.place())).append(")\n");
            }
        }
    }

    public void json(Writer out) throws IOException {
        JsonWriter json = Json.writer(out);
        json.beginObject().name("version").value(Json.VERSION).name("subject").value(subject).name("config").value(config.map(SourceFile::path).orElse(null)).name("parts").beginArray();
        for (Part part : parts) {
            json.beginObject().name("match").value(part.glob().orElse(null)).name("checks").beginArray();
            for (InForce check : part.checks()) {
                json.beginObject().name("check").value(check.check().id()).name("severity").value(check.severity().map(Severity::word).orElse("off"))
                        .name("default").value(check.check().optIn() ? "off" : check.check().severity().word()).name("summary").value(check.check().summary());
                line(check.place(), json);
                json.name("options").beginArray();
                for (OptionValue option : check.options()) {
                    option(check, option, json);
                }
                json.endArray().endObject();
            }
            json.endArray().endObject();
        }
        json.endArray().endObject();
        json.flush();
        out.append('\n');
    }

    private void option(InForce check, OptionValue option, JsonWriter json) throws IOException {
        json.beginObject().name("key").value(option.option().key()).name("description").value(option.option().description());
        line(option.place(), json);
        if (option.option() instanceof Option.Entries entries) {
            json.name("items").beginArray();
            for (Entry item : items(option)) {
                json.beginObject().name("sentence").value(PolicySentences.of(check.check().id(), entries, item));
                line(item.span(), json);
                json.name("value");
                value(item, json);
                json.endObject();
            }
            json.endArray();
        } else {
            json.name("value");
            value(option.value(), json);
        }
        json.endObject();
    }

    private static void value(Object value, JsonWriter json) throws IOException {
        switch (value) {
            case Optional<?> optional when optional.isPresent() -> value(optional.get(), json);
            case Regex regex -> json.value(regex.pattern());
            case Duration duration -> json.value(PromDuration.format(duration.toMillis()));
            case Boolean flag -> json.value(flag);
            case Integer number -> json.value(number);
            case Entry entry -> {
                json.beginObject();
                for (Map.Entry<String, Object> field : new TreeMap<>(entry.values()).entrySet()) {
                    json.name(field.getKey());
                    value(field.getValue(), json);
                }
                json.endObject();
            }
            case List<?> list when !list.isEmpty() && list.getFirst() instanceof NamedValues -> {
                json.beginObject();
                for (Object named : list) {
                    NamedValues values = (NamedValues) named;
                    json.name(values.name().pattern());
                    value(values.pattern().isPresent() ? values.pattern() : values.values(), json);
                }
                json.endObject();
            }
            case List<?> list -> {
                json.beginArray();
                for (Object item : list) {
                    value(item, json);
                }
                json.endArray();
            }
            default -> json.value(String.valueOf(value));
        }
    }

    private static List<Entry> items(OptionValue option) {
        return ((List<?>) option.value()).stream().map(Entry.class::cast).toList();
    }

    private static Optional<String> severity(Entry item) {
        return item.values().get("severity") instanceof Optional<?> word ? word.map(String::valueOf) : Optional.empty();
    }

    private static Optional<String> comment(Entry item) {
        return item.values().get("comment") instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private String place(Span span) {
        return config.map(file -> file.path() + ":" + file.line(span.start())).orElse("");
    }

    private void line(Span span, JsonWriter json) throws IOException {
        json.name("file").value(config.map(SourceFile::path).orElse(null)).name("line").value(config.map(file -> file.line(span.start())).orElse(0));
    }
}
