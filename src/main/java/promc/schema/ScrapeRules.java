package promc.schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import promc.schema.LoadError.Kind;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// A scrape job (`ScrapeConfig.UnmarshalYAML` and `Validate`). Where no configuration stands around it, only what holds in any.
final class ScrapeRules {
    private static final String ESCAPING = "metric_name_escaping_scheme";
    private static final String ALLOW_UTF8 = "allow-utf-8";
    private static final List<String> ESCAPINGS = List.of(ALLOW_UTF8, "underscores", "dots", "values");

    private ScrapeRules() {}

    static void check(Section job) {
        if (job.text("job_name").isEmpty()) {
            job.refuse(Kind.MISSING, job.has("job_name") ? job.place("job_name") : job.lacking(), job.has("job_name") ? "`job_name` is empty" : "a scrape job must have a `job_name`");
        }
        FileRules.Empty.refuse(job, "relabel_configs", "a relabel rule");
        FileRules.Empty.refuse(job, "metric_relabel_configs", "a relabel rule");
        FileRules.Empty.refuseAll(job, "_sd_configs", "a section");
        FileRules.Empty.refuse(job, "static_configs", "a section with `targets`");
        staticTargets(job);
        GlobalRules.protocols(job);
        GlobalRules.protocol(job, "fallback_scrape_protocol");
        timeout(job);
        escaping(job);
    }

    /// With relabel rules the address may still be cut down to a host.
    static void staticTargets(Section section) {
        if (!section.items("relabel_configs").isEmpty()) {
            return;
        }
        for (YamlNode group : section.items("static_configs")) {
            if (group instanceof YamlMapping mapping && mapping.get("targets").orElse(null) instanceof YamlSequence targets) {
                for (YamlNode item : targets.items()) {
                    if (item.resolve() instanceof YamlScalar target && target.value().contains("/") && !Scalars.isFilledIn(target.value())) {
                        section.refuse(Kind.BAD_VALUE, target.span(), "`" + target.value() + "` is no address: a target is `host:port`, and `scheme` and `"
                                + (section.struct().equals("config.AlertmanagerConfig") ? "path_prefix" : "metrics_path") + "` say the rest of the URL");
                    }
                }
            }
        }
    }

    private static void timeout(Section job) {
        OptionalLong timeout = GlobalRules.millis(job, "scrape_timeout");
        OptionalLong interval = GlobalRules.millis(job, "scrape_interval");
        if (interval.isPresent() && interval.getAsLong() == 0) {
            interval = job.outer().isEmpty() ? OptionalLong.empty() : global(job).map(global -> GlobalRules.millis(global, "scrape_interval")).orElseGet(() -> OptionalLong.of(0));
            if (interval.isPresent() && interval.getAsLong() == 0) {
                interval = OptionalLong.of(GlobalRules.DEFAULT_INTERVAL);
            }
        }
        if (timeout.isPresent() && interval.isPresent()) {
            GlobalRules.timeout(job, timeout.getAsLong(), interval.getAsLong());
        }
    }

    /// Which names of metrics are asked for must fit which are taken; what a job does not say, `global` says.
    private static void escaping(Section job) {
        Optional<Section> global = global(job);
        boolean own = !job.text("metric_name_validation_scheme").isEmpty();
        if (!own && job.outer().isEmpty()) {
            unknownEscaping(job);
            return;
        }
        boolean globalLegacy = global.filter(GlobalRules::isLegacy).isPresent();
        String globalEscaping = global.map(section -> section.text(ESCAPING)).filter(text -> !text.isEmpty()).orElse(globalLegacy ? "underscores" : ALLOW_UTF8);
        boolean legacy = own ? GlobalRules.isLegacy(job) : globalLegacy;
        String escaping = job.text(ESCAPING);
        global.ifPresent(ScrapeRules::unknownEscaping);
        unknownEscaping(job);
        boolean wants = escaping.isEmpty() ? !own && globalEscaping.equals(ALLOW_UTF8) : escaping.equals(ALLOW_UTF8);
        if (legacy && wants) {
            Section where = escaping.isEmpty() ? global.orElse(job) : job;
            where.refuse(Kind.CONFLICT, where.place(ESCAPING), "`" + ALLOW_UTF8 + "` asks for names in UTF-8, which `metric_name_validation_scheme: legacy` refuses");
        }
    }

    private static void unknownEscaping(Section section) {
        section.scalar(ESCAPING).filter(scalar -> !scalar.value().isEmpty() && !ESCAPINGS.contains(scalar.value()))
                .ifPresent(scalar -> section.refuse(Scalars.none(ESCAPING, scalar, ESCAPINGS)));
    }

    private static Optional<Section> global(Section job) {
        return job.outer().flatMap(file -> file.mapping("global").map(global -> file.inner("config.GlobalConfig", global)));
    }
}
