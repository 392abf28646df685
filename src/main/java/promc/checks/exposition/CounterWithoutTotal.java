package promc.checks.exposition;

import promc.exposition.Exposition.Family;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;

/// A counter whose samples are not named `..._total`: who reads its name, and every tool that goes by names, takes it for a gauge. OpenMetrics requires the suffix.
public final class CounterWithoutTotal implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.likely("exposition/counter-without-total", Severity.INFO, "The name of a counter does not end with `_total`");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        for (Family family : file.families()) {
            // In OpenMetrics the name of the metric has no suffix, only its samples have.
            boolean named = family.name().endsWith("_total")
                    || file.exposition().openMetrics() && family.samples().stream().noneMatch(sample -> sample.name().equals(family.name()));
            if (family.typeWord().equals("counter") && !named) {
                context.report(file.text(), family.type().get().nameSpan(), "`" + family.name() + "` is a counter, so its samples are named `" + family.name() + "_total` by convention");
            }
        }
    }
}
