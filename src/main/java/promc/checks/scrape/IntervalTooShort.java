package promc.checks.scrape;

import java.time.Duration;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.View;
import promc.source.SourceFile;

/// Scrapes every second or more often. Each sample is stored, so that this costs as much as fifteen to sixty times the series.
public final class IntervalTooShort implements Check.FileCheck {
    private static final Option<Optional<Duration>> SHORTEST = new Option.Period("shortest", "the shortest interval that nothing is said about; 2s if it is not set");
    private static final CheckInfo INFO = CheckInfo.likely("scrape/interval-too-short", Severity.INFO, "Targets are scraped more often than is of use").options(SHORTEST);
    private static final Duration USUAL = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofSeconds(2);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (View view : file.views()) {
            if (view instanceof PrometheusConfig config) {
                check(config.scrapeInterval(), config.text().file(), context);
                config.jobs().forEach(job -> check(job.interval(), config.text().file(), context));
            }
        }
    }

    private static void check(Field<Duration> interval, SourceFile file, Context context) {
        Duration shortest = context.option(SHORTEST, file).orElse(SHORT);
        interval.value().filter(written -> !written.isZero() && written.compareTo(shortest) < 0).ifPresent(written ->
                context.report(file, interval.span(), "a scrape every " + ServerSettings.words(written) + " stores " + USUAL.toMillis() / written.toMillis()
                        + " times as many samples as one every " + ServerSettings.words(USUAL) + ", and most exporters have nothing new to tell so soon"));
    }
}
