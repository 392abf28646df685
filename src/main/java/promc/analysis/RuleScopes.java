package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.ScrapeJob;
import promc.model.Server;

/// Who reads whose records: inside the rule files that one server loads. A file that no server in sight loads reads what is recorded nearest to it: in its own folder, in the
/// one above, or in the one above that.
final class RuleScopes {
    /// How many folders above its own a file looks into.
    static final int MAX_ABOVE = 2;

    private final List<RuleNode> nodes = new ArrayList<>();
    private final Map<String, List<Recorded>> byName = new HashMap<>();
    private final Map<Expression, RuleFile> files = new IdentityHashMap<>();
    private final Map<RuleFile, Set<RuleFile>> loadedTogether = new IdentityHashMap<>();
    /// What servers load whose configuration an operator makes, so that [#loadedBy] has nothing of them.
    private final Set<RuleFile> selected = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<RuleFile, List<PrometheusConfig>> loadedBy = new IdentityHashMap<>();
    private final Map<Object, Map<String, Optional<Records>>> inScope = new HashMap<>();
    private final Map<List<Recorded>, Records> records = new HashMap<>();
    private final Map<String, Optional<Records>> alertsNear = new HashMap<>();

    /// A rule that makes series of a metric: a recording rule, or an alert with its `ALERTS` and `ALERTS_FOR_STATE`. With what is needed to evaluate it. Told apart by identity.
    static final class Recorded {
        final String metric;
        final Rule rule;
        final RuleGroup group;
        final RuleFile file;
        final RuleNode node;
        final Optional<Expression> expression;
        /// What it writes by itself; null until somebody asks.
        List<Shape> shapes;
        /// The labels that it sets by itself; null until somebody asks.
        Map<String, LabelFact> set;

        private Recorded(String metric, RuleNode node) {
            this.metric = metric;
            this.node = node;
            this.rule = node.rule();
            this.group = node.group();
            this.file = node.file();
            this.expression = rule.expr().value();
        }

        Optional<Expression> valid() {
            return expression.filter(known -> known.valid().isPresent());
        }
    }

    /// The rules that record one metric as readers of some scope see it, and what is found out about them. Told apart by identity.
    static final class Records {
        final List<Recorded> rules;
        /// The records that their expressions read; null until they are looked for.
        List<Records> reads;
        /// What they write, empty if that cannot be told; null until it is found out.
        Optional<List<Shape>> written;
        /// While it is found out: what they are known to write so far.
        Optional<List<Shape>> soFar = Optional.empty();
        /// What kind of metric they make; null until it is found out.
        Optional<MetricKind.Known> kind;
        /// How many series they write at most, empty if that cannot be told; null until it is found out.
        Optional<Bound> bound;

        private Records(List<Recorded> rules) {
            this.rules = rules;
        }
    }

    RuleScopes(Estate estate) {
        estate.files().stream().filter(file -> !file.template()).flatMap(file -> file.views(RuleFile.class)).forEach(this::index);
        for (Server server : estate.servers()) {
            // What a template will load is not known.
            if (server.file().template()) {
                continue;
            }
            // By identity, here as below: to compare files would be to compare all that they hold.
            Set<RuleFile> together = Collections.newSetFromMap(new IdentityHashMap<>());
            server.rules().forEach(link -> together.addAll(link.files()));
            together.forEach(file -> loadedBy.computeIfAbsent(file, key -> new ArrayList<>()).addAll(server.configs()));
            load(together);
        }
        for (Server server : estate.unconfiguredServers()) {
            Set<RuleFile> together = Collections.newSetFromMap(new IdentityHashMap<>());
            server.rules().forEach(link -> together.addAll(link.files()));
            selected.addAll(together);
            load(together);
        }
    }

    private void load(Set<RuleFile> together) {
        together.forEach(file -> loadedTogether.computeIfAbsent(file, key -> Collections.newSetFromMap(new IdentityHashMap<>())).addAll(together));
    }

    private void index(RuleFile file) {
        for (RuleGroup group : file.groups()) {
            int position = 0;
            for (Rule rule : group.rules()) {
                RuleNode node = new RuleNode(rule, group, file, position++);
                nodes.add(node);
                rule.expr().value().ifPresent(expression -> files.put(expression, file));
                if (rule.name().value().isPresent() && rule.kind() != Rule.Kind.UNKNOWN) {
                    List<String> metrics = rule.isAlert() ? RuleSeries.OF_ALERTS : List.of(rule.name().value().get());
                    metrics.forEach(metric -> byName.computeIfAbsent(metric, name -> new ArrayList<>()).add(new Recorded(metric, node)));
                }
            }
        }
    }

    /// All rules, file by file.
    List<RuleNode> nodes() {
        return nodes;
    }

    /// The names of all that is made by rules: what is recorded, and the metrics of alerts.
    Set<String> names() {
        return byName.keySet();
    }

    /// The rules of the estate that make this metric, whoever loads them.
    List<Recorded> makers(String metric) {
        return byName.getOrDefault(metric, List.of());
    }

    /// True if some rule of the estate records a metric of this name.
    boolean knows(String metric) {
        return byName.containsKey(metric);
    }

    /// True if a recording rule of the estate writes a metric of this name.
    boolean records(String metric) {
        return byName.getOrDefault(metric, List.of()).stream().anyMatch(made -> made.rule.isRecording());
    }

    /// The rule file that an expression is in; empty for one that is not a rule's.
    Optional<RuleFile> fileOf(Expression expression) {
        return Optional.ofNullable(files.get(expression));
    }

    /// True if a server of the estate loads the file.
    boolean isLoaded(RuleFile file) {
        return loadedTogether.containsKey(file);
    }

    /// True if a server selects the file whose jobs are not in sight, as one that an operator runs does.
    boolean isSelected(RuleFile file) {
        return selected.contains(file);
    }

    /// True if some server of the estate loads both.
    boolean areTogether(RuleFile a, RuleFile b) {
        return loadedTogether.getOrDefault(a, Set.of()).contains(b);
    }

    /// The configurations of the servers of the estate that load the file, with the files of jobs that these take in.
    List<PrometheusConfig> loading(RuleFile file) {
        return loadedBy.getOrDefault(file, List.of());
    }

    /// True if no server that loads the file gets series of others, by federation or by remote read.
    boolean isAlone(RuleFile file) {
        return !selected.contains(file) && loading(file).stream().allMatch(config -> config.root().get("remote_read").isEmpty() && config.jobs().stream().noneMatch(ScrapeJob::isFederation));
    }

    /// Files of one scope see the same records.
    Object scope(RuleFile reader) {
        return isLoaded(reader) ? reader.text().file() : reader.text().file().folder();
    }

    /// The rules that record `metric` where `reader` reads; empty if none do.
    Optional<Records> recording(String metric, RuleFile reader) {
        if (!byName.containsKey(metric)) {
            return Optional.empty();
        }
        Map<String, Optional<Records>> known = inScope.computeIfAbsent(scope(reader), scope -> new HashMap<>());
        return known.computeIfAbsent(metric, name -> {
            List<Recorded> rules = find(name, reader);
            return rules.isEmpty() ? Optional.empty() : Optional.of(records.computeIfAbsent(rules, Records::new));
        });
    }

    private List<Recorded> find(String metric, RuleFile reader) {
        List<Recorded> all = byName.get(metric);
        Set<RuleFile> together = loadedTogether.get(reader);
        if (together != null) {
            return all.stream().filter(recorded -> together.contains(recorded.file)).toList();
        }
        // Every server has alerts; those of one that is not in sight are not known.
        return RuleSeries.OF_ALERTS.contains(metric) ? List.of() : nearest(all, reader);
    }

    /// The alerts that `reader` may mean: those that are loaded with it, or else those that stand nearest.
    Optional<Records> alerts(String metric, RuleFile reader) {
        if (!byName.containsKey(metric) || isLoaded(reader)) {
            return recording(metric, reader);
        }
        return alertsNear.computeIfAbsent(metric + " " + reader.text().file().folder(), near -> {
            List<Recorded> rules = nearest(byName.get(metric), reader);
            return rules.isEmpty() ? Optional.empty() : Optional.of(records.computeIfAbsent(rules, Records::new));
        });
    }

    private static List<Recorded> nearest(List<Recorded> all, RuleFile reader) {
        String folder = reader.text().file().folder();
        for (int above = 0; above <= MAX_ABOVE; above++) {
            String inside = folder;
            List<Recorded> near = all.stream().filter(recorded -> recorded.file.text().file().folder().startsWith(inside)).toList();
            if (!near.isEmpty() || folder.isEmpty()) {
                return near;
            }
            folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
        }
        return List.of();
    }
}
