package promc.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Keys that an older Prometheus knew and 3.14 does not. Read when a key is not known.
final class RemovedKeys {
    private RemovedKeys() {}

    /// `until` is the first release without the key, `instead` says what to write.
    record Removed(String until, String instead) {}

    private static final class Holder {
        static final Map<String, Removed> TABLE = load();
    }

    static Optional<Removed> of(String struct, String key) {
        return Optional.ofNullable(Holder.TABLE.get(struct + "\t" + key));
    }

    private static Map<String, Removed> load() {
        Map<String, Removed> table = new HashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(RemovedKeys.class.getResourceAsStream("removed-keys.tsv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cell = line.split("\t", -1);
                    table.put(cell[0] + "\t" + cell[1], new Removed(cell[2], cell[3]));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return table;
    }
}
