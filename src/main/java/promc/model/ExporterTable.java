package promc.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import promc.model.Inventory.LabelFacts;
import promc.model.Inventory.MetricFacts;
import promc.model.Inventory.MetricType;
import promc.model.Inventory.Origin;

/// Types and label names of the metrics of well-known exporters: Prometheus, Thanos and Alertmanager themselves, node_exporter, kube-state-metrics, cAdvisor, the API server and some
/// more, in the versions of 2026. Of what runs somewhere it proves nothing: versions and options differ, so it serves for what is likely. Read when first asked.
public final class ExporterTable {
    private ExporterTable() {}

    private static final class Holder {
        static final Map<String, String[]> TABLE = load();
    }

    /// What the table tells of a metric, or of a part of a histogram or summary (`x_bucket`, `x_sum`, `x_count`). The labels are those that the exporter sets; it does not tell which of
    /// them are always there.
    public static Optional<MetricFacts> metric(String name) {
        String[] own = Holder.TABLE.get(name);
        if (own != null) {
            return Optional.of(facts(name, own, ""));
        }
        int cut = name.lastIndexOf('_');
        String[] family = cut < 0 ? null : Holder.TABLE.get(name.substring(0, cut));
        return family != null && Inventory.isSampleOf(name.substring(cut), type(family)) && type(family) != MetricType.COUNTER
                ? Optional.of(facts(name, family, name.substring(cut))) : Optional.empty();
    }

    /// How many metrics the table holds.
    static int size() {
        return Holder.TABLE.size();
    }

    private static MetricType type(String[] row) {
        return switch (row[1].charAt(0)) {
            case 'c' -> MetricType.COUNTER;
            case 'g' -> MetricType.GAUGE;
            case 'h' -> MetricType.HISTOGRAM;
            case 's' -> MetricType.SUMMARY;
            default -> MetricType.UNKNOWN;
        };
    }

    private static MetricFacts facts(String name, String[] row, String part) {
        MetricType type = type(row);
        Optional<Map<String, LabelFacts>> labels = Optional.empty();
        if (row.length < 3 || !row[2].equals("?")) {
            Map<String, LabelFacts> named = new TreeMap<>();
            if (row.length == 3) {
                for (String label : row[2].split(" ")) {
                    named.put(label, LabelFacts.NAMED);
                }
            }
            if (part.equals("_bucket")) {
                // The last bucket, `+Inf`, is none of the finite ones.
                OptionalLong values = row[1].length() > 1 ? OptionalLong.of(Long.parseLong(row[1].substring(1)) + 1) : OptionalLong.empty();
                named.put("le", new LabelFacts(true, values, Optional.empty()));
            } else if (type == MetricType.SUMMARY && part.isEmpty()) {
                named.put("quantile", LabelFacts.NAMED);
            }
            labels = Optional.of(named);
        }
        return new MetricFacts(name, Optional.of(type), Optional.empty(), OptionalLong.empty(), labels, new Origin("promc's table of exporters (" + row[0] + ")", true));
    }

    /// Each row begins with its exporter; what follows is the line of the file without the metric's name.
    private static Map<String, String[]> load() {
        Map<String, String[]> table = new HashMap<>(4096);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                ExporterTable.class.getResourceAsStream("exporters.tsv"), StandardCharsets.UTF_8))) {
            String exporter = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("=")) {
                    exporter = line.substring(1);
                } else if (!line.startsWith("#")) {
                    String[] row = line.split("\t");
                    table.put(row[0], row);
                    row[0] = exporter;
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return table;
    }
}
