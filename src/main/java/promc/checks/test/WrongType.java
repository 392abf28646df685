package promc.checks.test;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.schema.ConfigKeys;
import promc.model.EstateFile;
import promc.model.RuleTests;
import promc.promql.PromDuration;
import promc.source.SourceFile;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// A value of a unit test that is not what its key wants. promtool reads the file with yaml.v2, strictly: a number in quotes is text to it, and `NaN` is written `.nan`.
public final class WrongType implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("test/wrong-type", Severity.ERROR, "A value of a unit test is not of the type its key wants, so promtool refuses the file");
    private static final String OBJECT = "object:";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(RuleTests.class).forEach(tests -> check(tests.root(), ConfigKeys.TESTS, file.source(), context));
    }

    private static void check(YamlMapping mapping, String struct, SourceFile file, Context context) {
        Map<String, String> keys = ConfigKeys.of(struct);
        for (Entry entry : mapping.entries()) {
            String key = entry.name().orElse("");
            if (keys.containsKey(key)) {
                check(key, keys.get(key), entry.value(), file, context);
            }
        }
    }

    private static void check(String key, String type, YamlNode given, SourceFile file, Context context) {
        YamlNode node = given.resolve();
        if (node instanceof YamlScalar scalar && scalar.isNull()) {
            return;
        }
        if (type.endsWith("[]")) {
            if (node instanceof YamlSequence list) {
                list.items().forEach(item -> check(key, type.substring(0, type.length() - 2), item, file, context));
            } else {
                context.report(file, given.span(), "`" + key + "` must be a list");
            }
        } else if (type.startsWith(OBJECT)) {
            if (node instanceof YamlMapping mapping) {
                check(mapping, type.substring(OBJECT.length()), file, context);
            } else {
                context.report(file, given.span(), "an item of `" + key + "` must be a mapping");
            }
        } else if (type.startsWith("map<")) {
            if (node instanceof YamlMapping mapping) {
                mapping.entries().forEach(entry -> {
                    if (!(entry.value().resolve() instanceof YamlScalar) && !entry.isMerge()) {
                        context.report(file, entry.value().span(), "`" + entry.name().orElse("") + "` must be a string");
                    }
                });
            } else {
                context.report(file, given.span(), "`" + key + "` must be a mapping");
            }
        } else if (!(node instanceof YamlScalar scalar)) {
            context.report(file, given.span(), "`" + key + "` must be " + words(type));
        } else if (!fits(scalar, type)) {
            context.report(file, given.span(), refusal(key, type, scalar));
        }
    }

    private static boolean fits(YamlScalar scalar, String type) {
        return switch (type) {
            case "duration" -> PromDuration.parseMillis(scalar.value()).isPresent();
            case "bool" -> GoYaml.bool(scalar, GoYaml.Dialect.V2).isPresent();
            case "float64" -> GoYaml.kind(scalar, GoYaml.Dialect.V2).isNumber();
            case "timestamp" -> isTimestamp(scalar.value());
            default -> true;
        };
    }

    /// Seconds since 1970, or RFC 3339.
    private static boolean isTimestamp(String text) {
        try {
            return !Double.isNaN(Double.parseDouble(text));
        } catch (NumberFormatException noNumber) {
            try {
                OffsetDateTime.parse(text);
                return true;
            } catch (DateTimeParseException noTime) {
                return false;
            }
        }
    }

    private static String refusal(String key, String type, YamlScalar scalar) {
        String value = scalar.value();
        if (!type.equals("float64")) {
            return "`" + value + "` is not " + words(type) + ", which `" + key + "` must be";
        }
        String plain = value.strip().toLowerCase(Locale.ROOT);
        String help = switch (plain) {
            case "nan" -> "; YAML writes it `.nan`";
            case "inf", "+inf", "infinity", "+infinity" -> "; YAML writes it `.inf`";
            case "-inf", "-infinity" -> "; YAML writes it `-.inf`";
            default -> scalar.style() != YamlNode.Style.PLAIN && GoYaml.kind(value, GoYaml.Dialect.V2).isNumber() ? "; take the quotes away" : "";
        };
        return "`" + key + "` must be a number, and this is text" + help;
    }

    private static String words(String type) {
        return switch (type) {
            case "duration" -> "a duration such as `30s` or `1h30m`";
            case "bool" -> "true or false";
            case "float64" -> "a number";
            case "timestamp" -> "a time such as `2026-01-31T12:00:00Z` or seconds since 1970";
            default -> "a string";
        };
    }
}
