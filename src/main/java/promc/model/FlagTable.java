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

/// The flags of Prometheus 3.14, Thanos 0.43 and Alertmanager 0.34. Read when first asked for.
public final class FlagTable {
    /// What a flag takes. `deprecatedSince` and `removedIn` are empty where that is not so; a deprecation whose version is not known says `0`.
    public record Entry(String name, Type type, boolean repeatable, List<String> values, Optional<String> deprecatedSince, Optional<String> replacedBy,
            Optional<String> removedIn) {}

    /// Value types by what the parser behind the flag accepts: `PROM_DURATION` is [promc.promql.PromDuration], `GO_DURATION` has no unit above hours,
    /// `BYTES` are base-2 units with the unit required.
    public enum Type { BOOL, STRING, INT, UINT, FLOAT, PROM_DURATION, GO_DURATION, BYTES, ENUM, OTHER }

    private FlagTable() {}

    private static final class Holder {
        static final Map<String, Map<String, Entry>> TABLE = load();
    }

    /// True if promc knows the flags of this component.
    public static boolean knows(String component) {
        return Holder.TABLE.containsKey(component);
    }

    public static Optional<Entry> find(String component, String flag) {
        return Optional.ofNullable(Holder.TABLE.getOrDefault(component, Map.of()).get(flag));
    }

    public static Set<String> names(String component) {
        return Holder.TABLE.getOrDefault(component, Map.of()).keySet();
    }

    /// True if the flag takes no value; `no-` forms included.
    static boolean isBoolean(String component, String flag) {
        return find(component, flag).or(() -> flag.startsWith("no-") ? find(component, flag.substring(3)) : Optional.empty())
                .filter(entry -> entry.type() == Type.BOOL).isPresent();
    }

    private static Map<String, Map<String, Entry>> load() {
        Map<String, Map<String, Entry>> table = new HashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                FlagTable.class.getResourceAsStream("flags.tsv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cell = line.split("\t", -1);
                    table.computeIfAbsent(cell[0], c -> new LinkedHashMap<>()).put(cell[1], new Entry(cell[1], type(cell[2]), cell[3].equals("repeatable"),
                            cell[4].equals("-") ? List.of() : List.of(cell[4].split("\\|")), optional(cell[5]), optional(cell[6]), optional(cell[7])));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return table;
    }

    private static Optional<String> optional(String cell) {
        return cell.equals("-") ? Optional.empty() : Optional.of(cell);
    }

    private static Type type(String word) {
        return switch (word) {
            case "bool" -> Type.BOOL;
            case "int" -> Type.INT;
            case "uint" -> Type.UINT;
            case "float" -> Type.FLOAT;
            case "promDuration" -> Type.PROM_DURATION;
            case "goDuration" -> Type.GO_DURATION;
            case "bytesBase2" -> Type.BYTES;
            case "enum" -> Type.ENUM;
            case "string", "path", "url" -> Type.STRING;
            default -> Type.OTHER;
        };
    }
}
