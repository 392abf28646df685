package promc.checks.scrape;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.yaml.YamlNode.YamlScalar;

/// Plain HTTP to a port where by convention HTTPS is spoken, or the other way round: each scrape fails.
public final class SchemeAgainstPort implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.likely("scrape/scheme-against-port", Severity.WARNING, "A target is scraped by a scheme that its port does not speak");
    /// HTTPS, the Kubernetes API server, kubelets.
    private static final Set<String> ENCRYPTED = Set.of("443", "6443", "10250");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        boolean https = job.scheme().value().filter("https"::equals).isPresent();
        Optional<YamlScalar> target = job.targets().stream().filter(address -> https ? Hosts.port(address.value()).equals("80") : ENCRYPTED.contains(Hosts.port(address.value()))).findFirst();
        if (target.isEmpty() || target.get().value().contains("://") || movesTargets(job) || Schemes.of(config, job).filter(List.of(https ? "https" : "http")::equals).isEmpty()) {
            return;
        }
        context.report(config.text().file(), target.get().span(), https ? "port 80 speaks plain HTTP, and this job is scraped by HTTPS"
                : "port " + Hosts.port(target.get().value()) + " speaks HTTPS, and " + (job.scheme().isAbsent() ? "without `scheme: https` " : "") + "this job is scraped by plain HTTP");
    }

    private static boolean movesTargets(ScrapeJob job) {
        return job.relabelRules().stream().anyMatch(rule -> rule.targetLabel().value().filter(label -> label.equals("__address__") || label.indexOf('$') >= 0).isPresent());
    }
}
