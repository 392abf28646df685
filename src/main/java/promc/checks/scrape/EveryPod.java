package promc.checks.scrape;

import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.ServiceDiscovery;

/// A job that finds all pods, endpoints or services of a cluster and keeps each of them: every port of every container is scraped, whether it speaks Prometheus' format or not.
public final class EveryPod implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.likely("scrape/every-pod", Severity.INFO, "A job scrapes every port of every pod of a cluster");
    private static final Set<String> ROLES = Set.of("pod", "endpoints", "endpointslice", "service");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        boolean chooses = job.relabelRules().stream().anyMatch(rule -> switch (rule.actionOrDefault()) {
            case KEEP, DROP, KEEPEQUAL, DROPEQUAL -> true;
            case REPLACE -> rule.targetLabel().value().filter("__address__"::equals).isPresent();
            case HASHMOD, LABELMAP, LABELDROP, LABELKEEP, LOWERCASE, UPPERCASE -> false;
        });
        if (chooses) {
            return;
        }
        Optional<ServiceDiscovery> wide = job.discoveries().stream().filter(EveryPod::isWide).findFirst();
        wide.ifPresent(discovery -> context.report(config.text().file(), discovery.role().span(), "no rule of `relabel_configs` keeps or drops a target, so this job scrapes "
                + what(discovery.role().value().orElse("")) + ", whether it speaks Prometheus' format or not"));
    }

    private static boolean isWide(ServiceDiscovery discovery) {
        return discovery.kind().equals("kubernetes") && discovery.role().value().filter(ROLES::contains).isPresent() && discovery.node().get("selectors").isEmpty()
                && discovery.node().get("namespaces").isEmpty();
    }

    private static String what(String role) {
        return switch (role) {
            case "pod" -> "every port of every pod of the cluster";
            case "service" -> "every port of every service of the cluster";
            default -> "every port of every endpoint of the cluster";
        };
    }
}
