package promc.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.analysis.RelabelRun;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.RemoteWrite;
import promc.model.ScrapeJob;

/// What relabelling makes of targets of a job, and of series that they expose.
public record RelabelReport(PrometheusConfig config, ScrapeJob job, List<Target> targets) {
    public RelabelReport {
        targets = List.copyOf(targets);
    }

    /// One target and where it is scraped, if it is. `discovered` are the labels that it is found with, to which the settings of the job come; `series` is what it exposes, if that was asked, and `sent`
    /// what each `remote_write` sends of it, where it is stored.
    public record Target(Map<String, String> discovered, RelabelRun run, Optional<String> url, Optional<RelabelRun> series, List<Sent> sent) {
        public Target {
            sent = List.copyOf(sent);
        }
    }

    /// What a `remote_write` sends of a series.
    public record Sent(RemoteWrite to, RelabelRun run) {
        String url() {
            return to.url().value().orElse("");
        }
    }

    String path() {
        return config.text().file().path();
    }

    /// The line of the job's name, from 1.
    int line() {
        return line(job.name().span().start());
    }

    /// The line of a rule, from 1.
    int line(RelabelRule rule) {
        return line(rule.node().span().start());
    }

    private int line(int offset) {
        return config.text().file().line(offset);
    }

    /// `{a="b", c="d"}`, the name of a metric in front.
    static String labels(Map<String, String> labels) {
        StringBuilder text = new StringBuilder(labels.getOrDefault("__name__", "")).append('{');
        String comma = "";
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!label.getKey().equals("__name__")) {
                text.append(comma).append(label(label.getKey(), label.getValue()));
                comma = ", ";
            }
        }
        return text.append('}').toString();
    }

    static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
