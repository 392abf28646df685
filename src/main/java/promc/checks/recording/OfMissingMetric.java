package promc.checks.recording;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.analysis.RuleGraph;
import promc.analysis.RuleNode;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// A rule that reads a name of the form `level:metric:operation` that no rule records. Names with a colon may come from elsewhere (some programs expose them, mixins read what other
/// repositories record), so it takes more than that: a closed inventory without it, rules of another server that record it though the own server gets nothing of others, or a rule read
/// here whose name is the same but for one word.
public final class OfMissingMetric implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/of-missing-metric", Severity.WARNING, "The rule reads a recorded metric that no rule records");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr();
        if (expression.isEmpty() || !readsRecorded(expression.get().valid().orElseThrow())) {
            return;
        }
        RuleGraph graph = context.graph();
        Set<String> told = new HashSet<>();
        graph.of(rule).ifPresent(node -> {
            for (VectorSelector selector : node.fromElsewhere()) {
                String metric = selector.metric().orElse("");
                if (metric.indexOf(':') > 0 && told.add(metric)) {
                    judge(metric, selector, node, expression.get(), graph, context);
                }
            }
        });
    }

    private static boolean readsRecorded(Expr root) {
        boolean[] found = new boolean[1];
        root.forEach(part -> found[0] |= part instanceof VectorSelector selector && selector.metric().isPresent() && selector.metric().get().indexOf(':') > 0);
        return found[0];
    }

    private static void judge(String metric, VectorSelector selector, RuleNode reader, Expression expression, RuleGraph graph, Context context) {
        Inventory inventory = context.inventory(context.file());
        if (inventory.metric(metric).isPresent() || graph.mayBeRendered(metric)) {
            return;
        }
        Span place = selector.name().map(Expr.Name::span).orElse(selector.span());
        List<RuleNode> makers = graph.makersAnywhere(metric);
        Optional<RuleNode> sibling = graph.sibling(metric, reader.file());
        if (inventory.closed()) {
            Draft draft = context.report(expression.text(), place, "no rule records `" + metric + "`, and the inventory, which is closed, does not have it");
            sibling.ifPresent(near -> nearest(near, draft));
        } else if (!makers.isEmpty()) {
            if (graph.isLoadedAlone(reader.file()) && makers.stream().allMatch(maker -> graph.isLoaded(maker.file()))) {
                RuleNode maker = makers.getFirst();
                context.report(expression.text(), place, "`" + metric + "` is recorded by another server only, and the one that loads this rule gets no series of others")
                        .note(maker.file().text().file(), maker.rule().name().span(), "recorded here");
            }
        } else {
            sibling.ifPresent(near -> nearest(near, context.report(expression.text(), place,
                    "no rule records `" + metric + "`; `" + near.name() + "`, which differs in one word, is recorded")));
        }
    }

    private static void nearest(RuleNode near, Draft draft) {
        draft.note(near.file().text().file(), near.rule().name().span(), "`" + near.name() + "` is recorded here");
    }
}
