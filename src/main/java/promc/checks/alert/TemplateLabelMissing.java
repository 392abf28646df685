package promc.checks.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.analysis.AlertTemplate;
import promc.analysis.LabelFact;
import promc.analysis.SeriesSet;
import promc.analysis.Why;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;
import promc.promql.NamedLabels;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.template.TemplateFacts.LabelRead;
import promc.template.TemplateFacts.Source;

/// A text or label of an alert that reads a label which no series of the alert's expression has: it is empty. Templates see the labels of the series alone, before
/// the rule's own are added (Prometheus `rules/alerting.go`, Eval). Each rule is told once.
public final class TemplateLabelMissing implements Check.RuleCheck {
    private static final Option<Boolean> PARTLY = new Option.Flag("partly", "report labels too that a part of the expression drops and another keeps", false);
    private static final CheckInfo INFO = CheckInfo.proved("alert/template-label-missing", Severity.WARNING,
            "A template reads a label that no series of the alert has, so it is always empty").fixable(Applicability.UNSAFE).options(PARTLY);
    private static final String ALERT_NAME = "alertname";
    /// Labels that only rules give: a series that nothing is known of hardly has one. Others, such as `service` or `team`, may be those of a target or of the metric.
    private static final Set<String> ONLY_OF_RULES = Set.of(ALERT_NAME, "severity", "priority", "runbook", "runbook_url", "playbook", "dashboard", "pager", "oncall", "escalation", "alert_type");

    /// A label that the rule or its group sets: where, and its value if that is plain text.
    private record Own(Span span, Optional<String> plain) {}

    /// Where a template reads a label.
    private record Place(EmbeddedText text, LabelRead use) {}

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr().filter(expr -> rule.isAlert());
        Map<String, List<Place>> places = expression.isPresent() ? places(rule, context) : Map.of();
        if (places.isEmpty() || context.facts(expression.get()).root().isNever()) {
            return;
        }
        Map<String, Own> own = ownLabels(rule, group, context);
        Set<String> proved = new LinkedHashSet<>();
        Set<String> likely = new LinkedHashSet<>();
        Set<String> partly = new LinkedHashSet<>();
        Set<String> set = new LinkedHashSet<>();
        SeriesSet surely = context.facts(expression.get()).root();
        SeriesSet probably = context.likelyFacts(expression.get()).root();
        boolean certain = true;
        for (String label : places.keySet()) {
            boolean never = surely.label(label).isNever();
            boolean hardly = !never && !probably.isNever() && probably.label(label).isNever();
            if (own.containsKey(label)) {
                if (never || hardly || ONLY_OF_RULES.contains(label) && isUnheardOf(label, surely.label(label), expression.get().valid().orElseThrow())) {
                    set.add(label);
                    certain &= never;
                }
            } else if (never) {
                proved.add(label);
            } else if (hardly) {
                likely.add(label);
            } else if (surely.shapes().stream().anyMatch(shape -> shape.label(label).isNever())) {
                partly.add(label);
            }
        }
        dropped(proved, surely, places, expression.get(), context, ": no series of this alert has ");
        dropped(likely, probably, places, expression.get(), context, ", as the rules here record what this alert reads: none of its series has ").ifPresent(Draft::likely);
        if (context.option(PARTLY, context.file())) {
            sometimes(partly, surely, places, expression.get(), context);
        }
        Optional<Draft> ofRule = setByRule(set, own, places, context);
        if (!certain) {
            ofRule.ifPresent(Draft::likely);
        }
    }

    /// The labels that templates read, in the order of the texts, but for those whose absence the template itself has thought of.
    private static Map<String, List<Place>> places(Rule rule, Context context) {
        Map<String, List<Place>> places = new LinkedHashMap<>();
        for (AlertTemplate template : context.templates(rule)) {
            for (LabelRead read : template.facts().labels()) {
                if (read.source() == Source.SERIES && !read.guarded()) {
                    places.computeIfAbsent(read.label(), label -> new ArrayList<>(1)).add(new Place(template.text(), read));
                }
            }
        }
        return places;
    }

    /// The labels that are added to the alert behind the template's back. One that is made of the series' label of its own name is not meant here.
    private static Map<String, Own> ownLabels(Rule rule, RuleGroup group, Context context) {
        Map<String, Own> own = new LinkedHashMap<>();
        Set<String> ofItself = new HashSet<>();
        for (AlertTemplate template : context.templates(rule)) {
            if (template.ofLabel() && template.facts().labels().stream().anyMatch(read -> read.source() == Source.SERIES && read.label().equals(template.pair().name()))) {
                ofItself.add(template.pair().name());
            }
        }
        for (List<Pair> pairs : List.of(group.labels(), rule.labels())) {
            for (Pair pair : pairs) {
                if (pairs == rule.labels() && ofItself.contains(pair.name())) {
                    own.remove(pair.name());
                } else {
                    pair.value().value().ifPresent(value -> own.put(pair.name(), new Own(pair.key().span(), plain(value.value()))));
                }
            }
        }
        own.put(ALERT_NAME, new Own(rule.name().span(), rule.name().value().flatMap(TemplateLabelMissing::plain)));
        return own;
    }

    private static Optional<String> plain(String value) {
        return value.contains("{{") ? Optional.empty() : Optional.of(value);
    }

    /// True if neither the expression names the label nor anything is known of it.
    private static boolean isUnheardOf(String label, LabelFact fact, Expr root) {
        boolean[] named = {NamedLabels.of(root).contains(label)};
        root.forEach(node -> named[0] |= node instanceof Expr.StringLiteral literal && literal.value().equals(label)
                || label.equals(ALERT_NAME) && node instanceof VectorSelector selector && selector.metric().filter(name -> name.startsWith("ALERTS")).isPresent());
        return fact.isUnknown() && !named[0];
    }

    private static Optional<Draft> dropped(Set<String> labels, SeriesSet series, Map<String, List<Place>> places, Expression expression, Context context, String why) {
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        boolean one = labels.size() == 1;
        Draft draft = report(labels, places, context, (one ? " is always empty" : " are always empty") + why + (one ? "the label" : "these labels"));
        Set<Why> told = new LinkedHashSet<>();
        labels.forEach(label -> told.add(series.label(label).why()));
        note(told, expression, draft);
        return Optional.of(draft.fix(told.size() == 1 ? ByClauses.keep(expression, labels, told.iterator().next()) : Optional.empty()));
    }

    /// Labels that one part of the expression has dropped, and another not.
    private static void sometimes(Set<String> labels, SeriesSet series, Map<String, List<Place>> places, Expression expression, Context context) {
        if (labels.isEmpty()) {
            return;
        }
        Draft draft = report(labels, places, context, (labels.size() == 1 ? " is empty" : " are empty") + " in some of these alerts: a part of the expression has dropped "
                + (labels.size() == 1 ? "the label" : "these labels")).severity(Severity.INFO);
        Set<Why> told = new LinkedHashSet<>();
        labels.forEach(label -> series.shapes().stream().map(shape -> shape.label(label)).filter(LabelFact::isNever).forEach(fact -> told.add(fact.why())));
        note(told, expression, draft);
    }

    private static void note(Set<Why> told, Expression expression, Draft draft) {
        told.forEach(why -> draft.note(expression.text(), why));
    }

    private static Optional<Draft> setByRule(Set<String> labels, Map<String, Own> own, Map<String, List<Place>> places, Context context) {
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        Draft draft = report(labels, places, context, (labels.size() == 1 ? " is always empty" : " are always empty")
                + ": templates see the labels of the series, and the rule's own are added afterwards");
        labels.forEach(label -> draft.note(context.file(), own.get(label).span(), "`" + label + "` is added from here"));
        return Optional.of(draft.fix(writtenOut(labels, own, places)));
    }

    private static Draft report(Collection<String> labels, Map<String, List<Place>> places, Context context, String what) {
        Place first = places.get(labels.iterator().next()).getFirst();
        String names = "`$labels." + String.join("`, `$labels.", labels) + "`";
        int last = names.lastIndexOf(", ");
        String listed = last < 0 ? names : names.substring(0, last) + " and " + names.substring(last + 2);
        return context.report(first.text(), first.use().span(), listed + what);
    }

    /// The value itself in place of each action that prints it, or as a string in an action that does more.
    private static Optional<Fix> writtenOut(Set<String> labels, Map<String, Own> own, Map<String, List<Place>> places) {
        List<TextEdit> edits = new ArrayList<>();
        for (String label : labels) {
            for (Place place : places.get(label)) {
                Optional<TextEdit> edit = own.get(label).plain().flatMap(value -> place.use().alone() ? Fix.edit(place.text(), place.use().action(), value)
                        : Fix.edit(place.text(), place.use().span(), '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"'));
                if (edit.isEmpty()) {
                    return Optional.empty();
                }
                edits.add(edit.get());
            }
        }
        return Optional.of(new Fix("Write the value out", Applicability.UNSAFE, edits));
    }
}
