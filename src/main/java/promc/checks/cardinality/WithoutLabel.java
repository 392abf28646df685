package promc.checks.cardinality;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import promc.exposition.Exposition.Family;
import promc.exposition.ExpositionLine.Label;
import promc.exposition.ExpositionLine.Sample;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.source.SourceFile;
import promc.source.Span;

/// A metric of an exposition as its program would show it without a label: samples that only the label told apart are added up. Unsafe, and no more than half of the work: the file shows what the program
/// should expose, and it is the program that has to change.
final class WithoutLabel {
    /// Numbers beyond are not written out.
    private static final int MOST_DIGITS = 40;

    private final Family family;
    private final String label;
    private final SourceFile file;
    private final String text;
    private final List<TextEdit> edits = new ArrayList<>();

    private WithoutLabel(Family family, String label, SourceFile file) {
        this.family = family;
        this.label = label;
        this.file = file;
        this.text = file.text();
    }

    /// Empty where sums mean nothing (gauges, quantiles, times, buckets that differ), and where lines have more than a series and its value. `file` is the exposition, and nothing else.
    static Optional<Fix> of(Family family, String label, SourceFile file) {
        return new WithoutLabel(family, label, file).fix();
    }

    private Optional<Fix> fix() {
        if (!adds(family) || family.samples().stream().anyMatch(sample -> sample.name().endsWith("_created")) || !hasEqualBuckets()) {
            return Optional.empty();
        }
        Map<Map<String, String>, List<Sample>> groups = new LinkedHashMap<>();
        for (Sample sample : family.samples()) {
            TreeMap<String, String> rest = sample.labelSetWithout(label);
            rest.put("__name__", sample.name());
            groups.computeIfAbsent(rest, key -> new ArrayList<>(1)).add(sample);
        }
        for (List<Sample> same : groups.values()) {
            if (!merge(same)) {
                return Optional.empty();
            }
        }
        return edits.isEmpty() ? Optional.empty() : Optional.of(new Fix("Expose `" + family.name() + "` without `" + label + "`: the program has to change, this file then shows what it should say", Applicability.UNSAFE, edits));
    }

    private static boolean adds(Family family) {
        return switch (family.typeWord()) {
            case "counter", "histogram" -> true;
            case "summary" -> family.samples().stream().noneMatch(sample -> sample.label("quantile").isPresent());
            case "" -> family.name().endsWith("_total");
            default -> false;
        };
    }

    /// False if the series of a histogram that become one have other bounds.
    private boolean hasEqualBuckets() {
        Map<Map<String, String>, Set<String>> bounds = new HashMap<>();
        for (Sample sample : family.samples()) {
            sample.label("le").ifPresent(le -> bounds.computeIfAbsent(sample.labelSetWithout("le"), key -> new HashSet<>()).add(le.value()));
        }
        Map<Map<String, String>, Set<String>> merged = new HashMap<>();
        for (Map.Entry<Map<String, String>, Set<String>> series : bounds.entrySet()) {
            Map<String, String> rest = new TreeMap<>(series.getKey());
            rest.remove(label);
            if (!merged.computeIfAbsent(rest, key -> series.getValue()).equals(series.getValue())) {
                return false;
            }
        }
        return true;
    }

    /// The first one gets the sum, the lines of the others go.
    private boolean merge(List<Sample> same) {
        Sample first = same.getFirst();
        if (same.stream().anyMatch(sample -> !isPlain(sample))) {
            return false;
        }
        if (same.size() > 1) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Sample sample : same) {
                Optional<BigDecimal> value = number(sample.valueSpan().of(text));
                if (value.isEmpty()) {
                    return false;
                }
                sum = sum.add(value.get());
            }
            edits.add(new TextEdit(file, first.valueSpan(), sum.toPlainString()));
            same.stream().skip(1).forEach(sample -> {
                int line = file.line(sample.span().start());
                edits.add(new TextEdit(file, new Span(file.lineStart(line), line < file.lineCount() ? file.lineStart(line + 1) : text.length()), ""));
            });
        }
        Optional<Label> written = first.label(label);
        if (written.isPresent()) {
            Optional<Span> span = span(written.get());
            span.ifPresent(gone -> edits.add(new TextEdit(file, gone, "")));
            return span.isPresent();
        }
        return true;
    }

    /// True if nothing stands behind the value: no time, no exemplar, no comment.
    private boolean isPlain(Sample sample) {
        int end = file.lineSpan(file.line(sample.span().start())).end();
        return sample.timestamp().isEmpty() && text.substring(sample.valueSpan().end(), Math.max(sample.valueSpan().end(), end)).isBlank();
    }

    private static Optional<BigDecimal> number(String written) {
        if (written.length() > MOST_DIGITS || !written.matches("[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,2})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(written));
    }

    /// The label with the comma that it needs no more, or with the braces. Empty where its name is quoted.
    private Optional<Span> span(Label written) {
        int start = written.nameSpan().start();
        int end = written.valueSpan().end() + 1;
        if (end > text.length() || text.charAt(end - 1) != '"' || !written.name().equals(written.nameSpan().of(text)) || text.charAt(start - 1) == '"') {
            return Optional.empty();
        }
        int next = past(end);
        int before = start;
        while (before > 0 && text.charAt(before - 1) == ' ') {
            before--;
        }
        boolean first = text.charAt(before - 1) == '{';
        if (text.charAt(next) == ',') {
            int behind = past(next + 1);
            return Optional.of(first && text.charAt(behind) == '}' ? new Span(before - 1, behind + 1) : new Span(start, behind));
        }
        return Optional.of(first ? new Span(before - 1, next + 1) : new Span(before - 1, end));
    }

    private int past(int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }
}
