package promc.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The flags of every release of Prometheus from 2.0, of Thanos and of Alertmanager from 0.13, and the values of their `--enable-feature`. Read when first asked for.
public final class FlagTable {
    /// What a flag takes and which releases have it. `repeatable` tells since when it may be given more than once, the first of all versions if it always could, and is empty if it cannot.
    /// `type` holds since `typeSince`. `mode` is `server` or `agent` for a flag of one of the two. `since` is empty for a flag that every release has.
    public record Entry(String name, Type type, Optional<Version> repeatable, List<String> values, Optional<String> mode, Optional<Version> since, Optional<Version> deprecated,
            Optional<Replacement> replacement, Optional<Version> removed, List<String> excludes, Optional<Version> typeSince) {
        /// True if it may be given more than once, as far as that is known.
        public boolean isRepeatable(Optional<Version> version) {
            return repeatable.isPresent() && version.filter(known -> known.compareTo(repeatable.get()) < 0).isEmpty();
        }

        public boolean isBoolean() {
            return type == Type.BOOL;
        }
    }

    /// What stands in for a flag that is on its way out.
    public sealed interface Replacement {
        /// Another flag, without dashes.
        record OtherFlag(String name, Fit fit) implements Replacement {}

        /// A key of the configuration file.
        record Key(String path) implements Replacement {}

        /// The flag has no effect any more.
        record Nothing() implements Replacement {}
    }

    /// How another flag stands in: it takes the same value to the same end, the same value and does more with it, or something else.
    public enum Fit { SAME, WIDER, OTHER }

    /// A value of `--enable-feature`. `ended` is the version in which it no longer does anything; `instead` is a flag with its dashes, `config:` and a key of the configuration file, or `always` for
    /// what is always on.
    public record Feature(String name, Version since, Optional<Version> deprecated, Optional<Version> ended, Optional<String> instead) {}

    /// Value types by what the parser behind the flag accepts: `PROM_DURATION` is [promc.promql.PromDuration], `GO_DURATION` is Go's own, to which later releases add days and weeks, `TIME_OR_DURATION` is a time
    /// of RFC 3339 or a duration of Prometheus that may be negative. `BYTES` are base-2 units with the unit required. `INT` is read as a floating-point number, `INT64` and `UINT` are not.
    /// `ADDRESS` has a port or a scheme of DNS lookups, `LABEL` is a name, an equals sign and a value in quotes.
    public enum Type { BOOL, STRING, INT, INT64, UINT, FLOAT, PROM_DURATION, GO_DURATION, TIME_OR_DURATION, BYTES, ENUM, ADDRESS, LABEL, OTHER }

    private static final Version FIRST = new Version(0, 0, 0);

    private FlagTable() {}

    private static final class Holder {
        static final Map<String, Map<String, Entry>> TABLE = flags();
        static final Map<String, Map<String, Feature>> FEATURES = features();
    }

    /// True if promc knows the flags of this component.
    public static boolean knows(String component) {
        return Holder.TABLE.containsKey(component);
    }

    /// The first and the last release of the component's program whose flags are known.
    public static Version oldest(String component) {
        return component.equals("prometheus") ? new Version(2, 0, 0) : component.equals("alertmanager") ? new Version(0, 13, 0) : new Version(0, 1, 0);
    }

    public static Version newest(String component) {
        return component.equals("prometheus") ? new Version(3, 14, 0) : component.equals("alertmanager") ? new Version(0, 34, 0) : new Version(0, 43, 0);
    }

    public static Optional<Entry> find(String component, String flag) {
        return Optional.ofNullable(Holder.TABLE.getOrDefault(component, Map.of()).get(flag));
    }

    /// The flag that a command line means by this name: `no-x` is the boolean flag `x`.
    public static Optional<Entry> meant(String component, String name) {
        return find(component, name).or(() -> name.startsWith("no-") ? find(component, name.substring(3)).filter(Entry::isBoolean) : Optional.empty());
    }

    public static Set<String> names(String component) {
        return Holder.TABLE.getOrDefault(component, Map.of()).keySet();
    }

    /// The components that have a flag of this name.
    public static List<String> owners(String flag) {
        return Holder.TABLE.entrySet().stream().filter(component -> component.getValue().containsKey(flag)).map(Map.Entry::getKey).sorted().toList();
    }

    /// What the component takes for `--enable-feature`, by name; empty if that is not known.
    public static Map<String, Feature> features(String component) {
        return Holder.FEATURES.getOrDefault(component, Map.of());
    }

    /// True if the flag takes no value; `no-` forms included.
    static boolean isBoolean(String component, String flag) {
        return meant(component, flag).filter(Entry::isBoolean).isPresent();
    }

    private static Map<String, Map<String, Entry>> flags() {
        Map<String, Map<String, Entry>> table = new HashMap<>();
        read("flags.tsv", cell -> table.computeIfAbsent(cell[0], c -> new LinkedHashMap<>()).put(cell[1], new Entry(cell[1], type(cell[2]),
                cell[3].equals("repeatable") ? Optional.of(FIRST) : version(cell[3]), list(cell[4]), optional(cell[5]), version(cell[6]), version(cell[7]), replacement(cell[8]),
                version(cell[9]), list(cell[10]), version(cell[11]))));
        return table;
    }

    private static Map<String, Map<String, Feature>> features() {
        Map<String, Map<String, Feature>> table = new HashMap<>();
        read("features.tsv", cell -> table.computeIfAbsent(cell[0], c -> new LinkedHashMap<>())
                .put(cell[1], new Feature(cell[1], version(cell[2]).orElseThrow(), version(cell[3]), version(cell[4]), optional(cell[5]))));
        return table;
    }

    private static void read(String resource, Consumer<String[]> row) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(FlagTable.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    row.accept(line.split("\t", -1));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Optional<String> optional(String cell) {
        return cell.equals("-") ? Optional.empty() : Optional.of(cell);
    }

    private static Optional<Version> version(String cell) {
        return cell.equals("-") ? Optional.empty() : Version.parse(cell);
    }

    private static List<String> list(String cell) {
        return cell.equals("-") ? List.of() : List.of(cell.split("\\|", -1));
    }

    private static Optional<Replacement> replacement(String cell) {
        if (cell.equals("-")) {
            return Optional.empty();
        }
        Fit fit = switch (cell.charAt(0)) {
            case '=' -> Fit.SAME;
            case '~' -> Fit.WIDER;
            default -> Fit.OTHER;
        };
        String rest = fit == Fit.OTHER ? cell : cell.substring(1);
        return Optional.of(rest.startsWith("--") ? new Replacement.OtherFlag(rest.substring(2), fit)
                : rest.startsWith("config:") ? new Replacement.Key(rest.substring("config:".length())) : new Replacement.Nothing());
    }

    private static Type type(String word) {
        return switch (word) {
            case "bool" -> Type.BOOL;
            case "int" -> Type.INT;
            case "int64" -> Type.INT64;
            case "uint" -> Type.UINT;
            case "float" -> Type.FLOAT;
            case "promDuration" -> Type.PROM_DURATION;
            case "goDuration" -> Type.GO_DURATION;
            case "timeOrDuration" -> Type.TIME_OR_DURATION;
            case "bytesBase2" -> Type.BYTES;
            case "enum" -> Type.ENUM;
            case "thanosAddress" -> Type.ADDRESS;
            case "label" -> Type.LABEL;
            case "string", "path", "url" -> Type.STRING;
            default -> Type.OTHER;
        };
    }
}
