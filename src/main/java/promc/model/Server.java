package promc.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlScalar;

/// One Prometheus of the estate: the configuration it loads, and the files that configuration names. `runs` tells the process, where one in sight loads it;
/// a configuration that no process in sight loads makes a server of its own, read where it lies. `parts` are the files of `scrape_config_files` that are in sight, each once: they have jobs and
/// nothing else, and what these do not set holds as `config` sets it. `targetFiles` are those that the jobs' `file_sd_configs` name.
public record Server(Optional<Run> runs, EstateFile file, PrometheusConfig config, List<PrometheusConfig> parts, List<RuleLink> rules, List<JobLink> jobFiles,
        List<TargetLink> targetFiles) {
    public Server {
        parts = List.copyOf(parts);
        rules = List.copyOf(rules);
        jobFiles = List.copyOf(jobFiles);
        targetFiles = List.copyOf(targetFiles);
    }

    /// True if what it reads is not told by jobs in sight: an operator generates its configuration from other objects, or it is a ruler of Thanos.
    public boolean isGenerated() {
        return runs.filter(run -> run.process().origin() instanceof ServerProcess.Origin.Operator || run.process().runs("thanos rule")).isPresent();
    }

    /// True if the server loads rules from this file.
    public boolean loads(SourceFile rules) {
        return this.rules.stream().flatMap(link -> link.files().stream()).anyMatch(file -> file.text().file().path().equals(rules.path()));
    }

    /// True if selectors of an object of prometheus-operator choose its rules: those of the estate that lie near the object are then likely, but not surely, of its cluster.
    public boolean selectsRules() {
        return runs.filter(run -> run.process().origin() instanceof ServerProcess.Origin.Operator).isPresent();
    }

    /// Its own configuration, then [#parts].
    public List<PrometheusConfig> configs() {
        return parts.isEmpty() ? List.of(config) : Stream.concat(Stream.of(config), parts.stream()).toList();
    }

    /// Its jobs as far as they are in sight: those of its own configuration, then those of `scrape_config_files`.
    public List<ScrapeJob> jobs() {
        return parts.isEmpty() ? config.jobs() : configs().stream().flatMap(part -> part.jobs().stream()).toList();
    }

    /// The file that one of [#jobs] stands in, as a configuration.
    public PrometheusConfig configOf(ScrapeJob job) {
        return parts.stream().filter(part -> part.jobs().stream().anyMatch(own -> own == job)).findFirst().orElse(config);
    }

    /// True if [#jobs] are all: it is no template, and each entry of `scrape_config_files` leads to files that were read without doubt.
    public boolean hasAllJobs() {
        return !isGenerated() && !file.template() && config.hasMoreJobs() == !jobFiles.isEmpty() && jobFiles.stream().allMatch(link -> !link.files().isEmpty() && link.files().stream()
                .allMatch(part -> !part.template() && part.yaml().problems().isEmpty() && part.views(PrometheusConfig.class).findAny().isPresent()));
    }

    /// The targets that files name for a job, as Git has them: such files may change while the server runs.
    public Stream<TargetFile> targetFiles(ScrapeJob job) {
        return targetFiles.stream().filter(link -> link.job() == job).flatMap(link -> link.files().stream()).flatMap(found -> found.views(TargetFile.class));
    }

    /// The process of a server, and where the configuration lies as it sees it.
    public record Run(ServerProcess process, String configPath) {}

    /// One path or glob that a configuration names. `path` is where it leads as the process sees it. `mounted` is false if the process has nothing at that place. `place` is
    /// where that lies in the estate, if it is known; `neighbours` are the other files there.
    public record Link(YamlScalar pattern, String path, boolean mounted, Optional<String> place, List<EstateFile> files, List<EstateFile> neighbours) {
        public Link {
            files = List.copyOf(files);
            neighbours = List.copyOf(neighbours);
        }

        /// True if it may lead to any number of files.
        public boolean isGlob() {
            return EstatePaths.isGlob(path);
        }
    }

    /// One entry of `rule_files`: the rule files of the estate it loads.
    public record RuleLink(Link link, List<RuleFile> files) {
        public RuleLink {
            files = List.copyOf(files);
        }

        public YamlScalar pattern() {
            return link.pattern();
        }

        public boolean mounted() {
            return link.mounted();
        }
    }

    /// One entry of `scrape_config_files`: the files of jobs it loads.
    public record JobLink(Link link) {
        public List<EstateFile> files() {
            return link.files();
        }
    }

    /// One path of a job's `file_sd_configs`: the files of targets it reads.
    public record TargetLink(ScrapeJob job, Link link) {
        public List<EstateFile> files() {
            return link.files();
        }
    }
}
