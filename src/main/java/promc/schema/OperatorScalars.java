package promc.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.schema.OperatorFault.Kind;
import promc.schema.OperatorFields.FieldType;
import promc.source.Correction;
import promc.source.Nearest;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlScalar;

/// Judges scalars in objects of prometheus-operator as the API server does, which reads YAML as sigs.k8s.io/yaml makes JSON of it (yaml.v2).
final class OperatorScalars {
    private static final String DURATION = "^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$";
    private static final String NO_ZERO_DURATION = "^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$";
    private static final String GO_DURATION = "^(0|(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$";
    /// Its `^` stands before the 0 alone, so that it takes whatever ends in a size.
    private static final String SIZE = "(^0|([0-9]*[.])?[0-9]+((K|M|G|T|E|P)i?)?B)$";
    private static final Pattern WHOLE_SIZE = Pattern.compile("0|([0-9]*[.])?[0-9]+((K|M|G|T|E|P)i?)?B");
    /// Texts beyond this are not compared: no pattern wants them, and matching may recurse.
    private static final int MAX_LENGTH = 2000;

    private OperatorScalars() {}

    /// What a field of this type is, in words.
    static String words(String type) {
        return switch (type) {
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "int-or-string" -> "a number or a string";
            default -> "a string";
        };
    }

    /// What is wrong with a scalar, which is not null.
    static Optional<OperatorFault> judge(FieldType field, String type, String path, YamlScalar scalar) {
        if (!fits(type, GoYaml.kind(scalar, GoYaml.Dialect.V2), scalar)) {
            return Optional.of(wrong(type, path, scalar));
        }
        String value = scalar.value();
        if (type.equals("integer")) {
            return range(field, path, scalar);
        }
        if (!type.equals("string") && !type.equals("int-or-string")) {
            return Optional.empty();
        }
        if (value.length() < field.minLength()) {
            return Optional.of(bad(scalar, "`" + path + "` must not be empty: the API server refuses the object", Optional.empty(), true));
        }
        if (!field.values().isEmpty() && !field.values().contains(value)) {
            return Optional.of(none(field, path, scalar));
        }
        return field.pattern().filter(pattern -> value.length() <= MAX_LENGTH).flatMap(pattern -> form(pattern, path, scalar));
    }

    private static boolean fits(String type, GoYaml.Kind kind, YamlScalar scalar) {
        return switch (type) {
            case "integer" -> kind == GoYaml.Kind.INT || kind == GoYaml.Kind.FLOAT && scalar.value().matches("[-+]?[0-9]{1,18}\\.0*");
            case "number" -> kind.isNumber();
            case "boolean" -> kind == GoYaml.Kind.BOOL;
            case "int-or-string" -> kind != GoYaml.Kind.BOOL && kind != GoYaml.Kind.FLOAT;
            default -> kind == GoYaml.Kind.STRING || kind == GoYaml.Kind.TIMESTAMP || kind == GoYaml.Kind.MERGE;
        };
    }

    private static OperatorFault wrong(String type, String path, YamlScalar scalar) {
        String value = scalar.value();
        boolean quoted = scalar.style() == Style.SINGLE_QUOTED || scalar.style() == Style.DOUBLE_QUOTED;
        boolean text = type.equals("string") && scalar.style() == Style.PLAIN && scalar.tag().isEmpty();
        boolean inQuotes = quoted && fits(type, GoYaml.kind(value, GoYaml.Dialect.V2), scalar);
        String hint = text ? "; in quotes it is one" : inQuotes ? ", without quotes" : "";
        Optional<Correction> correction = text ? Optional.of(new Correction(scalar.span(), "\"" + value + "\"", "Put it in quotes", true))
                : inQuotes ? Optional.of(new Correction(scalar.span(), value, "Take the quotes away", true)) : Optional.empty();
        return new OperatorFault(Kind.WRONG_TYPE, scalar.span(), "`" + path + "` must be " + words(type) + (text ? ", and `" + value + "` is " + kind(scalar) : "") + hint + ": the API server refuses the object",
                correction, true);
    }

    private static String kind(YamlScalar scalar) {
        return GoYaml.kind(scalar, GoYaml.Dialect.V2) == GoYaml.Kind.BOOL ? "a boolean" : "a number";
    }

    private static Optional<OperatorFault> range(FieldType field, String path, YamlScalar scalar) {
        double number = Scalars.number(scalar);
        if (field.least().filter(least -> number < least).isPresent()) {
            return Optional.of(bad(scalar, "`" + path + "` must be " + field.least().get() + " or more: the API server refuses the object", Optional.empty(), true));
        }
        return field.most().filter(most -> number > most).map(most -> bad(scalar, "`" + path + "` must be " + most + " or less: the API server refuses the object", Optional.empty(), true));
    }

    private static OperatorFault none(FieldType field, String path, YamlScalar scalar) {
        Optional<String> nearest = Nearest.to(scalar.value(), field.values());
        boolean same = nearest.filter(word -> word.equalsIgnoreCase(scalar.value())).isPresent();
        return bad(scalar, "`" + scalar.value() + "` is no value of `" + path + "`, which can be " + Words.either(spelt(field.values()))
                + nearest.map(word -> "; did you mean `" + word + "`?").orElse(""), nearest.map(word -> new Correction(scalar.span(), word, "Write `" + word + "`", same)), false);
    }

    /// Of words that are allowed in several cases the one in lower case.
    private static List<String> spelt(List<String> words) {
        return words.stream().filter(word -> !word.isEmpty() && (word.equals(word.toLowerCase(Locale.ROOT)) || !words.contains(word.toLowerCase(Locale.ROOT)))).toList();
    }

    private static Optional<OperatorFault> form(String pattern, String path, YamlScalar scalar) {
        String value = scalar.value();
        boolean matches = pattern(pattern).matcher(value).find();
        if (pattern.equals(SIZE) && matches && !WHOLE_SIZE.matcher(value).matches()) {
            return Optional.of(bad(scalar, "`" + value + "` is not a size such as `10GB` or `1GiB`: the API server takes it, Prometheus does not", Optional.empty(), true));
        }
        if (matches) {
            return Optional.empty();
        }
        boolean digits = value.chars().allMatch(Character::isDigit) && !value.isEmpty();
        String refused = ": the API server refuses the object";
        return Optional.of(switch (pattern) {
            case DURATION, NO_ZERO_DURATION -> bad(scalar, "`" + value + "` is not a duration such as `30s`, `5m` or `1h30m`" + (digits ? " (its unit is missing)" : "") + refused, Optional.empty(), true);
            case GO_DURATION -> bad(scalar, "`" + value + "` is not a duration in hours, minutes and seconds such as `1h30m`" + (digits ? " (its unit is missing)" : "") + refused, Optional.empty(), true);
            case SIZE -> bad(scalar, "`" + value + "` is not a size such as `10GB` or `1GiB`" + size(value).map(meant -> "; did you mean `" + meant + "`?").orElse(refused),
                    size(value).map(meant -> new Correction(scalar.span(), meant, "Write `" + meant + "`", false)), true);
            case "^(http|https)://.+$", "^https?://.+$" -> bad(scalar, "`" + path + "` must be a URL that begins with `http://` or `https://`" + refused, Optional.empty(), false);
            default -> bad(scalar, "`" + value + "` is not of the form that `" + path + "` has (`" + pattern + "`)", Optional.empty(), false);
        });
    }

    /// A size that lacks its `B`, as the amounts of Kubernetes do.
    private static Optional<String> size(String value) {
        return !value.isEmpty() && !Character.isDigit(value.charAt(value.length() - 1)) && WHOLE_SIZE.matcher(value + "B").matches() ? Optional.of(value + "B") : Optional.empty();
    }

    /// In Go `$` is the end of the text, in Java a line end may follow.
    private static Pattern pattern(String pattern) {
        return Pattern.compile(pattern.replace("$", "\\z"));
    }

    private static OperatorFault bad(YamlScalar scalar, String message, Optional<Correction> correction, boolean certain) {
        return new OperatorFault(Kind.BAD_VALUE, scalar.span(), message, correction, certain);
    }
}
