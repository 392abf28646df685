package promc.exposition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.exposition.ExpositionLine.Kind;
import promc.exposition.ExpositionLine.Metadata;
import promc.exposition.ExpositionLine.Sample;

/// What a target or a `/federate` endpoint answers: the text format or, ending with `# EOF`, OpenMetrics.
public record Exposition(boolean openMetrics, List<ExpositionLine> lines) {
    public Exposition {
        lines = List.copyOf(lines);
    }

    /// Reads a text whole. Whatever is wrong with it is among the lines.
    public static Exposition read(String text) {
        boolean openMetrics = ExpositionReader.isOpenMetrics(text);
        List<ExpositionLine> lines = new ArrayList<>();
        ExpositionReader.read(text, openMetrics, lines::add);
        return new Exposition(openMetrics, lines);
    }

    /// A metric with the samples that belong to it: for a histogram `x` those of `x_bucket`, `x_sum` and `x_count`. `type` is the word behind `# TYPE`, empty where there is none.
    public record Family(String name, Optional<Metadata> help, Optional<Metadata> type, List<Sample> samples) {
        public String typeWord() {
            return type.map(Metadata::text).orElse("");
        }

        /// True if `# TYPE` says what the metric is: `untyped` and `unknown` say nothing.
        public boolean isTyped() {
            return !typeWord().isEmpty() && !typeWord().equals("untyped") && !typeWord().equals("unknown");
        }
    }

    public List<Sample> samples() {
        return lines.stream().filter(Sample.class::isInstance).map(Sample.class::cast).toList();
    }

    public List<Metadata> metadata() {
        return lines.stream().filter(Metadata.class::isInstance).map(Metadata.class::cast).toList();
    }

    /// The metrics in the order in which they first appear.
    public List<Family> families() {
        Map<String, Metadata> help = new LinkedHashMap<>();
        Map<String, Metadata> types = new LinkedHashMap<>();
        for (Metadata line : metadata()) {
            if (line.kind() != Kind.UNIT) {
                (line.kind() == Kind.HELP ? help : types).putIfAbsent(line.name(), line);
            }
        }
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (ExpositionLine line : lines) {
            if (line instanceof Metadata metadata) {
                samples.computeIfAbsent(metadata.name(), name -> new ArrayList<>());
            } else if (line instanceof Sample sample) {
                samples.computeIfAbsent(family(sample.name(), types), name -> new ArrayList<>()).add(sample);
            }
        }
        List<Family> families = new ArrayList<>(samples.size());
        samples.forEach((name, of) -> families.add(new Family(name, Optional.ofNullable(help.get(name)), Optional.ofNullable(types.get(name)), List.copyOf(of))));
        return families;
    }

    private static String family(String sample, Map<String, Metadata> types) {
        if (!types.containsKey(sample)) {
            int cut = sample.lastIndexOf('_');
            Metadata type = cut < 0 ? null : types.get(sample.substring(0, cut));
            if (type != null && isSampleOf(sample.substring(cut), type.text())) {
                return type.name();
            }
        }
        return sample;
    }

    /// True if a metric of this type has samples with this suffix to its name.
    private static boolean isSampleOf(String suffix, String type) {
        return switch (type) {
            case "histogram" -> List.of("_bucket", "_sum", "_count", "_created").contains(suffix);
            case "gaugehistogram" -> List.of("_bucket", "_gsum", "_gcount").contains(suffix);
            case "summary" -> List.of("_sum", "_count", "_created").contains(suffix);
            case "counter" -> List.of("_total", "_created").contains(suffix);
            case "info" -> suffix.equals("_info");
            default -> false;
        };
    }
}
