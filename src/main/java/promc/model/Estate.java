package promc.model;

import java.util.List;
import java.util.stream.Stream;

/// All files analysed together, in the order of their paths, and what links them.
public final class Estate {
    private final List<EstateFile> files;
    private List<Server> servers;
    private TestedRules testedRules;

    public Estate(List<EstateFile> files) {
        this.files = List.copyOf(files);
    }

    public List<EstateFile> files() {
        return files;
    }

    public Stream<RuleFile> ruleFiles() {
        return views(RuleFile.class);
    }

    public Stream<RuleTests> ruleTests() {
        return views(RuleTests.class);
    }

    public Stream<PrometheusConfig> configs() {
        return views(PrometheusConfig.class);
    }

    public Stream<Dashboard> dashboards() {
        return views(Dashboard.class);
    }

    public Stream<ComposeFile> composeFiles() {
        return views(ComposeFile.class);
    }

    /// The Prometheus servers in sight, with the configuration and the rules each loads. Found when first asked for.
    public synchronized List<Server> servers() {
        if (servers == null) {
            servers = List.copyOf(new Servers(this).find());
        }
        return servers;
    }

    /// Which rules the unit tests in sight are about. Found when first asked for.
    public synchronized TestedRules testedRules() {
        if (testedRules == null) {
            testedRules = new TestedRules(this);
        }
        return testedRules;
    }

    private <V extends View> Stream<V> views(Class<V> kind) {
        return files.stream().flatMap(file -> file.views(kind));
    }

    /// Every rule, file by file.
    public Stream<Rule> rules() {
        return ruleFiles().flatMap(file -> file.groups().stream()).flatMap(group -> group.rules().stream());
    }

    /// Every expression: those of rules, then the selectors of federation jobs.
    public Stream<Expression> expressions() {
        return Stream.concat(rules().flatMap(rule -> rule.expr().value().stream()),
                configs().flatMap(config -> config.jobs().stream()).flatMap(job -> job.matches().stream()));
    }
}
