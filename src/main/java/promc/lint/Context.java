package promc.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.AlertTemplate;
import promc.analysis.Capacity;
import promc.analysis.Cardinality;
import promc.analysis.Facts;
import promc.analysis.Federation;
import promc.analysis.FederationPlans;
import promc.analysis.MetricKind;
import promc.analysis.NormalForm;
import promc.analysis.RuleGraph;
import promc.analysis.ServerSettings;
import promc.fix.Fix;
import promc.model.BaseEstate;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.PrometheusConfig;
import promc.model.Rule;
import promc.model.Version;
import promc.schema.LoadError;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;

/// What a check sees besides its subject, and where it says what it found. One per check and subject; not shared between threads.
public final class Context {
    private final Check check;
    private final Estate estate;
    private final Optional<BaseEstate> base;
    private final SourceFile file;
    private final Config.Lookup config;
    private final Optional<Finding.InRule> rule;
    private final FileFacts facts;
    private final List<Draft> drafts = new ArrayList<>(0);

    Context(Check check, Estate estate, Optional<BaseEstate> base, SourceFile file, Config.Lookup config, Optional<Finding.InRule> rule, FileFacts facts) {
        this.check = check;
        this.estate = estate;
        this.base = base;
        this.file = file;
        this.config = config;
        this.rule = rule;
        this.facts = facts;
    }

    public Estate estate() {
        return estate;
    }

    /// The estate before the change that this run judges; empty where it judges the estate as it is, that is without `--changed`.
    public Optional<BaseEstate> base() {
        return base;
    }

    /// The file the subject is in; for an estate check the first one.
    public SourceFile file() {
        return file;
    }

    /// The value of one of the check's own options for the file `at`.
    public <T> T option(Option<T> option, SourceFile at) {
        return config.forFile(at.path()).option(check.info(), option);
    }

    /// True if the subject is in a template, whose actions may add to a rule what is not seen.
    public boolean isTemplate() {
        return facts.isTemplate();
    }

    /// The path of the file `at`, counted from the folder of the configuration that holds for it.
    public String path(SourceFile at) {
        return config.forFile(at.path()).path();
    }

    /// The server that expressions of the file `at` are for, as far as the configuration tells.
    public Target target(SourceFile at) {
        return config.forFile(at.path()).target();
    }

    /// What is proved about a valid expression and its parts.
    public Facts facts(Expression expression) {
        return facts.proved(expression);
    }

    /// The normal form of a valid expression: expressions of the same form return the same on every database.
    public NormalForm form(Expression expression) {
        return facts.form(expression);
    }

    /// What holds of it if, besides, series that are recorded in this estate come from nowhere else. Findings that rest on it are LIKELY and name the rule.
    public Facts likelyFacts(Expression expression) {
        return facts.likely(expression);
    }

    /// What Prometheus refuses in a configuration of this file.
    public List<LoadError> loadErrors(PrometheusConfig config) {
        return facts.loadErrors(config);
    }

    /// Reports what of one kind Prometheus refuses in the configurations of a file; nothing of a template, of which it reads what became of it.
    public void reportLoadErrors(EstateFile at, LoadError.Kind kind) {
        if (isTemplate()) {
            return;
        }
        at.views(PrometheusConfig.class).forEach(config -> {
            for (LoadError error : loadErrors(config)) {
                if (error.kind() == kind && !isStillKnown(error, config)) {
                    report(config.text().file(), error.span(), error.message()).fix(Fix.inFile(error.correction(), config.text()));
                } else if (kind == LoadError.Kind.BAD_VALUE && error.kind() == LoadError.Kind.OTHER_PROGRAM) {
                    report(config.text().file(), error.span(), error.message()).likely().severity(Severity.INFO);
                }
            }
        });
    }

    /// True if each Prometheus that is told to load the configuration is older than the first that refuses it.
    private boolean isStillKnown(LoadError error, PrometheusConfig config) {
        Optional<Version> until = error.until().flatMap(Version::parse);
        if (until.isEmpty()) {
            return false;
        }
        List<Version> told = new ArrayList<>(servers(config).stream().flatMap(server -> server.version().stream()).toList());
        target(file).prometheus().ifPresent(told::add);
        return !told.isEmpty() && told.stream().noneMatch(version -> version.isAtLeast(until.get().major(), until.get().minor()));
    }

    /// The labels and annotations of an alerting rule that are templates.
    public List<AlertTemplate> templates(Rule rule) {
        return facts.templates(rule);
    }

    /// How many series it and its parts return at most, under the same condition.
    public Cardinality likelyCardinality(Expression expression) {
        return facts.cardinality(expression);
    }

    /// What federating jobs collect, and what is read of it.
    public FederationPlans plans() {
        return facts.plans();
    }

    /// Which servers of the estate collect from which by federation.
    public Federation federation() {
        return facts.federation();
    }

    /// Which rules of the estate read which.
    public RuleGraph graph() {
        return facts.graph();
    }

    /// True if a rule of the estate records a metric of this name.
    public boolean isRecorded(String metric) {
        return facts.isRecorded(metric);
    }

    /// What kind of metric an expression reads under a name, and who tells; empty if nobody does.
    public Optional<MetricKind.Known> kind(String metric, Expression reader) {
        return facts.kind(metric, reader);
    }

    /// What is known about the metrics of the database that the file `at` is for.
    public Inventory inventory(SourceFile at) {
        return config.forFile(at.path()).inventory();
    }

    /// How many series are wanted at most where the file `at` is.
    public ConfigFacts.Budgets budgets(SourceFile at) {
        return config.forFile(at.path()).budgets();
    }

    /// The servers that load the rules of the file `at`, with what they are set to; if none is in sight, one of which only the configuration tells. Never empty.
    public List<ServerSettings> servers(SourceFile at) {
        return facts.servers(at, config);
    }

    /// The servers that load a configuration, with what they are set to.
    public List<ServerSettings> servers(PrometheusConfig loaded) {
        return facts.servers(loaded, config);
    }

    /// What the servers of the estate that store samples need, as far as it is told, and which limits they have. Templates are none of them.
    public List<Capacity> capacities() {
        return facts.capacities(config);
    }

    /// Reports a finding at a span of an embedded text. The draft returned takes notes and a fix; it counts even if nothing more is said.
    public Draft report(EmbeddedText text, Span within, String message) {
        return report(text.file(), text.toFile(within), message);
    }

    /// Reports a finding at a span of the file.
    public Draft report(SourceFile file, Span span, String message) {
        Draft draft = new Draft(check.info(), file, span, message, rule);
        drafts.add(draft);
        return draft;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            config.forFile(draft.file().path()).severity(check.info(), draft.severity()).ifPresent(severity -> findings.add(draft.build(draft.chosen().orElse(severity))));
        }
        return findings;
    }
}
