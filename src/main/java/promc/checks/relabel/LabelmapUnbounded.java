package promc.checks.relabel;

import java.util.List;
import java.util.Optional;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.RelabelList;
import promc.model.RelabelRule.Action;
import promc.model.ScrapeJob;
import promc.model.ServiceDiscovery;
import promc.regex.Regex;

/// `labelmap` of all labels or annotations that users put on objects: each new one becomes a label of every series of the target. Of labels it is told once for all jobs of a configuration that do
/// it with the same pattern: it is a habit, which one decision ends everywhere.
public final class LabelmapUnbounded implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.likely("relabel/labelmap-unbounded", Severity.INFO, "A `labelmap` copies whatever labels users put on objects to all series of a target");
    /// Names that no writer of a rule knows of: a pattern that matches them takes any name.
    private static final List<String> ANY_NAME = List.of("xq7", "some_other_name");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        if (trace.list().subject() != RelabelList.Subject.TARGETS) {
            return;
        }
        for (Turn turn : trace.turns()) {
            if (turn.rule().actionOrDefault() == Action.LABELMAP && turn.isReached() && turn.mayMatch() && !turn.rule().replacementOrDefault().startsWith("__")) {
                turn.rule().regex().value().flatMap(LabelmapUnbounded::opened).ifPresent(opened -> {
                    int jobs = job.isEmpty() || opened.annotations() ? 1 : jobs(turn.rule().regex().value().get().pattern(), job.get(), config);
                    if (jobs > 0) {
                        report(opened, jobs, turn, context);
                    }
                });
            }
        }
    }

    /// In how many jobs the pattern stands; 0 if this one is not the first of them.
    private static int jobs(String pattern, ScrapeJob job, PrometheusConfig config) {
        int count = 0;
        for (ScrapeJob other : config.jobs()) {
            if (other.relabelRules().stream().anyMatch(rule -> rule.actionOrDefault() == Action.LABELMAP && rule.regex().value().filter(regex -> regex.pattern().equals(pattern)).isPresent())) {
                // By identity: to compare jobs would be to compare all that they hold.
                if (count == 0 && other != job) {
                    return 0;
                }
                count++;
            }
        }
        return count;
    }

    /// The family of labels of which the pattern takes all.
    private static Optional<Opened> opened(Regex regex) {
        for (Opened opened : Opened.ALL) {
            if (ANY_NAME.stream().allMatch(name -> regex.matches(ServiceDiscovery.META + opened.prefix() + name))) {
                return Optional.of(opened);
            }
        }
        return Optional.empty();
    }

    private record Opened(String prefix, String owner, String example, boolean annotations) {
        static final List<Opened> ALL = List.of(
                new Opened("kubernetes_pod_annotation_", "annotation of pods", "kubectl_kubernetes_io_last_applied_configuration", true),
                new Opened("kubernetes_service_annotation_", "annotation of services", "kubectl_kubernetes_io_last_applied_configuration", true),
                new Opened("kubernetes_node_annotation_", "annotation of nodes", "", true),
                new Opened("kubernetes_namespace_annotation_", "annotation of namespaces", "", true),
                new Opened("kubernetes_ingress_annotation_", "annotation of ingresses", "", true),
                new Opened("kubernetes_endpoints_annotation_", "annotation of endpoints", "endpoints_kubernetes_io_last_change_trigger_time", true),
                new Opened("kubernetes_pod_label_", "label of pods", "", false),
                new Opened("kubernetes_service_label_", "label of services", "", false),
                new Opened("kubernetes_node_label_", "label of nodes", "", false),
                new Opened("kubernetes_namespace_label_", "label of namespaces", "", false),
                new Opened("kubernetes_ingress_label_", "label of ingresses", "", false),
                new Opened("docker_container_label_", "label of containers", "", false),
                new Opened("dockerswarm_container_label_", "label of containers", "", false),
                new Opened("dockerswarm_service_label_", "label of services", "", false),
                new Opened("dockerswarm_node_label_", "label of nodes", "", false),
                new Opened("consul_service_metadata_", "metadatum of services", "", false),
                new Opened("consul_metadata_", "metadatum of nodes", "", false),
                new Opened("ec2_tag_", "tag of instances", "", false),
                new Opened("gce_label_", "label of instances", "", false),
                new Opened("azure_machine_tag_", "tag of machines", "", false));
    }

    private static void report(Opened opened, int jobs, Turn turn, Context context) {
        Draft draft = context.report(context.file(), Rules.pattern(turn.rule()), "this copies every " + opened.owner() + " to all series of the target: one that is added or changed begins all these series anew"
                + (opened.example().isEmpty() ? "" : ", as `" + opened.example() + "` does with each change")
                + (jobs == 1 ? "" : jobs == 2 ? " (another job here does it, too)" : " (" + (jobs - 1) + " other jobs here do it, too)"));
        if (opened.annotations()) {
            // Annotations are for programs, and hold whole documents.
            draft.severity(Severity.WARNING);
        }
    }
}
