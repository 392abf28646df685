package promc.checks.exposition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import promc.exposition.ExpositionLine.Sample;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;

/// The same name and labels twice for the same time. The first sample wins, and the other counts in `prometheus_target_scrapes_sample_duplicate_timestamp_total`; client libraries and
/// `promtool check metrics` refuse it.
public final class DuplicateSeries implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.proved("exposition/duplicate-series", Severity.ERROR, "An exposition has a series twice, so one of its values is lost");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        Map<List<Object>, Sample> first = new HashMap<>();
        for (Sample sample : file.exposition().samples()) {
            Sample before = first.putIfAbsent(List.of(sample.name(), sample.labelSet(), sample.timestamp()), sample);
            if (before != null) {
                boolean same = Double.compare(before.value(), sample.value()) == 0;
                context.report(file.text(), sample.span(), "the series stands here a second time" + (same ? ", with the same value" : ": Prometheus keeps the first value and drops this one"))
                        .severity(same ? Severity.WARNING : Severity.ERROR)
                        .note(file.text(), before.span(), "the first time");
            }
        }
    }
}
