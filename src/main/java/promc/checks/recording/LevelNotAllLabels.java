package promc.checks.recording;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.analysis.LabelFact;
import promc.analysis.RuleSeries;
import promc.analysis.Shape;
import promc.analysis.Values;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Name;

/// `job:requests:sum` of `sum by (job, instance)`: the level of the name leaves out a label that tells the recorded series apart. Judged only where the expression names all labels of its result, and
/// each word of the level is a label; one that is the same for all series tells nobody anything.
public final class LevelNotAllLabels implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/level-not-all-labels", Severity.INFO, "The level of a recorded name leaves out a label that the series are told apart by");
    /// Labels that split what a level names. Others, such as `cluster` or `region`, are wider than most levels, and come along with what is in them.
    private static final Set<String> FINE = Set.of("instance", "pod", "container", "device", "interface", "mountpoint", "cpu", "mode", "code", "status", "status_code", "method", "verb", "handler",
            "path", "route", "endpoint", "reason", "queue", "topic", "partition");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        String name = rule.isRecording() ? rule.name().value().orElse("") : "";
        int colon = name.indexOf(':');
        if (colon <= 0 || !(rule.validExpr().orElse(null) instanceof Expression expression)) {
            return;
        }
        Expr root = expression.valid().orElseThrow();
        Level level = Level.of(name.substring(0, colon), root);
        if (level.labels().isEmpty() || level.others()) {
            return;
        }
        List<Shape> written = RuleSeries.of(rule, group, context.facts(expression).root());
        SortedSet<String> kept = new TreeSet<>();
        for (Shape shape : written) {
            if (!shape.closed()) {
                return;
            }
            shape.labels().forEach((label, fact) -> {
                if (!fact.isNever() && !isConstant(fact) && FINE.contains(label)) {
                    kept.add(label);
                }
            });
        }
        level.labels().forEach(kept::remove);
        if (!kept.isEmpty()) {
            report(rule, level, kept, root, expression, context);
        }
    }

    private static void report(Rule rule, Level level, SortedSet<String> kept, Expr root, Expression expression, Context context) {
        String more = String.join("` and `", kept);
        Draft draft = context.report(context.file(), rule.name().span(), "the name promises one series for each `" + String.join("`, `", level.labels()) + "`, but there is one for each `" + more + "` of them");
        clause(root, kept).ifPresent(label -> draft.note(expression.text(), label.span(), "`" + label.text() + "` is kept here"));
    }

    private static boolean isConstant(LabelFact fact) {
        return fact.values() instanceof Values.OneOf one && one.values().size() == 1;
    }

    /// The first place where a clause keeps one of these labels.
    private static Optional<Name> clause(Expr node, Set<String> labels) {
        if (node instanceof Aggregation aggregation && aggregation.grouping().isPresent() && !aggregation.grouping().get().without()) {
            for (Name label : aggregation.grouping().get().labels()) {
                if (labels.contains(label.text())) {
                    return Optional.of(label);
                }
            }
        }
        for (Expr child : node.children()) {
            Optional<Name> found = clause(child, labels);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
