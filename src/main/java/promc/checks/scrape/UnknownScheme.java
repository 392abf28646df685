package promc.checks.scrape;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;

/// A scheme that is neither `http` nor `https`. Prometheus takes it as it is and loads the configuration; then each scrape fails with `unsupported protocol scheme`.
public final class UnknownScheme implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/unknown-scheme", Severity.ERROR, "A job is scraped by something else than HTTP, so each scrape fails");
    private static final Set<String> KNOWN = Set.of("http", "https");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        Optional<String> written = job.scheme().value().filter(scheme -> !KNOWN.contains(scheme.toLowerCase(Locale.ROOT)));
        // An empty one and the like are not told from what relabelling sets.
        if (written.isPresent() && Schemes.of(config, job).filter(List.of(written.get())::equals).isPresent()) {
            context.report(config.text().file(), job.scheme().span(), "`" + written.get() + "` is neither `http` nor `https`: the configuration loads, and each scrape fails with `unsupported protocol scheme`");
        }
    }
}
