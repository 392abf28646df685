package promc.checks.recording;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.analysis.RuleSeries;
import promc.analysis.Shape;
import promc.analysis.Why;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;

/// The level of a recorded name (`level:metric:operations`) names a label that no recorded series has. A level is label names joined by `_`; as many are something else
/// (`cluster:`, `node_role:`), a word counts only if the expression itself uses it as a label, or if every target has it.
public final class LevelLabelMissing implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("recording/level-label-missing", Severity.WARNING,
            "The level of a recorded name names a label that its series do not have");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr().filter(expr -> rule.isRecording());
        String name = rule.name().value().orElse("");
        int colon = name.indexOf(':');
        if (expression.isEmpty() || colon <= 0) {
            return;
        }
        Level level = Level.of(name.substring(0, colon), expression.get().valid().orElseThrow());
        if (level.labels().isEmpty()) {
            return;
        }
        List<Shape> written = RuleSeries.of(rule, group, context.facts(expression.get()).root());
        // What is no known label may be one only where there may be others.
        if (written.isEmpty() || level.others() && written.stream().allMatch(Shape::closed)) {
            return;
        }
        List<String> missing = level.labels().stream().filter(label -> written.stream().allMatch(shape -> shape.label(label).isNever())).toList();
        if (!missing.isEmpty()) {
            report(rule, missing, written.getFirst(), expression.get(), context);
        }
    }

    private static void report(Rule rule, List<String> missing, Shape written, Expression expression, Context context) {
        Draft draft = context.report(context.file(), rule.name().span(), "the level of the name promises `" + String.join("` and `", missing)
                + "`, but no series that is recorded here has " + (missing.size() == 1 ? "that label" : "those labels"));
        Set<Why> told = new LinkedHashSet<>();
        missing.forEach(label -> told.add(written.label(label).why()));
        told.forEach(why -> draft.note(expression.text(), why));
    }
}
