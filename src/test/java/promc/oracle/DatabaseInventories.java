package promc.oracle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import promc.model.Inventory;
import promc.model.Inventory.MetricType;
import promc.promql.SeriesDescription;

/// What an inventory of a recorded database tells: all its series, also those that are gone or still to come at the time of evaluation.
final class DatabaseInventories {
    private DatabaseInventories() {}

    static Inventory of(List<String> database, boolean closed) {
        Inventory.Builder builder = new Inventory.Builder(new Inventory.Origin("the database")).closed(closed);
        for (String line : database) {
            if (!(SeriesDescription.parse(line) instanceof SeriesDescription.Result.Read(SeriesDescription series))) {
                throw new AssertionError(line);
            }
            Map<String, String> labels = new TreeMap<>(series.labels());
            builder.addSeries(labels.get("__name__"), labels);
        }
        SeriesDatabases.METRICS.forEach(metric -> {
            if (database.stream().anyMatch(line -> line.startsWith(metric.name() + '{'))) {
                type(builder, metric);
            }
        });
        return builder.build();
    }

    private static void type(Inventory.Builder builder, SeriesDatabases.Metric metric) {
        switch (metric.kind()) {
            case COUNTER -> builder.type(metric.name(), MetricType.COUNTER);
            case BUCKET -> builder.type(metric.name(), MetricType.HISTOGRAM);
            case ONE -> builder.type(metric.name(), MetricType.INFO);
            case GAUGE -> builder.type(metric.name(), MetricType.GAUGE);
            case SWITCH, HISTOGRAM, MIXED -> { }
        }
    }
}
