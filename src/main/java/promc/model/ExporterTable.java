package promc.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import promc.model.Inventory.LabelFacts;
import promc.model.Inventory.MetricFacts;
import promc.model.Inventory.MetricType;
import promc.model.Inventory.Origin;
import promc.source.Nearest;

/// Types and label names of the metrics of well-known exporters: Prometheus, Thanos and Alertmanager themselves, node_exporter, kube-state-metrics, cAdvisor, the API server and some
/// more, in the versions of 2026. Of what runs somewhere it proves nothing: versions and options differ, so it serves for what is likely. Read when first asked.
public final class ExporterTable {
    private ExporterTable() {}

    /// The file as it is. A row is found by halving, so that a question costs no more than the reading of the file: no table is built.
    private static final class Holder {
        static final String TEXT = load();
        static final int ROWS = TEXT.indexOf('\n', TEXT.lastIndexOf("\n=") + 1) + 1;
    }

    /// What the table tells of a metric, or of a part of a histogram or summary (`x_bucket`, `x_sum`, `x_count`). The labels are those that the exporter sets; it does not tell which of
    /// them are always there.
    public static Optional<MetricFacts> metric(String name) {
        if (!mayHold(name)) {
            return Optional.empty();
        }
        String[] own = find(name);
        if (own != null) {
            return Optional.of(facts(name, own, ""));
        }
        int cut = name.lastIndexOf('_');
        String[] family = cut < 0 ? null : find(name.substring(0, cut));
        return family != null && Inventory.isSampleOf(name.substring(cut), type(family)) && type(family) != MetricType.COUNTER
                ? Optional.of(facts(name, family, name.substring(cut))) : Optional.empty();
    }

    /// True if the table has a metric that begins with the same word as `name`. Known without the file, which most names are not worth reading.
    static boolean mayHold(String name) {
        int cut = name.indexOf('_');
        return switch (cut < 0 ? name : name.substring(0, cut)) {
            case "ALERTS", "aggregator", "alertmanager", "apiserver", "authenticated", "authentication", "authorization", "blackbox", "cardinality", "container",
                    "cortex", "disabled", "etcd", "field", "go", "grafana", "hidden", "http", "informer", "kube", "kubelet", "kubernetes", "leader", "machine", "node",
                    "probe", "process", "prometheus", "promhttp", "querier", "registered", "reloader", "rest", "running", "scheduler", "scrape", "storage",
                    "testmetric1", "testmetric2", "thanos", "up", "version", "watch", "workqueue" -> true;
            default -> false;
        };
    }

    /// The only metric of the table that is one edit away from `name`, among those that share its first word.
    public static Optional<String> oneEditFrom(String name) {
        String text = Holder.TEXT;
        String word = "\n" + name.substring(0, name.indexOf('_') + 1);
        List<String> near = new ArrayList<>();
        for (int at = text.indexOf(word, Holder.ROWS - 1); at >= 0; at = text.indexOf(word, at + 1)) {
            near.add(text.substring(at + 1, text.indexOf('\t', at)));
        }
        return Nearest.only(name, near);
    }

    /// Shows the name of each metric and its exporter, in the order of the names; histograms and summaries once, without the names of their parts.
    public static void forEach(BiConsumer<String, String> visitor) {
        String text = Holder.TEXT;
        for (int start = Holder.ROWS; start < text.length(); start = text.indexOf('\n', start) + 1) {
            int tab = text.indexOf('\t', start);
            visitor.accept(text.substring(start, tab), exporter(text.charAt(tab + 1)));
        }
    }

    private static String exporter(char letter) {
        int at = Holder.TEXT.indexOf("\n=" + letter) + 3;
        return Holder.TEXT.substring(at, Holder.TEXT.indexOf('\n', at));
    }

    /// How many metrics the table holds.
    static int size() {
        return (int) Holder.TEXT.substring(Holder.ROWS).lines().count();
    }

    /// The cells of a row: the exporter, its type, its labels; null if there is none.
    private static String[] find(String name) {
        String text = Holder.TEXT;
        int low = Holder.ROWS;
        int high = text.length();
        while (low < high) {
            int start = text.lastIndexOf('\n', (low + high) / 2 - 1) + 1;
            int tab = text.indexOf('\t', start);
            int end = text.indexOf('\n', tab);
            int order = compare(name, text, start, tab);
            if (order == 0) {
                String[] row = text.substring(tab + 1, end).split("\t");
                String exporter = exporter(row[0].charAt(0));
                return row.length == 1 ? new String[] {exporter, row[0].substring(1)} : new String[] {exporter, row[0].substring(1), row[1]};
            }
            if (order < 0) {
                high = start;
            } else {
                low = end + 1;
            }
        }
        return null;
    }

    /// As `name.compareTo(text.substring(from, to))`.
    private static int compare(String name, String text, int from, int to) {
        int length = Math.min(name.length(), to - from);
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != text.charAt(from + i)) {
                return name.charAt(i) - text.charAt(from + i);
            }
        }
        return name.length() - (to - from);
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

    private static String load() {
        try (InputStream in = ExporterTable.class.getResourceAsStream("exporters.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
