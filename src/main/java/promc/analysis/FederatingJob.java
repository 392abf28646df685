package promc.analysis;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.model.StaticTargets;
import promc.yaml.YamlNode.YamlScalar;

/// A job of `top` that scrapes `/federate`. `config` is the file that it stands in. `targets` are those that files name, but for those that its relabelling surely drops. `complete`: these are all, and
/// it is known for each which server of the estate answers.
public record FederatingJob(Server top, PrometheusConfig config, ScrapeJob job, List<Target> targets, boolean complete) {
    public FederatingJob {
        targets = List.copyOf(targets);
    }

    /// One address that the job scrapes; `group` has its labels. `leaves` are the servers of the estate that may answer there: none if that is not known, more than one if any of them may.
    public record Target(YamlScalar address, StaticTargets group, List<Leaf> leaves) {
        public Target {
            leaves = List.copyOf(leaves);
        }
    }

    /// A server that is federated, and what tells that it is the one at the target's address.
    public record Leaf(Server server, Why why) {}

    /// The servers it collects from, each once.
    public List<Leaf> leaves() {
        List<Leaf> all = new ArrayList<>();
        // By identity: to compare servers would be to compare all that they hold.
        Map<Server, Boolean> seen = new IdentityHashMap<>();
        targets.forEach(target -> target.leaves.forEach(leaf -> {
            if (seen.put(leaf.server, true) == null) {
                all.add(leaf);
            }
        }));
        return all;
    }

    /// The same job, were this its only target.
    public ScrapeJob alone(Target target) {
        return alone(job, target);
    }

    static ScrapeJob alone(ScrapeJob job, Target target) {
        return job.scraping(List.of(new StaticTargets(target.group.node(), List.of(target.address), target.group.labels())));
    }

    /// What is stored of the series that a leaf stores as `stored` tells, when the job scrapes it at `target`: with the leaf's external labels, the target's labels and after the job's
    /// `metric_relabel_configs`. Whether a `match[]` selects them is not asked.
    public List<Shape> arriving(Target target, Leaf leaf, Shape stored) {
        return ScrapedSeries.of(config).of(alone(target), ScrapedSeries.of(leaf.server.config()).leaving(stored), true);
    }

    /// What one of the job's `match[]` selects of the series that a shape describes; `shape` describes those.
    public record Selected(Expression match, Shape shape) {}

    /// What each of the job's valid `match[]` may select of the series at a leaf that `stored` describes; none if it is proved that no series of it is selected.
    public List<Selected> selecting(Shape stored) {
        List<Selected> found = new ArrayList<>();
        for (Expression match : job.matches()) {
            match.valid().map(root -> Facts.of(root, Producers.UNKNOWN).root().shapes()).orElse(List.of()).forEach(asked -> SelectorSeries.meet(asked, stored, new ArrayList<>())
                    .ifPresent(both -> found.add(new Selected(match, both))));
        }
        return found;
    }

    /// False if it is proved that none of the job's `match[]` selects what a recording rule of a leaf writes.
    public boolean maySelect(Rule rule, RuleGroup group) {
        return rule.validExpr().flatMap(Expression::valid).isEmpty() || RuleSeries.of(rule, group, Facts.of(rule.validExpr().get().valid().get(), Producers.UNKNOWN).root()).stream()
                .anyMatch(shape -> !selecting(shape).isEmpty());
    }
}
