package promc.checks.scrape;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.View;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// A `scrape_timeout` that is longer than the interval: Prometheus refuses the configuration (`GlobalConfig.UnmarshalYAML` and `ScrapeConfig.Validate` in `config/config.go`). A timeout that is not
/// written is cut to the interval, so only written ones count. An interval of zero is none.
public final class TimeoutOverInterval implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/timeout-over-interval", Severity.ERROR,
            "A scrape may take longer than the time to the next one, so the configuration does not load").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (View view : file.views()) {
            if (view instanceof PrometheusConfig config) {
                check(config, context);
            }
        }
    }

    private static void check(PrometheusConfig config, Context context) {
        Optional<Duration> usual = config.scrapeInterval() instanceof Field.Invalid ? Optional.empty() : Optional.of(positive(config.scrapeInterval()).orElse(ServerSettings.DEFAULT_INTERVAL));
        SourceFile file = config.text().file();
        Field<Duration> timeout = config.scrapeTimeout();
        if (usual.isPresent() && isLonger(timeout, usual.get())) {
            report(timeout, usual.get(), "jobs scrape", config.global(), file, context).note(file, config.scrapeInterval().span(), source(config, usual.get()));
        }
        for (ScrapeJob job : config.jobs()) {
            Optional<Duration> own = positive(job.interval());
            // The rest of a configuration that such a list becomes a part of is not in sight.
            boolean known = own.isPresent() || !(job.interval() instanceof Field.Invalid) && !config.root().entries().isEmpty();
            Optional<Duration> interval = own.or(() -> usual);
            if (!known || interval.isEmpty() || !isLonger(job.timeout(), interval.get())) {
                continue;
            }
            Draft draft = report(job.timeout(), interval.get(), "this job scrapes", job.node(), file, context);
            if (own.isPresent()) {
                draft.note(file, job.interval().span(), "this job scrapes every " + words(own.get()));
            } else if (Keys.mayBePart(config)) {
                draft.likely().note(file, job.name().span(), "1m is Prometheus' default; no `global` section is in sight");
            } else {
                draft.note(file, config.scrapeInterval().span(), source(config, interval.get()));
            }
        }
    }

    private static String source(PrometheusConfig config, Duration interval) {
        return positive(config.scrapeInterval()).isPresent() ? "jobs without an interval of their own scrape every " + words(interval)
                : "without `scrape_interval` in `global`, Prometheus takes " + words(interval);
    }

    private static boolean isLonger(Field<Duration> timeout, Duration interval) {
        return timeout.value().filter(written -> written.compareTo(interval) > 0).isPresent();
    }

    private static Draft report(Field<Duration> timeout, Duration interval, String who, YamlMapping holder, SourceFile file, Context context) {
        String shorter = words(interval);
        return context.report(file, timeout.span(), "a scrape may take " + words(timeout.value().orElseThrow()) + ", but " + who + " every " + shorter
                + ": Prometheus refuses the configuration with `scrape timeout greater than scrape interval`").fix(fix(timeout, shorter, holder));
    }

    /// Only where the value stands in this mapping: behind an anchor it is other jobs' too.
    private static Optional<Fix> fix(Field<Duration> timeout, String shorter, YamlMapping holder) {
        return holder.own("scrape_timeout").map(entry -> entry.value()).filter(value -> value.span().equals(timeout.span())).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast)
                .flatMap(scalar -> Fix.edit(scalar.text(), scalar.text().span(), shorter))
                .map(edit -> new Fix("Cut the timeout to the interval, " + shorter, Applicability.UNSAFE, List.of(edit)));
    }

    private static Optional<Duration> positive(Field<Duration> field) {
        return field.value().filter(duration -> !duration.isZero());
    }

    private static String words(Duration duration) {
        return ServerSettings.words(duration);
    }
}
