package promc.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Since which release of Prometheus a section has a key (`2.47`), and since which it has it no longer, with what to write instead. Keys that 2.0 had and 3.14 has, have no history.
public record KeyHistory(Optional<String> since, Optional<String> until, Optional<String> instead) {
    /// Stands for every section in the table: keys of HTTP clients and of lists of discoveries.
    private static final String ANYWHERE = "*";

    private static final class Holder {
        static final Map<String, KeyHistory> TABLE = load();
    }

    public static Optional<KeyHistory> of(String struct, String key) {
        KeyHistory own = Holder.TABLE.get(struct + "\t" + key);
        return Optional.ofNullable(own != null ? own : Holder.TABLE.get(ANYWHERE + "\t" + key));
    }

    /// The history of a key that 3.14 does not know there, but an older release did.
    public static Optional<KeyHistory> removed(String struct, String key) {
        return Optional.ofNullable(Holder.TABLE.get(struct + "\t" + key)).filter(history -> history.until().isPresent());
    }

    private static Map<String, KeyHistory> load() {
        Map<String, KeyHistory> table = new HashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(KeyHistory.class.getResourceAsStream("key-history.tsv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cell = line.split("\t", -1);
                    table.put(cell[0] + "\t" + cell[1], new KeyHistory(told(cell[2]), told(cell[3]), told(cell[4])));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return table;
    }

    private static Optional<String> told(String cell) {
        return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
    }
}
