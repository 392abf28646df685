package promc.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import promc.schema.ConfigKeys;
import promc.schema.LoadError;
import promc.schema.LoadErrors;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// A `prometheus.yml`; a file of `scrape_config_files`, which has `scrape_configs` only; or a list of jobs that something else puts into a configuration, where `root` is empty.
public record PrometheusConfig(EmbeddedText text, YamlStream yaml, YamlMapping root, Field<Duration> scrapeInterval, Field<Duration> evaluationInterval,
        List<Pair> externalLabels, List<YamlScalar> ruleFiles, List<ScrapeJob> jobs, List<RemoteWrite> remoteWrites, List<RemoteRead> remoteReads) implements View {
    public PrometheusConfig {
        externalLabels = List.copyOf(externalLabels);
        ruleFiles = List.copyOf(ruleFiles);
        jobs = List.copyOf(jobs);
        remoteWrites = List.copyOf(remoteWrites);
        remoteReads = List.copyOf(remoteReads);
    }

    /// Which names of labels are valid: `utf8`, the default, or `legacy`.
    public Field<String> nameScheme() {
        return Fields.string(global(), "metric_name_validation_scheme");
    }

    /// For jobs that have none of their own.
    public Field<Duration> scrapeTimeout() {
        return Fields.duration(global(), "scrape_timeout");
    }

    /// How far before their evaluation the rules of groups look that do not say it themselves.
    public Field<Duration> ruleQueryOffset() {
        return Fields.duration(global(), "rule_query_offset");
    }

    /// How long samples are kept and how many, if the file says something of it: then flags do not count.
    public Optional<RetentionSection> retention() {
        return RetentionSection.of(root);
    }

    /// A setting of `global` that is true or false, for jobs that do not have it.
    public Field<Boolean> switchedOn(String key) {
        return Fields.bool(global(), key);
    }

    /// A limit that `global` sets for jobs that do not, such as `sample_limit`.
    public OptionalLong limit(String key) {
        return Fields.limit(global(), key);
    }

    /// The section `global`; one without entries where there is none.
    public YamlMapping global() {
        return Fields.mapping(root, "global").orElseGet(() -> new YamlMapping(Fields.lacking(root), List.of(), false, Optional.empty()));
    }

    /// The lists of relabel rules that belong to no job: of alerts, for all Alertmanagers and then for each, and of what each remote storage is sent.
    public List<RelabelList> relabelLists() {
        List<RelabelList> lists = new ArrayList<>();
        Fields.mapping(root, "alerting").ifPresent(alerting -> {
            RelabelRules.list(alerting, "alert_relabel_configs", RelabelList.Subject.ALERTS).ifPresent(lists::add);
            Fields.mappings(alerting, "alertmanagers").forEach(manager -> RelabelRules.list(manager, "alert_relabel_configs", RelabelList.Subject.ALERTS).ifPresent(lists::add));
        });
        remoteWrites.stream().filter(write -> !write.relabelRules().isEmpty()).forEach(write -> write.node().entry(RemoteWrite.RELABEL_KEY)
                .ifPresent(entry -> lists.add(new RelabelList(RelabelList.Subject.SENT_SERIES, entry.key(), write.relabelRules()))));
        return lists;
    }

    /// The paths and globs of files that bring more jobs, counted from the folder of this one.
    public List<YamlScalar> scrapeConfigFiles() {
        return Fields.scalars(root, "scrape_config_files");
    }

    /// All for which Prometheus refuses it, in the order of the file; of a list of jobs only what it refuses in any configuration. Read anew at each call.
    public List<LoadError> loadErrors() {
        return root.entries().isEmpty() ? LoadErrors.ofJobs(jobs.stream().map(ScrapeJob::node).toList()) : LoadErrors.of(root, ConfigKeys.ROOT);
    }

    /// True if other files may bring more jobs.
    public boolean hasMoreJobs() {
        return root.entry("scrape_config_files").isPresent();
    }
}
