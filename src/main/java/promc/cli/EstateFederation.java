package promc.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import promc.analysis.Bound;
import promc.analysis.EstateFacts;
import promc.analysis.Escape;
import promc.analysis.FederationPlan;
import promc.analysis.MatchSelector;
import promc.analysis.RuleNode;
import promc.analysis.TopRead;
import promc.lint.MatchListFix;
import promc.model.Expression;
import promc.model.Inventory;
import promc.report.FederationReport;
import promc.report.FederationReport.Job;
import promc.report.FederationReport.Match;
import promc.report.FederationReport.Need;
import promc.report.FederationReport.Place;
import promc.report.FederationReport.Proof;
import promc.report.FederationReport.Proposed;
import promc.report.FederationReport.Reader;
import promc.report.FederationReport.Rule;
import promc.report.FederationReport.Target;
import promc.source.SourceFile;
import promc.source.Span;

/// Tells of federation plans what a report of them says.
final class EstateFederation {
    private final EstateFacts facts;
    private final Inventory inventory;

    private EstateFederation(EstateFacts facts, Inventory inventory) {
        this.facts = facts;
        this.inventory = inventory;
    }

    static FederationReport of(List<FederationPlan> plans, EstateFacts facts, Inventory inventory) {
        EstateFederation federation = new EstateFederation(facts, inventory);
        return new FederationReport(plans.stream().map(federation::job).toList());
    }

    /// Those of the jobs in files that are `named`.
    static List<FederationPlan> plans(EstateFacts facts, Predicate<String> named) {
        return facts.plans().all().stream().filter(plan -> named.test(plan.job().config().text().file().path())).toList();
    }

    static String name(FederationPlan plan) {
        return plan.job().job().name().value().orElse("");
    }

    private Job job(FederationPlan plan) {
        SourceFile file = plan.job().config().text().file();
        List<Target> targets = plan.job().targets().stream().map(target -> new Target(target.address().value(),
                target.leaves().stream().map(leaf -> leaf.server().file().source().path()).distinct().toList())).toList();
        Set<MatchSelector> standing = new LinkedHashSet<>();
        plan.entries().forEach(entry -> entry.selector().ifPresent(standing::add));
        Escape proof = plan.proof();
        return new Job(name(plan), place(file, plan.job().job().name().span()), plan.job().top().file().template(), targets, plan.entries().stream().map(entry -> match(entry, plan)).toList(),
                needs(plan.missed()), needs(plan.unmade()), needs(plan.own()), plan.list().stream().map(proposal -> proposed(proposal, standing, plan)).toList(),
                new Proof(plan.needs().size(), proof.isCovered(), plan.minimal(), proof instanceof Escape.Witness witness ? Optional.of(witness.toString()) : Optional.empty()), MatchListFix.of(List.of(plan)).isPresent(), unknown(plan));
    }

    private static Place place(SourceFile file, Span span) {
        return new Place(file.path(), file.line(span.start()));
    }

    private static List<Reader> readers(List<TopRead.Reader> readers) {
        return readers.stream().map(reader -> new Reader(reader.kind().words(), reader.name(), place(reader.file(), reader.span()))).distinct().toList();
    }

    private static List<Need> needs(List<FederationPlan.Need> needs) {
        return needs.stream().map(need -> new Need(need.selector().text(), readers(need.readers()), List.copyOf(need.dropped()), need.missed().map(Escape.Witness::toString), need.alsoHere())).toList();
    }

    private Match match(FederationPlan.Entry entry, FederationPlan plan) {
        Expression match = entry.match();
        Set<RuleNode> unread = Set.copyOf(entry.unreadRules());
        List<Rule> rules = entry.rules().stream().map(node -> new Rule(node.rule().kind().word(), node.name(), place(node.file().text().file(), node.rule().name().span()), !unread.contains(node),
                told(bound(node)))).toList();
        Optional<FederationReport.Bound> bound = entry.selector().flatMap(selector -> bound(selector, plan)).map(EstateFederation.this::told);
        List<TopRead.Reader> readers = entry.needs().stream().flatMap(need -> need.readers().stream()).distinct().toList();
        return new Match(match.text().text().strip(), place(match.text().file(), match.text().toFile(new Span(0, match.text().text().length()))), match.valid().isEmpty(), entry.selector().isEmpty(), rules, readers(readers),
                entry.unread().map(Escape.Witness::toString), bound);
    }

    private Proposed proposed(FederationPlan.Proposal proposal, Set<MatchSelector> standing, FederationPlan plan) {
        SortedSet<String> dropped = new TreeSet<>();
        proposal.needs().forEach(need -> dropped.addAll(need.dropped()));
        return new Proposed(proposal.selector().text(), standing.contains(proposal.selector()), readers(proposal.readers()), List.copyOf(dropped),
                bound(proposal.selector(), plan).map(this::told));
    }

    private FederationReport.Bound told(Bound bound) {
        return new FederationReport.Bound(bound.text(), bound.value(inventory));
    }

    /// What the rule writes in one evaluation.
    private Bound bound(RuleNode node) {
        Optional<Expression> expression = node.rule().validExpr();
        return expression.map(valid -> facts.cardinality(valid, facts.likely(valid).orElseGet(() -> facts.proved(valid))).root()).orElse(new Bound.MetricSeries(node.name()));
    }

    /// Of metrics that are named: what the rules of the servers make of them, or else what an inventory counts. Empty where nothing is told.
    private Optional<Bound> bound(MatchSelector selector, FederationPlan plan) {
        Optional<SortedSet<String>> names = selector.names();
        if (names.isEmpty()) {
            return inventory.totalSeries().isPresent() ? Optional.of(Bound.constant(inventory.totalSeries().getAsLong())) : Optional.empty();
        }
        Bound sum = Bound.ZERO;
        for (String name : names.get()) {
            if (plan.made().containsKey(name)) {
                for (RuleNode node : plan.made().get(name)) {
                    sum = sum.plus(bound(node));
                }
            } else {
                OptionalLong known = inventory.metric(name).map(Inventory.MetricFacts::series).orElse(OptionalLong.empty());
                if (known.isEmpty()) {
                    return Optional.empty();
                }
                sum = sum.plus(Bound.constant(known.getAsLong()));
            }
        }
        return Optional.of(sum);
    }

    private static List<String> unknown(FederationPlan plan) {
        List<String> told = new ArrayList<>();
        if (plan.job().top().file().template()) {
            told.add("this is a template: what it says once it is rendered is not known");
        }
        if (!plan.renames().isEmpty()) {
            told.add(plan.renames());
        }
        if (plan.writes()) {
            told.add("`remote_write` sends on what is stored, to readers that are not in sight");
        }
        if (!plan.missingRules().isEmpty()) {
            told.add("no file in sight is what `rule_files` names: " + String.join(", ", new TreeSet<>(plan.missingRules()).stream().map(pattern -> "`" + pattern + "`").toList()));
        }
        if (!plan.untold().isEmpty()) {
            SortedSet<String> names = new TreeSet<>();
            plan.untold().forEach(reader -> names.add(reader.text()));
            told.add("variables hide what is read by " + names.first() + (names.size() > 1 ? " and " + (names.size() - 1) + " more" : ""));
        }
        return told;
    }
}
