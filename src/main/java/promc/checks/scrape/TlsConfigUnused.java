package promc.checks.scrape;

import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;

/// `tls_config` in a job that is scraped by plain HTTP: it counts only if a target redirects to HTTPS.
public final class TlsConfigUnused implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.likely("scrape/tls-config-unused", Severity.WARNING, "A job has TLS settings and is scraped by plain HTTP");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        Optional<Entry> tls = job.node().entry("tls_config").filter(entry -> job.node().get("tls_config").filter(node -> node instanceof YamlMapping).isPresent());
        if (tls.isPresent() && Schemes.of(config, job).filter(List.of("http")::equals).isPresent()) {
            context.report(config.text().file(), tls.get().key().span(), "these TLS settings are not used: "
                    + (job.scheme().isAbsent() ? "without `scheme: https` " : "") + "the job is scraped by plain HTTP");
        }
    }
}
