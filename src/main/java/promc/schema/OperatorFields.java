package promc.schema;

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

/// The fields of prometheus-operator's objects, section by section, as the definitions of its release [#VERSION] have them (`example/prometheus-operator-crd`). Read when first asked for.
public final class OperatorFields {
    /// The release that the table was made from.
    public static final String VERSION = "0.93";

    private OperatorFields() {}

    /// One field. `type` is `string`, `integer`, `boolean`, `number`, `int-or-string`, `any`, `open` (a mapping of which nothing more is known), `object:S` for the section S, `map:T` for a mapping from
    /// names to T, `[]T` for a list of T. `required` is false for one with a default. `least` and `most` bound a number, `minLength` a text, `minItems` a list; `values` are all that are allowed,
    /// if it is not empty; these and `pattern`, a regular expression of Go that must match somewhere, are about the items of a list or mapping. `since` is what the field needs, such as `Prometheus 2.43.0`.
    public record FieldType(String name, String type, boolean required, Optional<Long> least, Optional<Long> most, int minItems, int minLength, List<String> values, Optional<String> pattern,
            Optional<String> since, boolean deprecated) {}

    private static final class Holder {
        static final Map<String, String> VERSIONS = new HashMap<>();
        static final Map<String, Map<String, FieldType>> TABLE = load();
    }

    /// True if the table has the `spec` of this kind under this `apiVersion`.
    public static boolean knows(String kind, String apiVersion) {
        return Holder.TABLE.containsKey(kind) && apiVersion.equals(Holder.VERSIONS.get(kind));
    }

    /// The fields of a section by name. The section of a kind's `spec` has the name of the kind.
    public static Map<String, FieldType> of(String section) {
        return Holder.TABLE.getOrDefault(section, Map.of());
    }

    private static Map<String, Map<String, FieldType>> load() {
        Map<String, Map<String, FieldType>> table = new HashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(OperatorFields.class.getResourceAsStream("operator-fields.tsv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cell = line.split("\t", -1);
                if (cell.length == 2) {
                    Holder.VERSIONS.put(cell[0], cell[1]);
                } else if (!line.startsWith("#")) {
                    table.computeIfAbsent(cell[0], section -> new LinkedHashMap<>()).put(cell[1], field(cell));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return table;
    }

    private static FieldType field(String[] cell) {
        int dots = cell[4].indexOf("..");
        return new FieldType(cell[1], cell[2], !cell[3].isEmpty(), number(dots < 0 ? cell[4] : cell[4].substring(0, dots)), number(dots < 0 ? "" : cell[4].substring(dots + 2)),
                cell[5].isEmpty() ? 0 : Integer.parseInt(cell[5]), cell[6].isEmpty() ? 0 : Integer.parseInt(cell[6]), cell[7].isEmpty() ? List.of() : List.of(cell[7].split(",")),
                Optional.of(cell[8]).filter(pattern -> !pattern.isEmpty()), Optional.of(cell[9]).filter(since -> !since.isEmpty()), !cell[10].isEmpty());
    }

    private static Optional<Long> number(String cell) {
        return cell.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(cell));
    }
}
