package promc.checks.exposition;

import java.util.List;
import java.util.Optional;
import promc.exposition.Exposition.Family;
import promc.exposition.ExpositionLine.Label;
import promc.exposition.ExpositionLine.Sample;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;

/// A name that promises another type: `_total` on what is no counter, `_bucket`, `_sum` and `_count` or the labels `le` and `quantile` on what is no histogram or summary, the word of a type
/// inside the name, and a colon, which is for recorded metrics. Untyped metrics promise nothing.
public final class MisleadingName implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.likely("exposition/misleading-name", Severity.INFO, "The name or a label of a metric is what another type of metric has");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        for (Family family : file.families()) {
            String type = family.typeWord();
            if (!family.isTyped() || type.equals("gaugehistogram")) {
                continue;
            }
            name(family.name(), type).ifPresent(message -> context.report(file.text(), family.type().get().nameSpan(), message));
            label(family, type).ifPresent(label -> context.report(file.text(), label.nameSpan(),
                    "`" + family.name() + "` is a " + type + "; the label `" + label.name() + "` is for " + (label.name().equals("le") ? "the buckets of histograms" : "summaries")));
        }
    }

    private static Optional<String> name(String name, String type) {
        if (name.contains(":")) {
            return Optional.of("`" + name + "` has a colon, which by convention only recorded metrics have");
        }
        boolean distribution = type.equals("histogram") || type.equals("summary");
        for (String suffix : List.of("_total", "_bucket", "_sum", "_count")) {
            boolean fits = suffix.equals("_total") ? type.equals("counter") : suffix.equals("_bucket") ? type.equals("histogram") : distribution;
            if (name.endsWith(suffix) && !fits) {
                return Optional.of("`" + name + "` is a " + type + "; by convention only " + (suffix.equals("_total") ? "a counter" : "a part of a histogram or summary") + " ends with `" + suffix + "`");
            }
        }
        for (String word : List.of("counter", "gauge", "histogram", "summary")) {
            // Of another type inside the name, the metric may well speak: `..._native_histogram_limit_total`.
            if (name.endsWith("_" + word) || word.equals(type) && name.contains("_" + word + "_")) {
                return Optional.of("`" + name + "` says `" + word + "`, which `# TYPE` is for" + (word.equals(type) ? "" : "; it is a " + type));
            }
        }
        return Optional.empty();
    }

    private static Optional<Label> label(Family family, String type) {
        for (Sample sample : family.samples()) {
            Optional<Label> wrong = (type.equals("histogram") ? Optional.<Label>empty() : sample.label("le")).or(() -> type.equals("summary") ? Optional.empty() : sample.label("quantile"));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }
}
