package promc.checks.scrape;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.source.Span;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlSequence;

/// A job without targets: Prometheus loads it and scrapes nothing. Nothing is said where a file is only a part of a configuration, which what puts it together may fill in: of lists of jobs, and
/// of files that have jobs only.
public final class NoTargets implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/no-targets", Severity.WARNING, "A job names no targets, so it scrapes nothing");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        boolean named = job.name().value().filter(name -> !name.isBlank()).isPresent();
        // What is no list, or names nothing that is a discovery, does not load: other checks say so.
        boolean other = job.node().effective().stream().map(Entry::name).flatMap(Optional::stream).anyMatch(name -> name.contains("_sd_config") || name.equals("static_config"));
        boolean unread = job.node().get("static_configs").filter(node -> !(node instanceof YamlSequence)).isPresent();
        boolean part = config.root().entries().stream().allMatch(entry -> entry.name().filter("scrape_configs"::equals).isPresent());
        if (part || !named || unread || !job.targets().isEmpty() || !job.discoveries().isEmpty() || other || job.node().entries().stream().anyMatch(Entry::isMerge)) {
            return;
        }
        Span place = job.node().entry("static_configs").map(entry -> entry.key().span()).orElse(job.name().span());
        context.report(config.text().file(), place, "the job `" + job.name().value().get() + "` has no targets and finds none: nothing is scraped, and `up` does not tell");
    }
}
