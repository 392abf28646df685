package promc.checks.promql;

import java.util.Set;
import promc.analysis.Shape;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.StringLiteral;

/// `label_replace(x, "pod", "$1", "pod", "(.*)")`: gives a label the value that it has. Where the pattern does not match, `label_replace` changes nothing anyway.
public final class NoOpLabelReplace implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/no-op-label-replace", Severity.INFO,
            "`label_replace` gives a label the value that it already has").fixable(Applicability.SAFE);
    /// The whole match.
    private static final Set<String> ALL = Set.of("$0", "${0}");
    private static final Set<String> FIRST_GROUP = Set.of("$1", "${1}");
    /// Their first group is the whole match.
    private static final Set<String> ONE_GROUP = Set.of("(.*)", "(.+)", "^(.*)$", "^(.+)$", "(.*)$", "(.+)$", "^(.*)", "^(.+)");
    private static final int ARGUMENTS = 5;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (root instanceof Call call && call.function().name().equals("label_replace") && call.args().size() == ARGUMENTS && changesNothing(call)) {
            String label = text(call, 1);
            context.report(expression.text(), call.name().span(), "this `label_replace` gives `" + label + "` the value that it already has: it changes nothing")
                    .fix(SortInRule.unwrap("Remove `label_replace`", Applicability.SAFE, call, call.args().getFirst(), expression));
        }
        for (Expr child : root.children()) {
            check(child, expression, context);
        }
    }

    private static boolean changesNothing(Call call) {
        String value = text(call, 2);
        String label = text(call, 1);
        // Setting the name brings a dropped one back where names are removed late.
        return !label.isEmpty() && !label.equals(Shape.NAME) && label.equals(text(call, 3)) && (ALL.contains(value) || FIRST_GROUP.contains(value) && ONE_GROUP.contains(text(call, 4)));
    }

    private static String text(Call call, int argument) {
        return call.args().get(argument).unwrapped() instanceof StringLiteral literal ? literal.value() : "";
    }
}
