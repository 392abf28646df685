package promc.checks.cardinality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.exposition.Exposition.Family;
import promc.exposition.ExpositionLine.Sample;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;
import promc.source.Span;

/// Metrics whose names differ in nothing but an id: a UUID, a long number or an IP address between underscores. They cannot be summed by name, and each new id is a new metric.
public final class IdInMetricName implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.likely("cardinality/id-in-metric-name", Severity.WARNING, "The name of a metric holds an id, so there is a metric for each of them");
    /// Made when the first exposition is read: every run makes a check, few have use for its pattern.
    private static final class Ids {
        static final Pattern ID = Pattern.compile("(?<![A-Za-z0-9])(?:[0-9a-f]{8}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{12}|[0-9a-f]{32}|[0-9]{1,3}(?:_[0-9]{1,3}){3}|[0-9]{5,})(?![A-Za-z0-9])");
    }

    /// Fewer names of one kind may be sizes, ports or models that happen to be numbers.
    private static final int LEAST = 3;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    private record Named(Family family, Span id) {}

    @Override
    public void check(ExpositionFile file, Context context) {
        Map<String, List<Named>> byTemplate = new LinkedHashMap<>();
        for (Family family : file.families()) {
            Matcher id = Ids.ID.matcher(family.name());
            if (id.find()) {
                Span span = new Span(id.start(), id.end());
                String template = family.name().substring(0, id.start()) + "<id>" + family.name().substring(id.end());
                byTemplate.computeIfAbsent(template, t -> new ArrayList<>()).add(new Named(family, span));
            }
        }
        byTemplate.forEach((template, named) -> {
            if (named.size() >= LEAST) {
                Named first = named.getFirst();
                Span name = first.family.type().map(type -> type.nameSpan()).orElseGet(() -> first.family.samples().stream().findFirst().map(Sample::nameSpan).orElse(Span.at(0)));
                context.report(file.text(), name.isEmpty() ? name : first.id.shift(name.start()), named.size() + " metrics are named `" + template + "`: the id belongs into a label, if anywhere");
            }
        });
    }
}
