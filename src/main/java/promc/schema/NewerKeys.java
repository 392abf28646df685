package promc.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;

/// Keys of prometheus.yml that 3.14 knows and an older release does not, as the changelog of Prometheus tells them. A key that the table lacks counts as known to all.
public final class NewerKeys {
    private static final String OBJECT = "object:";
    private static final String ANY = "*";

    /// A key and the release that brought it.
    public record Newer(String key, Span span, int major, int minor) {
        public String since() {
            return major + "." + minor;
        }
    }

    private record Since(int major, int minor) {}

    private static final class Holder {
        static final Map<String, Since> TABLE = load();
    }

    private final int major;
    private final int minor;
    private final List<Newer> found = new ArrayList<>();
    /// A mapping that aliases lead to is read once.
    private final Set<YamlMapping> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private NewerKeys(int major, int minor) {
        this.major = major;
        this.minor = minor;
    }

    /// What stands in `root`, read as `struct`, that the release `major.minor` does not know. What stands under such a key is not looked at.
    public static List<Newer> in(YamlMapping root, String struct, int major, int minor) {
        NewerKeys keys = new NewerKeys(major, minor);
        keys.read(root, struct);
        return List.copyOf(keys.found);
    }

    private void read(YamlMapping mapping, String struct) {
        if (!seen.add(mapping)) {
            return;
        }
        Map<String, String> types = ConfigKeys.of(struct);
        for (Entry entry : mapping.entries()) {
            if (entry.isMerge()) {
                below(entry.value(), struct);
                continue;
            }
            String name = entry.name().orElse("");
            String type = types.get(name);
            if (type == null) {
                continue;
            }
            Optional<Since> since = since(struct, name);
            if (since.isPresent() && (since.get().major > major || since.get().major == major && since.get().minor > minor)) {
                found.add(new Newer(name, entry.key().span(), since.get().major, since.get().minor));
            } else if (type.startsWith(OBJECT)) {
                below(entry.value(), type.substring(OBJECT.length()).replace("[]", ""));
            }
        }
    }

    private void below(YamlNode value, String struct) {
        switch (value.resolve()) {
            case YamlMapping section -> read(section, struct);
            case YamlSequence list -> list.items().forEach(item -> {
                if (item.resolve() instanceof YamlMapping section) {
                    read(section, struct);
                }
            });
            default -> { }
        }
    }

    private static Optional<Since> since(String struct, String key) {
        return Optional.ofNullable(Holder.TABLE.getOrDefault(struct + "\t" + key, Holder.TABLE.get(ANY + "\t" + key)));
    }

    private static Map<String, Since> load() {
        Map<String, Since> table = new HashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(NewerKeys.class.getResourceAsStream("newer-keys.tsv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cell = line.split("\t", -1);
                    String[] version = cell[2].split("\\.");
                    table.put(cell[0] + "\t" + cell[1], new Since(Integer.parseInt(version[0]), Integer.parseInt(version[1])));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return table;
    }
}
