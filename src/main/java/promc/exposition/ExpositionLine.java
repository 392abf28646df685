package promc.exposition;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import promc.source.Problem;
import promc.source.Span;

/// One line of an exposition that says something. Spans count in the text read.
public sealed interface ExpositionLine {
    Span span();

    /// What a metadata line tells of a metric.
    enum Kind { HELP, TYPE, UNIT }

    /// `# HELP name text` and its kin. `text` as written, escapes and all; empty if the line ends behind the name.
    record Metadata(Span span, Kind kind, String name, Span nameSpan, String text, Span textSpan) implements ExpositionLine {}

    /// A sample: one value of one series. `timestamp` as written, in milliseconds or, in OpenMetrics, seconds; empty where there is none.
    record Sample(Span span, String name, Span nameSpan, List<Label> labels, double value, Span valueSpan, String timestamp) implements ExpositionLine {
        public Sample {
            labels = List.copyOf(labels);
        }

        public Optional<Label> label(String wanted) {
            for (Label label : labels) {
                if (label.name.equals(wanted)) {
                    return Optional.of(label);
                }
            }
            return Optional.empty();
        }

        /// The labels that are there: those with a value, sorted by name.
        public TreeMap<String, String> labelSet() {
            TreeMap<String, String> set = new TreeMap<>();
            for (Label label : labels) {
                if (!label.value.isEmpty()) {
                    set.put(label.name, label.value);
                }
            }
            return set;
        }

        /// The same labels without one of them.
        public TreeMap<String, String> labelSetWithout(String dropped) {
            TreeMap<String, String> set = labelSet();
            set.remove(dropped);
            return set;
        }
    }

    /// A label of a sample. `value` has its escapes resolved; `valueSpan` is what stands between the quotes.
    record Label(String name, Span nameSpan, String value, Span valueSpan) {}

    /// A comment that is none of the metadata lines.
    record Comment(Span span) implements ExpositionLine {}

    /// `# EOF`, with which OpenMetrics ends.
    record End(Span span) implements ExpositionLine {}

    /// A line that is nothing of the format.
    record Fault(Problem problem) implements ExpositionLine {
        @Override public Span span() {
            return problem.span();
        }
    }
}
