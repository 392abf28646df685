package promc.yaml;

import java.util.Optional;
import java.util.regex.Pattern;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlScalar;

/// What Go's YAML readers take a scalar for. Prometheus' configuration goes through yaml.v2, rule files through yaml.v3; both are laxer than
/// YAML 1.2: `0777` is octal, `1_000` a number, and base 60 (`1:30`) is text.
public final class GoYaml {
    /// The two major versions; yaml.v2 knows YAML 1.1 booleans everywhere, yaml.v3 only where the program asks for a boolean.
    public enum Dialect { V2, V3 }

    /// What a scalar is read as when nothing says what is wanted. `MERGE` is the `<<` of a key.
    public enum Kind {
        NULL, BOOL, INT, FLOAT, TIMESTAMP, MERGE, STRING;

        public boolean isNumber() {
            return this == INT || this == FLOAT;
        }
    }

    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INT = Pattern.compile("[-+]?(0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+)");
    private static final Pattern DATE = Pattern.compile(
            "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?)?");

    private GoYaml() {}

    /// The kind of `scalar`: a quoted or block scalar is text, a tag of YAML's own decides, any other tag leaves text.
    public static Kind kind(YamlScalar scalar, Dialect dialect) {
        return scalar.tag().map(GoYaml::tagged)
                .orElseGet(() -> scalar.style() == Style.PLAIN ? kind(scalar.value(), dialect) : Kind.STRING);
    }

    /// What a plain scalar with this text is read as.
    public static Kind kind(String plain, Dialect dialect) {
        if (plain.isEmpty()) {
            return Kind.NULL;
        }
        char first = plain.charAt(0);
        return switch (first) {
            case '+', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(plain);
            case '.' -> isSpecialFloat(plain) || FLOAT.matcher(plain).matches() ? Kind.FLOAT : Kind.STRING;
            case '<' -> plain.equals("<<") ? Kind.MERGE : Kind.STRING;
            default -> switch (plain) {
                case "~", "null", "Null", "NULL" -> Kind.NULL;
                case "true", "True", "TRUE", "false", "False", "FALSE" -> Kind.BOOL;
                default -> dialect == Dialect.V2 && oldBoolean(plain).isPresent() ? Kind.BOOL : Kind.STRING;
            };
        };
    }

    /// The boolean a Go field of type `bool` gets; empty if the reader refuses. yaml.v3 also takes `yes`, `no`, `on` and `off`, even quoted.
    public static Optional<Boolean> bool(YamlScalar scalar, Dialect dialect) {
        Optional<Boolean> old = oldBoolean(scalar.value());
        if (dialect == Dialect.V3 && old.isPresent()) {
            return old;
        }
        if (kind(scalar, dialect) != Kind.BOOL) {
            return Optional.empty();
        }
        return switch (scalar.value()) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            default -> old;
        };
    }

    private static Optional<Boolean> oldBoolean(String text) {
        return switch (text) {
            case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON" -> Optional.of(true);
            case "n", "N", "no", "No", "NO", "off", "Off", "OFF" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Kind tagged(String tag) {
        return switch (tag) {
            case "!!null" -> Kind.NULL;
            case "!!bool" -> Kind.BOOL;
            case "!!int" -> Kind.INT;
            case "!!float" -> Kind.FLOAT;
            case "!!timestamp" -> Kind.TIMESTAMP;
            default -> Kind.STRING;
        };
    }

    private static Kind number(String text) {
        if (DATE.matcher(text).matches()) {
            return Kind.TIMESTAMP;
        }
        String plain = text.replace("_", "");
        if (INT.matcher(plain).matches()) {
            return Kind.INT;
        }
        return isSpecialFloat(text) || FLOAT.matcher(plain).matches() ? Kind.FLOAT : Kind.STRING;
    }

    private static boolean isSpecialFloat(String text) {
        return switch (text) {
            case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF" -> true;
            default -> false;
        };
    }
}
