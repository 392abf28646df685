package promc.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import promc.promql.PromDuration;
import promc.schema.LoadError.Kind;
import promc.source.Correction;
import promc.source.Nearest;
import promc.source.Span;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;

/// The questions that most rules ask of a section's keys, with one wording for each answer.
final class Settings {
    private Settings() {}

    /// True if a key holds a text that is not empty.
    static boolean given(Section section, String name) {
        return !section.text(name).isEmpty();
    }

    /// True if a key holds anything but null: what Prometheus keeps behind a pointer counts as configured even if it is empty.
    static boolean configured(Section section, String name) {
        return section.node().get(name).filter(value -> !isNull(value)).isPresent();
    }

    /// True if a key is written with null as its value.
    static boolean nulled(Section section, String name) {
        return section.node().get(name).filter(Settings::isNull).isPresent();
    }

    static boolean isNull(YamlNode value) {
        return value instanceof YamlScalar scalar && scalar.isNull();
    }

    /// True if a key is written as a YAML true.
    static boolean isTrue(Section section, String name) {
        return section.scalar(name).flatMap(scalar -> GoYaml.bool(scalar, GoYaml.Dialect.V2)).orElse(false);
    }

    /// True if nothing of use stands under a key: it is not written, or empty. Something of another type has been told already.
    static boolean lacks(Section section, String name) {
        return section.node().get(name).map(value -> value instanceof YamlScalar scalar && (scalar.isNull() || scalar.value().isEmpty())).orElse(true);
    }

    /// True if a list is not written or has no items.
    static boolean lacksItems(Section section, String name) {
        return section.node().get(name).map(value -> isNull(value) || value instanceof YamlNode.YamlSequence list && list.items().isEmpty()).orElse(true);
    }

    /// The value of a key that holds an integer: 0 for null, `absent` where the key is not written, nothing for another type.
    static OptionalLong integer(Section section, String name, long absent) {
        Optional<YamlNode> value = section.node().get(name);
        if (value.isEmpty()) {
            return OptionalLong.of(absent);
        }
        if (isNull(value.get())) {
            return OptionalLong.of(0);
        }
        return value.get() instanceof YamlScalar scalar && GoYaml.kind(scalar, GoYaml.Dialect.V2).isNumber() ? OptionalLong.of((long) Scalars.number(scalar)) : OptionalLong.empty();
    }

    /// The milliseconds of a key that holds a duration, with the same cases as [#integer].
    static OptionalLong millis(Section section, String name, long absent) {
        Optional<YamlNode> value = section.node().get(name);
        if (value.isEmpty()) {
            return OptionalLong.of(absent);
        }
        if (isNull(value.get())) {
            return OptionalLong.of(0);
        }
        return value.get() instanceof YamlScalar scalar ? PromDuration.parseMillis(scalar.value()) : OptionalLong.empty();
    }

    /// Refuses a section without a text under `name`; `hint` says what to write.
    static void require(Section section, String name, String hint) {
        if (lacks(section, name)) {
            section.refuse(Kind.MISSING, section.place(name), section.has(name) ? "`" + name + "` must not be empty: write " + hint
                    : subject(section) + " needs `" + name + "`: write " + hint);
        }
    }

    /// Refuses a section without a single item under `name`.
    static void requireItem(Section section, String name, String hint) {
        if (lacksItems(section, name)) {
            section.refuse(Kind.MISSING, section.place(name), subject(section) + " needs at least one entry in `" + name + "`: write " + hint);
        }
    }

    /// Refuses a written text that is none of `words`, with the nearest of them.
    static void oneOf(Section section, String name, List<String> words) {
        section.scalar(name).filter(scalar -> !words.contains(scalar.value()) && !Scalars.isFilledIn(scalar.value())).ifPresent(scalar -> unknown(section, name, scalar, words));
    }

    /// Refuses a key that must be one of `words` and has no default: it must be written, and right.
    static void role(Section section, String name, List<String> words) {
        if (!section.has(name) || nulled(section, name)) {
            section.refuse(Kind.MISSING, section.place(name), subject(section) + " needs `" + name + "`: write " + Words.either(words));
        } else {
            oneOf(section, name, words);
        }
    }

    private static void unknown(Section section, String name, YamlScalar scalar, List<String> words) {
        String written = scalar.value();
        String message = (written.isEmpty() ? "`" + name + "` must not be empty" : "`" + written + "` is no `" + name + "` that Prometheus knows") + ": write " + Words.either(words);
        Optional<String> same = words.stream().filter(word -> bare(word).equals(bare(written))).findFirst();
        Optional<String> nearest = same.or(() -> Nearest.only(written, words)).or(() -> Nearest.to(written, words)).or(() -> words.size() == 1 ? Optional.of(words.getFirst()) : Optional.empty());
        if (nearest.isEmpty() || section.place(name).isEmpty()) {
            section.refuse(Kind.BAD_VALUE, section.place(name), message);
        } else {
            section.refuse(Kind.BAD_VALUE, section.place(name), message,
                    new Correction(scalar.span(), nearest.get(), "Write `" + nearest.get() + "`", same.isPresent()));
        }
    }

    /// A word without what people get wrong first: case, plural, separators.
    private static String bare(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
        return lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /// Refuses all but the first of `names` that hold a text.
    static void atMostOne(Section section, String... names) {
        List<String> given = new ArrayList<>();
        for (String name : names) {
            if (given(section, name)) {
                given.add(name);
            }
        }
        if (given.size() > 1) {
            exclude(section, given.get(1), given.getFirst());
        }
    }

    /// Refuses `second`, because `first` is there.
    static void exclude(Section section, String second, String first) {
        section.refuse(Kind.CONFLICT, keyOf(section, second), "`" + second + "` and `" + first + "` exclude each other: keep one of them");
    }

    /// The place of a key that is written, for what is wrong with its being there.
    static Span keyOf(Section section, String name) {
        return section.node().entry(name).map(entry -> entry.key().span()).orElseGet(section::lacking);
    }

    /// What the user calls the section.
    static String subject(Section section) {
        String struct = section.struct();
        return switch (struct) {
            case "config.RemoteWriteConfig" -> "an entry of `remote_write`";
            case "config.RemoteReadConfig" -> "an entry of `remote_read`";
            default -> struct.startsWith("sd.") ? "an entry of " + Words.section(struct) : Words.section(struct);
        };
    }
}
