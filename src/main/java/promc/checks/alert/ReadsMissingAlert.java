package promc.checks.alert;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import promc.analysis.RuleGraph;
import promc.analysis.RuleNode;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.source.Nearest;

/// A rule that reads the state of an alert, `ALERTS{alertname="X"}`, that no rule of its server defines: where that is all it waits for, it never comes to anything, and an `unless` on it
/// never holds back. Told where the server that loads the rule is in sight and gets no series of others; else only where an alert of nearly that name is defined.
public final class ReadsMissingAlert implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("alert/reads-missing-alert", Severity.WARNING, "The rule reads the state of an alert that no rule defines");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        rule.validExpr().ifPresent(expression -> expression.valid().orElseThrow().forEach(part -> {
            if (part instanceof VectorSelector selector && selector.metric().filter(ReadsMissingAlert::isOfAlerts).isPresent()) {
                selector.matchers().stream().filter(matcher -> matcher.label().text().equals("alertname") && matcher.op() == MatchOp.EQUAL && !matcher.value().value().isEmpty())
                        .forEach(matcher -> context.graph().of(rule).ifPresent(node -> judge(matcher, node, expression, context)));
            }
        }));
    }

    private static boolean isOfAlerts(String metric) {
        return metric.equals("ALERTS") || metric.equals("ALERTS_FOR_STATE");
    }

    private static void judge(Matcher asked, RuleNode reader, Expression expression, Context context) {
        RuleGraph graph = context.graph();
        String alert = asked.value().value();
        List<RuleNode> all = graph.makersAnywhere("ALERTS");
        List<RuleNode> here = all.stream().filter(node -> node.name().equals(alert)).toList();
        boolean alone = graph.isLoadedAlone(reader.file());
        if (!here.isEmpty() && (!alone || here.stream().anyMatch(node -> graph.areTogether(node.file(), reader.file()) || !graph.isLoaded(node.file())))) {
            return;
        }
        TreeSet<String> near = new TreeSet<>();
        all.stream().filter(node -> node.file() == reader.file() || graph.areTogether(node.file(), reader.file())).forEach(node -> near.add(node.name()));
        Optional<String> meant = Nearest.to(alert, near);
        if (!alone && meant.isEmpty()) {
            return;
        }
        Draft draft = context.report(expression.text(), asked.span(), "no alert of the name `" + alert + "` is defined " + (alone ? "in what this server loads" : "here")
                + meant.map(name -> "; did you mean `" + name + "`?").orElse(""));
        meant.flatMap(name -> all.stream().filter(node -> node.name().equals(name)).findFirst())
                .ifPresent(node -> draft.note(node.file().text().file(), node.rule().name().span(), "`" + node.name() + "` is defined here"));
    }
}
