package promc.checks.scrape;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                Duration shortest = context.option(SHORTEST, config.text().file()).orElse(SHORT);
                Map<Duration, List<Field<Duration>>> places = new LinkedHashMap<>();
                collect(config.scrapeInterval(), shortest, places);
                // How often a federation job scrapes is to be judged by what is new at the other server, which is another check's.
                config.jobs().stream().filter(job -> !job.isFederation()).forEach(job -> collect(job.interval(), shortest, places));
                places.forEach((interval, same) -> report(interval, same, config.text().file(), context));
            }
        }
    }

    private static void collect(Field<Duration> interval, Duration shortest, Map<Duration, List<Field<Duration>>> places) {
        interval.value().filter(written -> !written.isZero() && written.compareTo(shortest) < 0)
                .ifPresent(written -> places.computeIfAbsent(written, key -> new ArrayList<>()).add(interval));
    }

    private static void report(Duration interval, List<Field<Duration>> same, SourceFile file, Context context) {
        String others = switch (same.size()) {
            case 1 -> "";
            case 2 -> " (another one in this file does, too)";
            default -> " (" + (same.size() - 1) + " more in this file do, too)";
        };
        context.report(file, same.getFirst().span(), "a scrape every " + ServerSettings.words(interval) + " stores " + USUAL.toMillis() / interval.toMillis() + " times as many samples as one every "
                + ServerSettings.words(USUAL) + ", and most exporters have nothing new to tell so soon" + others);
    }
}
