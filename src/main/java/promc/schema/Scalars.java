package promc.schema;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import promc.promql.PromDuration;
import promc.regex.Regex;
import promc.regex.RegexError;
import promc.regex.RegexUse;
import promc.schema.LoadError.Kind;
import promc.source.Correction;
import promc.source.Nearest;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlScalar;

/// Judges scalars as yaml.v2 and the types of Prometheus' structs decode them. Null has been dealt with: it leaves every type empty.
final class Scalars {
    private static final BigInteger MAX_INT64 = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MAX_UINT64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final BigInteger MIN_INT64 = BigInteger.valueOf(Long.MIN_VALUE);

    private Scalars() {}

    /// What Prometheus says against `scalar` as the value of `name`; empty if it takes it.
    static Optional<LoadError> judge(String name, String type, YamlScalar scalar) {
        String value = scalar.value();
        if (isFilledIn(value)) {
            return Optional.empty();
        }
        return switch (type) {
            case "bool" -> GoYaml.bool(scalar, GoYaml.Dialect.V2).isPresent() ? Optional.empty() : Optional.of(noBool(name, scalar));
            case "int", "int64" -> number(name, scalar, "a whole number", isInteger(scalar, MIN_INT64, MAX_INT64, 0x1p63));
            case "uint", "uint64" -> number(name, scalar, "a whole number, 0 or more", isInteger(scalar, BigInteger.ZERO, MAX_UINT64, 0x1p64));
            case "float64" -> number(name, scalar, "a number", GoYaml.kind(scalar, GoYaml.Dialect.V2).isNumber());
            case "duration" -> PromDuration.parseMillis(value).isPresent() ? Optional.empty() : Optional.of(noDuration(scalar));
            case "bytes-base2" -> ByteSize.parse(value).isPresent() ? Optional.empty() : Optional.of(noSize(scalar));
            case "url" -> isHidden(scalar) ? Optional.of(hidden(name, scalar)) : UrlSyntax.error(value).map(why -> new LoadError(Kind.BAD_VALUE, scalar.span(), "`" + value + "` is not a URL: " + why));
            case "regex" -> regex(scalar);
            case "labelname" -> value.isEmpty() ? Optional.of(new LoadError(Kind.BAD_VALUE, scalar.span(), "the name of a label must not be empty")) : Optional.empty();
            default -> choice(name, type, scalar);
        };
    }

    /// True for a text that another program completes before Prometheus reads it, as envsubst does with `${NAME}`: what Prometheus reads is not known.
    static boolean isFilledIn(String text) {
        return text.startsWith("$") || text.contains("${") || text.contains("{{") || text.contains("%{");
    }

    /// yaml.v2 takes `null` and `~` for null even in quotes where a type decodes itself, and then has a string that it cannot use.
    private static boolean isHidden(YamlScalar scalar) {
        return scalar.value().equals("null") || scalar.value().equals("~");
    }

    private static LoadError hidden(String name, YamlScalar scalar) {
        return new LoadError(Kind.WRONG_TYPE, scalar.span(), "Prometheus cannot read `" + scalar.value() + "` in quotes as `" + name + "`");
    }

    private static Optional<LoadError> regex(YamlScalar scalar) {
        return Regex.parse(scalar.value(), RegexUse.RELABEL) instanceof RegexError error
                ? Optional.of(new LoadError(Kind.BAD_VALUE, scalar.span(), "the regular expression does not compile: " + error.message())) : Optional.empty();
    }

    private static LoadError noBool(String name, YamlScalar scalar) {
        boolean quoted = scalar.style() != Style.PLAIN && GoYaml.kind(scalar.value(), GoYaml.Dialect.V2) == GoYaml.Kind.BOOL;
        String message = "`" + name + "` must be true or false" + (quoted ? ", without quotes" : "");
        return new LoadError(Kind.WRONG_TYPE, scalar.span(), message, quoted ? unquote(scalar) : Optional.empty());
    }

    private static Optional<LoadError> number(String name, YamlScalar scalar, String wanted, boolean fits) {
        if (fits) {
            return Optional.empty();
        }
        boolean quoted = scalar.style() != Style.PLAIN && GoYaml.kind(scalar.value(), GoYaml.Dialect.V2).isNumber();
        return Optional.of(new LoadError(Kind.WRONG_TYPE, scalar.span(), "`" + name + "` must be " + wanted + (quoted ? ", without quotes" : ""), quoted ? unquote(scalar) : Optional.empty()));
    }

    private static Optional<Correction> unquote(YamlScalar scalar) {
        return Optional.of(new Correction(scalar.span(), scalar.value(), "Take the quotes away", true));
    }

    /// yaml.v2 takes floats for integers too, if they are not too large, and cuts their fraction off.
    private static boolean isInteger(YamlScalar scalar, BigInteger least, BigInteger most, double limit) {
        GoYaml.Kind kind = GoYaml.kind(scalar, GoYaml.Dialect.V2);
        String plain = scalar.value().replace("_", "");
        if (kind == GoYaml.Kind.INT) {
            BigInteger number = integer(plain);
            if (number.compareTo(MIN_INT64) >= 0 && number.compareTo(MAX_UINT64) <= 0) {
                return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
            }
            return plain.matches("[-+]?[0-9]+") && number.doubleValue() <= limit;
        }
        if (kind != GoYaml.Kind.FLOAT) {
            return false;
        }
        return number(scalar) <= limit;
    }

    /// The number that a scalar of kind INT or FLOAT is.
    static double number(YamlScalar scalar) {
        String plain = scalar.value().replace("_", "").toLowerCase(Locale.ROOT);
        return switch (plain) {
            case ".nan" -> Double.NaN;
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            default -> GoYaml.kind(scalar, GoYaml.Dialect.V2) == GoYaml.Kind.INT ? integer(plain).doubleValue() : Double.parseDouble(plain);
        };
    }

    private static BigInteger integer(String plain) {
        boolean negative = plain.startsWith("-");
        String digits = (negative || plain.startsWith("+") ? plain.substring(1) : plain).toLowerCase(Locale.ROOT);
        BigInteger number = digits.startsWith("0x") ? new BigInteger(digits.substring(2), 16)
                : digits.startsWith("0b") ? new BigInteger(digits.substring(2), 2)
                : digits.startsWith("0o") ? new BigInteger(digits.substring(2), 8)
                : digits.length() > 1 && digits.startsWith("0") ? new BigInteger(digits, 8) : new BigInteger(digits);
        return negative ? number.negate() : number;
    }

    private static LoadError noDuration(YamlScalar scalar) {
        String value = scalar.value();
        String help = value.isEmpty() ? "" : value.chars().allMatch(Character::isDigit) ? "; write its unit, as in `" + value + "s`"
                : value.contains(".") ? "; its numbers are whole" : value.contains(" ") ? "; it has no blanks" : "";
        return new LoadError(Kind.WRONG_TYPE, scalar.span(), "`" + value + "` is not a duration such as `30s`, `5m` or `1h30m`" + help);
    }

    private static LoadError noSize(YamlScalar scalar) {
        String value = scalar.value();
        String upper = value.toUpperCase(Locale.ROOT).replace(" ", "");
        Optional<String> meant = upper.isEmpty() || Character.isDigit(upper.charAt(upper.length() - 1)) ? Optional.empty() : List.of(upper, upper + "B").stream().filter(text -> !text.equals(value) && ByteSize.parse(text).isPresent()).findFirst();
        return new LoadError(Kind.WRONG_TYPE, scalar.span(), "`" + value + "` is not a size such as `10MB` or `1GiB`"
                + meant.map(text -> "; did you mean `" + text + "`?").orElse(""), meant.map(text -> new Correction(scalar.span(), text, "Write `" + text + "`", false)));
    }

    /// `enum(a|b)`; every other type takes any text.
    private static Optional<LoadError> choice(String name, String type, YamlScalar scalar) {
        if (!type.startsWith("enum(")) {
            return Optional.empty();
        }
        List<String> allowed = List.of(type.substring("enum(".length(), type.length() - 1).split("\\|", -1));
        return allowed.contains(scalar.value()) ? Optional.empty() : Optional.of(none(name, scalar, allowed.stream().filter(word -> !word.isEmpty()).toList()));
    }

    /// A value that is none of those allowed.
    static LoadError none(String name, YamlScalar scalar, List<String> allowed) {
        Optional<String> nearest = Nearest.to(scalar.value(), allowed);
        String message = "`" + scalar.value() + "` is no value of `" + name + "`, which can be " + Words.either(allowed) + nearest.map(word -> "; did you mean `" + word + "`?").orElse("");
        boolean plain = scalar.style() == Style.PLAIN;
        return new LoadError(Kind.BAD_VALUE, scalar.span(), message, nearest.filter(word -> plain).map(word -> new Correction(scalar.span(), word, "Write `" + word + "`", true)));
    }
}
