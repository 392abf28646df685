package promc.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import promc.exposition.ExpositionLine;
import promc.exposition.ExpositionReader;
import promc.model.Inventory.Builder;
import promc.model.Inventory.MetricType;
import promc.model.Inventory.Origin;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.Span;

/// Reads what a server or target told, in any of these formats, recognised by content: an exposition (text format or OpenMetrics), the JSON answers of `/api/v1/status/tsdb`,
/// `/api/v1/series`, `/api/v1/metadata` and `/api/v1/query`, with or without the envelope around `data`, and what `promtool tsdb analyze` prints. Several files make one inventory, in which
/// a series that two of them show counts once.
public final class InventoryReader {
    /// How many problems of one file are told; the rest are of the same kind more often than not.
    private static final int MOST_PROBLEMS = 3;

    private final Builder builder = new Builder(new Origin(""));

    /// Reads one file and adds what it tells. The problems have their places in `file`; what was read before a problem counts.
    public List<Problem> read(SourceFile file) {
        String text = file.text();
        int first = 0;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return List.of(new Problem(Span.at(0), "the file is empty"));
        }
        Origin origin = new Origin(name(file.path()));
        builder.origin(origin);
        if (text.charAt(first) == '[' || text.charAt(first) == '{' && !looksLikeSample(text, first)) {
            return new InventoryJson(text, builder).read();
        }
        if (TsdbAnalysis.recognise(text)) {
            return TsdbAnalysis.read(text, builder);
        }
        return exposition(text, origin);
    }

    /// What the files read so far tell together.
    public Inventory inventory() {
        return builder.build();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// True for `{"name", label="value"} 1`, which begins as JSON might; there a colon follows the first string.
    private static boolean looksLikeSample(String text, int brace) {
        int end = text.indexOf('\n', brace);
        String line = text.substring(brace, end < 0 ? text.length() : end);
        int quote = line.indexOf('"', line.indexOf('"') + 1);
        return quote > 0 && line.substring(quote + 1).stripLeading().matches("(?s)[,}].*");
    }

    private List<Problem> exposition(String text, Origin origin) {
        List<Problem> problems = new ArrayList<>();
        List<ExpositionLine.Sample> samples = new ArrayList<>();
        Map<String, MetricType> types = new TreeMap<>();
        Map<String, String> units = new TreeMap<>();
        int[] faults = {0};
        ExpositionReader.read(text, ExpositionReader.isOpenMetrics(text), line -> {
            // By instanceof: see Workspace.add.
            if (line instanceof ExpositionLine.Sample sample) {
                samples.add(sample);
            } else if (line instanceof ExpositionLine.Metadata metadata && metadata.kind() == ExpositionLine.Kind.TYPE) {
                type(metadata.text()).ifPresent(type -> types.putIfAbsent(metadata.name(), type));
            } else if (line instanceof ExpositionLine.Metadata metadata && metadata.kind() == ExpositionLine.Kind.UNIT) {
                units.putIfAbsent(metadata.name(), metadata.text());
            } else if (line instanceof ExpositionLine.Fault(Problem problem)) {
                faults[0]++;
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add(problem);
                }
            }
        });
        if (samples.isEmpty() && types.isEmpty() || faults[0] > samples.size() + types.size()) {
            int lineEnd = text.indexOf('\n');
            return List.of(new Problem(new Span(0, lineEnd < 0 ? text.length() : lineEnd), "this is none of the formats of an inventory",
                    "it takes an exposition, JSON answers of a Prometheus, or what `promtool tsdb analyze` prints"));
        }
        Origin stored = new Origin(origin.description());
        Origin exposed = new Origin(origin.description(), true);
        Set<String> named = storedMetrics(samples);
        builder.origin(exposed);
        types.forEach(builder::type);
        units.forEach(builder::unit);
        samples.forEach(sample -> builder.origin(named.contains(sample.name()) ? stored : exposed).addSeries(sample.name(), sample.labelSet()));
        return problems;
    }

    /// The metrics that a server shows, not a target: only a server gives its series a `job` and an `instance`, and what `/federate` answers has an `instance` everywhere, even where it is
    /// empty.
    private static Set<String> storedMetrics(List<ExpositionLine.Sample> samples) {
        boolean all = samples.stream().allMatch(sample -> sample.label("instance").isPresent());
        Set<String> stored = new HashSet<>();
        for (ExpositionLine.Sample sample : samples) {
            if (all || sample.label("instance").isPresent() && sample.label("job").isPresent()) {
                stored.add(sample.name());
            }
        }
        return stored;
    }

    /// The type that a word of the formats or of the API means, if it is one.
    static Optional<MetricType> type(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "counter" -> Optional.of(MetricType.COUNTER);
            case "gauge" -> Optional.of(MetricType.GAUGE);
            case "histogram" -> Optional.of(MetricType.HISTOGRAM);
            case "summary" -> Optional.of(MetricType.SUMMARY);
            case "info" -> Optional.of(MetricType.INFO);
            case "stateset" -> Optional.of(MetricType.STATESET);
            case "untyped", "unknown", "gaugehistogram" -> Optional.of(MetricType.UNKNOWN);
            default -> Optional.empty();
        };
    }
}
