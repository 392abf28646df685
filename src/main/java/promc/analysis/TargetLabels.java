package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.model.Field;
import promc.model.MetaLabels;
import promc.model.Pair;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.ScrapeJob;
import promc.model.ServiceDiscovery;
import promc.model.StaticTargets;
import promc.regex.Language;
import promc.regex.Regex;
import promc.regex.RegexUse;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// The labels of a job's targets (Prometheus `scrape/target.go`): those of its static configurations and discoveries, those that Prometheus adds, what relabelling makes of them;
/// then all that begin with `__` are dropped.
public final class TargetLabels {
    static final String ADDRESS = "__address__";
    static final String INSTANCE = "instance";
    static final String JOB = "job";
    private static final Language INTERNAL = language("__.*");
    static final String SCRAPE_INTERVAL = "__scrape_interval__";
    static final String SCRAPE_TIMEOUT = "__scrape_timeout__";
    /// Labels that stand for settings of the job that are true or false, each named as its setting.
    static final List<String> SWITCHES = List.of("__convert_classic_histograms_to_nhcb__", "__always_scrape_classic_histograms__", "__scrape_native_histograms__");

    private final PrometheusConfig config;
    private final ScrapeJob job;

    private TargetLabels(PrometheusConfig config, ScrapeJob job) {
        this.config = config;
        this.job = job;
    }

    private static Language language(String pattern) {
        return ((Regex) Regex.parse(pattern, RegexUse.RELABEL)).language();
    }

    /// One of these shapes describes the labels of each target; none if it is proved that there are no targets. Empty if Prometheus refuses the job's rules.
    public static Optional<List<Shape>> of(PrometheusConfig config, ScrapeJob job) {
        return states(config, job).map(states -> states.stream().map(RelabelState::shape).toList());
    }

    /// The same before the labels are dropped that begin with `__`: they say how and where each target is scraped (`__scheme__`, `__address__`, `__metrics_path__`, `__param_...`). Targets
    /// without an address that can be scraped are among them.
    public static Optional<List<Shape>> requests(PrometheusConfig config, ScrapeJob job) {
        return new TargetLabels(config, job).relabelled().map(states -> states.stream().map(RelabelState::shape).toList());
    }

    static Optional<List<RelabelState>> states(PrometheusConfig config, ScrapeJob job) {
        return new TargetLabels(config, job).states();
    }

    /// The rules, as the job's configuration names labels; empty if Prometheus refuses them.
    static Optional<Relabelling> relabelling(PrometheusConfig config, ScrapeJob job, List<RelabelRule> rules) {
        boolean legacy = job.nameScheme().value().or(config.nameScheme()::value).filter("legacy"::equals).isPresent();
        return Relabelling.of(rules, legacy, config.text().file());
    }

    private Why why(String reason, Span place) {
        return Why.in(config.text().file(), place, reason);
    }

    private Optional<List<RelabelState>> states() {
        return relabelled().map(states -> RelabelState.merged(states.stream().map(this::finished).flatMap(Optional::stream).toList()));
    }

    private Optional<List<RelabelState>> relabelled() {
        return relabelling(config, job, job.relabelRules()).map(rules -> rules.states(discovered()));
    }

    /// The targets before they are relabelled.
    static List<RelabelState> discovered(PrometheusConfig config, ScrapeJob job) {
        return new TargetLabels(config, job).discovered();
    }

    private List<RelabelState> discovered() {
        List<RelabelState> found = new ArrayList<>();
        job.staticConfigs().stream().filter(targets -> !targets.targets().isEmpty()).forEach(targets -> found.add(filled(given(targets))));
        job.discoveries().forEach(discovery -> found.add(filled(given(discovery))));
        return found;
    }

    private RelabelState given(StaticTargets targets) {
        Why why = why("`static_configs` gives the target no other labels", targets.node().span());
        Map<String, LabelFact> labels = new TreeMap<>();
        for (Pair pair : targets.labels()) {
            Why here = why("`static_configs` sets it", pair.key().span());
            labels.put(pair.name(), pair.value().value().map(value -> value.isNull() || value.value().isEmpty() ? LabelFact.never(here) : LabelFact.always(Values.of(value.value()), here))
                    .orElse(LabelFact.maybe(Values.ANY, here)));
        }
        Why here = why("`static_configs` names the target", targets.targets().getFirst().span());
        List<String> addresses = targets.targets().stream().map(address -> address.isNull() ? "" : address.value()).toList();
        labels.put(ADDRESS, new LabelFact(addresses.contains("") ? Presence.MAYBE : Presence.ALWAYS, Values.of(addresses), here));
        return new RelabelState(labels, RelabelNames.NONE, why, Samples.ANY);
    }

    private RelabelState given(ServiceDiscovery discovery) {
        Why why = why("`" + discovery.kind() + ServiceDiscovery.SUFFIX + "` may give it", discovery.key().span());
        Map<String, LabelFact> labels = new TreeMap<>();
        labels.put(ADDRESS, LabelFact.maybe(Values.ANY, why));
        List<String> names = new ArrayList<>();
        Optional<MetaLabels> known = MetaLabels.of(discovery);
        for (MetaLabels.Label label : known.map(MetaLabels::labels).orElse(List.of())) {
            if (label.name().startsWith(ServiceDiscovery.META)) {
                names.add(label.pattern());
            } else {
                labels.put(label.name(), LabelFact.maybe(Values.ANY, why));
            }
        }
        return new RelabelState(labels, known.isPresent() ? RelabelNames.NONE.plus(language(String.join("|", names))) : RelabelNames.ANY, why, Samples.ANY);
    }

    /// With what Prometheus adds where the target does not have it yet.
    private RelabelState filled(RelabelState given) {
        Span place = job.name().span();
        RelabelState filled = or(given, JOB, text(job.name(), Values.ANY), why("the job's name is the label `job`", place));
        Why setting = why("the settings of the job are labels of its targets until they are relabelled", place);
        filled = or(filled, SCRAPE_INTERVAL, Values.ANY, setting);
        filled = or(filled, SCRAPE_TIMEOUT, Values.ANY, setting);
        filled = or(filled, "__metrics_path__", text(job.metricsPath(), Values.of("/metrics")), setting);
        filled = or(filled, "__scheme__", text(job.scheme(), Values.of("http")), setting);
        for (String name : SWITCHES) {
            filled = or(filled, name, Values.of(List.of("true", "false")), setting);
        }
        for (ScrapeJob.Param param : job.params()) {
            String name = "__param_" + param.name();
            if (!param.values().isEmpty()) {
                boolean empty = param.values().getFirst() instanceof YamlScalar first && (first.isNull() || first.value().isEmpty());
                Values values = param.values().getFirst() instanceof YamlScalar first ? Values.of(first.value()) : Values.ANY;
                filled = empty ? filled : or(filled, name, values, setting);
            }
        }
        return filled;
    }

    private static Values text(Field<String> field, Values otherwise) {
        return field instanceof Field.Present<String>(String text, var ignored) ? text.isEmpty() ? Values.ANY : Values.of(text) : field.isAbsent() ? otherwise : Values.ANY;
    }

    /// With `name` set to one of `values` where it is not there.
    private static RelabelState or(RelabelState state, String name, Values values, Why why) {
        LabelFact before = state.label(name);
        return before.isAlways() ? state : state.with(name, LabelFact.always(before.isNever() ? values : before.values().or(values), why));
    }

    /// What is left once the rules were applied; empty if there is no such target.
    private Optional<RelabelState> finished(RelabelState relabelled) {
        LabelFact address = relabelled.label(ADDRESS);
        Values reached = address.values() instanceof Values.OneOf oneOf ? Values.of(oneOf.values().stream().filter(value -> value.indexOf('/') < 0).toList()) : address.values();
        if (address.isNever() || reached.equals(Values.NONE)) {
            return Optional.empty();
        }
        RelabelState named = or(relabelled, INSTANCE, reached, why("without another value `instance` is the target's address", job.name().span()));
        Why dropped = why("labels that begin with `__` are dropped when the target is relabelled", job.name().span());
        Map<String, LabelFact> kept = new TreeMap<>(named.labels());
        kept.keySet().removeIf(name -> name.startsWith("__"));
        RelabelNames others = named.others().within(INTERNAL.complement());
        return Optional.of(new RelabelState(kept, others, others.isNone() && !named.others().isNone() ? dropped : named.rest(), named.samples()));
    }
}
