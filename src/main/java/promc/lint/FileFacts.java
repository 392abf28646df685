package promc.lint;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.analysis.AlertTemplate;
import promc.analysis.Capacity;
import promc.analysis.Cardinality;
import promc.analysis.EstateFacts;
import promc.analysis.Facts;
import promc.analysis.Federation;
import promc.analysis.FederationPlans;
import promc.analysis.MetricKind;
import promc.analysis.NormalForm;
import promc.analysis.RelabelTrace;
import promc.analysis.RuleGraph;
import promc.analysis.ScrapedSeries;
import promc.analysis.ServerSettings;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.RelabelList;
import promc.model.PrometheusConfig;
import promc.model.Rule;
import promc.model.ScrapeJob;
import promc.promql.Expr;
import promc.schema.LoadError;
import promc.source.SourceFile;

/// Keeps what is known about the expressions of one file while its checks run: many of them ask for the same. Used by one thread.
final class FileFacts {
    private final EstateFacts facts;
    private final boolean template;
    /// By syntax tree, which expressions of the same text share.
    private final Map<Expr, Facts> proved = new IdentityHashMap<>();
    private final Map<Expression, Facts> likely = new IdentityHashMap<>();
    private final Map<Expression, Cardinality> cardinalities = new IdentityHashMap<>();

    private final Map<Rule, List<AlertTemplate>> templates = new IdentityHashMap<>(0);
    private final Map<PrometheusConfig, ScrapedSeries> scraped = new IdentityHashMap<>(0);
    /// By job, or by the key of a list that belongs to none; then by what the list changes. Jobs may share a list by an alias.
    private final Map<Object, Map<RelabelList.Subject, Optional<RelabelTrace>>> traces = new IdentityHashMap<>(0);
    private final Map<String, List<ServerSettings>> servers = new HashMap<>(0);

    private final Map<PrometheusConfig, List<LoadError>> loadErrors = new IdentityHashMap<>(0);

    FileFacts(EstateFacts facts) {
        this(facts, false);
    }

    /// `template`: the file shows what stands around the actions of a template, and not what they make.
    FileFacts(EstateFacts facts, boolean template) {
        this.facts = facts;
        this.template = template;
    }

    boolean isTemplate() {
        return template;
    }

    FederationPlans plans() {
        return facts.plans();
    }

    Federation federation() {
        return facts.federation();
    }

    List<LoadError> loadErrors(PrometheusConfig config) {
        List<LoadError> known = loadErrors.get(config);
        if (known == null) {
            known = config.loadErrors();
            loadErrors.put(config, known);
        }
        return known;
    }

    RuleGraph graph() {
        return facts.graph();
    }

    List<AlertTemplate> templates(Rule rule) {
        List<AlertTemplate> known = templates.get(rule);
        if (known == null) {
            known = AlertTemplate.of(rule);
            templates.put(rule, known);
        }
        return known;
    }

    List<ServerSettings> servers(SourceFile file, Config.Lookup config) {
        List<ServerSettings> known = servers.get(file.path());
        if (known == null) {
            Config.Settings settings = config.forFile(file.path());
            known = facts.servers(file, settings.defaults().with(settings.target().prometheus(), settings.target().features()));
            servers.put(file.path(), known);
        }
        return known;
    }

    /// The series of the jobs of a configuration in the file.
    ScrapedSeries scraped(PrometheusConfig config) {
        ScrapedSeries known = scraped.get(config);
        if (known == null) {
            known = ScrapedSeries.of(config);
            scraped.put(config, known);
        }
        return known;
    }

    /// How the rules of a list are applied.
    Optional<RelabelTrace> trace(PrometheusConfig config, Optional<ScrapeJob> job, RelabelList list) {
        return traces.computeIfAbsent(job.isPresent() ? job.get() : list.key(), key -> new EnumMap<>(RelabelList.Subject.class))
                .computeIfAbsent(list.subject(), subject -> job.isPresent() ? scraped(config).trace(job.get(), list) : scraped(config).trace(list));
    }

    List<ServerSettings> servers(PrometheusConfig loaded, Config.Lookup config) {
        Config.Settings settings = config.forFile(loaded.text().file().path());
        return facts.servers(loaded, settings.defaults().with(settings.target().prometheus(), settings.target().features()));
    }

    List<Capacity> capacities(Config.Lookup config) {
        return facts.capacities(path -> {
            Config.Settings settings = config.forFile(path);
            return settings.defaults().with(settings.target().prometheus(), settings.target().features());
        });
    }

    Facts proved(Expression expression) {
        Expr root = expression.valid().orElseThrow();
        Facts known = proved.get(root);
        if (known == null) {
            known = facts.proved(expression);
            proved.put(root, known);
        }
        return known;
    }

    NormalForm form(Expression expression) {
        return facts.form(expression);
    }

    Facts likely(Expression expression) {
        Facts known = likely.get(expression);
        if (known == null) {
            known = facts.likely(expression).orElseGet(() -> proved(expression));
            likely.put(expression, known);
        }
        return known;
    }

    Cardinality cardinality(Expression expression) {
        Cardinality known = cardinalities.get(expression);
        if (known == null) {
            known = facts.cardinality(expression, likely(expression));
            cardinalities.put(expression, known);
        }
        return known;
    }

    boolean isRecorded(String metric) {
        return facts.isRecorded(metric);
    }

    Optional<MetricKind.Known> kind(String metric, Expression reader) {
        return facts.kind(metric, reader);
    }
}
