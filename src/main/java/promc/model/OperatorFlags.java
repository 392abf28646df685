package promc.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// The flags of a command line that prometheus-operator writes: those that fields of the object become, each where it is written, and those that it sets by itself, which stand at `place`.
final class OperatorFlags {
    private final OperatorObject object;
    private final Span place;
    private final List<Flag> all = new ArrayList<>();
    private final List<Flag> written = new ArrayList<>();

    OperatorFlags(OperatorObject object, Span place) {
        this.object = object;
        this.place = place;
    }

    List<Flag> all() {
        return all;
    }

    /// Those of `additionalArgs`, which the user chose as flags.
    List<Flag> written() {
        return written;
    }

    boolean has(String name) {
        return all.stream().anyMatch(flag -> flag.name().equals(name));
    }

    /// A field with a value that is not empty.
    void setting(YamlMapping settings, String key, String flag) {
        settings.get(key).filter(node -> node instanceof YamlScalar scalar && !scalar.isNull() && !scalar.value().isEmpty()).ifPresent(scalar -> add(flag, (YamlScalar) scalar));
    }

    void settingOr(YamlMapping settings, String key, String flag, String usual) {
        setting(settings, key, flag);
        if (!has(flag)) {
            fixed(flag, usual);
        }
    }

    /// A field that switches a flag on.
    void on(YamlMapping settings, String key, String flag) {
        if (Fields.bool(settings, key).value().orElse(false)) {
            fixed(flag, "");
        }
    }

    void add(String flag, YamlScalar scalar) {
        all.add(new Flag(flag, scalar.text(), scalar.span(), Optional.of(OperatorProcesses.value(scalar))));
    }

    /// A flag that no field of the object tells; an empty value stands for none.
    void fixed(String flag, String value) {
        EmbeddedText text = at(object, place, value);
        all.add(new Flag(flag, text, place, value.isEmpty() ? Optional.empty() : Optional.of(new Value(value, text, text.span(), false))));
    }

    /// A flag whose value is not in sight.
    void unknown(String flag) {
        EmbeddedText text = at(object, place, "");
        all.add(new Flag(flag, text, place, Optional.of(new Value("", text, text.span(), true))));
    }

    void arguments(YamlMapping settings) {
        for (YamlMapping argument : Fields.mappings(settings, "additionalArgs")) {
            if (argument.get("name").orElse(null) instanceof YamlScalar name && !name.value().isEmpty()) {
                Optional<Value> value = argument.get("value").filter(node -> node instanceof YamlScalar scalar && !scalar.isNull() && !scalar.value().isEmpty())
                        .map(node -> OperatorProcesses.value((YamlScalar) node));
                Flag flag = new Flag(name.value(), name.text(), name.span(), value);
                all.add(flag);
                written.add(flag);
            }
        }
    }

    /// A text that stands nowhere in the file, to be told at a place in it; nothing can be written there.
    static EmbeddedText at(OperatorObject object, Span place, String text) {
        int[] from = new int[text.length()];
        int[] to = new int[text.length()];
        Arrays.fill(from, place.start());
        Arrays.fill(to, place.end());
        return EmbeddedText.whole(object.text().file()).decoded(text, from, to, place.start(), (replacement, at) -> Optional.empty());
    }

    /// The same as a scalar.
    static YamlScalar scalar(OperatorObject object, Span place, String text) {
        return new YamlScalar(place, Style.DOUBLE_QUOTED, at(object, place, text), Optional.empty());
    }
}
