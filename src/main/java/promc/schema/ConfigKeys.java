package promc.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The keys of prometheus.yml, of unit tests of rules and of web configuration files, as Prometheus 3.14 reads them, and of files that Thanos reads, section by section. Read when first asked for.
public final class ConfigKeys {
    /// The struct of the whole file.
    public static final String ROOT = "config.Config";

    /// The struct of a file of unit tests (`cmd/promtool/unittest.go`).
    public static final String TESTS = "unittest.unitTestFile";

    /// The struct of the file that `--web.config.file` names, of Prometheus and of every program with its web server (prometheus/exporter-toolkit).
    public static final String WEB = "web.Config";

    private ConfigKeys() {}

    /// The struct of the file that `--objstore.config-file` of Thanos names; its `config` is one of its own for each type of store, such as `objstore.S3`.
    public static final String OBJECT_STORE = "objstore.Bucket";

    /// The struct of the file that `--endpoint.sd-config-file` of Thanos Query names.
    public static final String ENDPOINTS = "thanos.Endpoints";

    private static final class Holder {
        static final Map<String, Map<String, String>> TABLE = load("config-keys.tsv");
    }

    private static final class ThanosHolder {
        static final Map<String, Map<String, String>> TABLE = load("thanos-keys.tsv");
    }

    /// The keys of a struct with their types: `object:S` is struct S, `[]` behind it a list.
    public static Map<String, String> of(String struct) {
        return (struct.startsWith(ObjstoreRules.PREFIX) || struct.startsWith("thanos.") ? ThanosHolder.TABLE : Holder.TABLE).getOrDefault(struct, Map.of());
    }

    private static Map<String, Map<String, String>> load(String resource) {
        Map<String, Map<String, String>> table = new HashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(ConfigKeys.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cell = line.split("\t", -1);
                    table.computeIfAbsent(cell[0], struct -> new LinkedHashMap<>()).put(cell[1], cell[2]);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return table;
    }
}
