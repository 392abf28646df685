package promc.checks.exposition;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.exposition.Exposition.Family;
import promc.exposition.ExpositionLine.Sample;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;

/// Series of one metric with different label names: aggregations and joins by such a label put what lacks it in one heap. Only where the target itself tells the type: in what
/// `/federate` answers, several targets are mixed.
public final class InconsistentLabels implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.likely("exposition/inconsistent-labels", Severity.INFO, "The series of a metric do not have the same labels");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        for (Family family : file.families()) {
            if (!family.isTyped()) {
                continue;
            }
            Map<String, Sample> first = new HashMap<>();
            for (Sample sample : family.samples()) {
                Sample before = first.putIfAbsent(sample.name(), sample);
                Optional<String> missing = before == null ? Optional.empty() : lacking(sample, before).or(() -> lacking(before, sample));
                if (missing.isPresent()) {
                    Sample without = sample.label(missing.get()).isPresent() ? before : sample;
                    Sample with = without == sample ? before : sample;
                    context.report(file.text(), without.nameSpan(), "this series of `" + sample.name() + "` has no label `" + missing.get() + "`, another has")
                            .note(file.text(), with.label(missing.get()).orElseThrow().nameSpan(), "here it has");
                    break;
                }
            }
        }
    }

    /// The first label that `with` has and `sample` has not, by name. One with an empty value is written, so it was thought of.
    private static Optional<String> lacking(Sample sample, Sample with) {
        Set<String> names = new TreeSet<>();
        with.labels().forEach(label -> names.add(label.name()));
        sample.labels().forEach(label -> names.remove(label.name()));
        return names.stream().findFirst();
    }
}
