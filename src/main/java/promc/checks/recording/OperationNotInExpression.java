package promc.checks.recording;

import java.util.Optional;
import promc.analysis.Why;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;

/// The name of a recorded metric promises an operation that its expression contradicts: `rate5m` where the range is `[1m]`, `p99` where the quantile is 0.95, `increase` where it is a rate,
/// `avg` where the only aggregation is a sum. That an operation is missing from a name is nobody's fault; that it is another one misleads who reads the name.
public final class OperationNotInExpression implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/operation-not-in-expression", Severity.WARNING,
            "The name of a recorded metric promises a window, a quantile or an operation that its expression does not have");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr().filter(expr -> rule.isRecording());
        String name = rule.name().value().orElse("");
        if (expression.isEmpty() || !NameOperations.mayPromise(name)) {
            return;
        }
        NameOperations promised = NameOperations.of(name);
        ExprOperations found = ExprOperations.of(expression.get().valid().orElseThrow());
        Optional<ExprOperations.Contradiction> other = found.contradiction(promised);
        if (other.isPresent()) {
            Draft draft = context.report(context.file(), rule.name().span(), other.get().message());
            draft.note(expression.get().text(), new Why(other.get().found(), other.get().place()));
            if (other.get().mild()) {
                draft.severity(Severity.INFO);
            }
        }
    }
}
