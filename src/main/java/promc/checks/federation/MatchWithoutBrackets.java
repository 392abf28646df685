package promc.checks.federation;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.source.SourceFile;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;

/// A parameter `match`: `/federate` looks at `match[]` alone (Prometheus `web/federate.go`), so that it selects nothing.
public final class MatchWithoutBrackets implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/match-without-brackets", Severity.ERROR, "A federation job gives `match`, which `/federate` does not look at")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        SourceFile file = context.file();
        entry(job).ifPresent(entry -> context.report(file, entry.key().span(), "`/federate` looks at `match[]`, not at `match`: nothing is selected by it")
                .fix(job.matchParam().isPresent() ? Optional.empty()
                        : Optional.of(new Fix("Write `match[]`", Applicability.UNSAFE, List.of(new TextEdit(file, entry.key().span(), "'match[]'"))))));
    }

    /// The parameter of a job that federates.
    static Optional<Entry> entry(ScrapeJob job) {
        return !job.isFederation() ? Optional.empty()
                : job.node().get("params").filter(YamlMapping.class::isInstance).flatMap(params -> ((YamlMapping) params).entry("match"));
    }
}
