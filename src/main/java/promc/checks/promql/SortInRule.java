package promc.checks.promql;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Paren;
import promc.promql.ValueType;
import promc.source.Span;

/// `sort` and its kin in a rule: what a rule returns is stored, or becomes alerts, series by series, in no order (Prometheus `promql/functions.go`, funcSort: only a query's answer has one).
/// `sort` and `sort_desc` also drop native histograms, so taking them away is safe only where no histogram can come through.
public final class SortInRule implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/sort-in-rule", Severity.WARNING,
            "A rule sorts series, whose order nothing keeps").fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (expression.use() == Expression.Use.RULE) {
            look(root, true, false, expression, context);
        }
    }

    /// `setOnly`: what is above sees the result as a set of series, so that no order of additions and no choice among equals hangs on the order. `floatsPass`: histograms are
    /// dropped above.
    private static void look(Expr node, boolean setOnly, boolean floatsPass, Expression expression, Context context) {
        if (node instanceof Call call && call.function().name().startsWith("sort")) {
            boolean byLabel = call.function().name().startsWith("sort_by_label");
            Expr sorted = call.args().getFirst();
            boolean exact = setOnly && (byLabel || floatsPass || context.facts(expression).of(sorted).samples().onlyFloats());
            context.report(expression.text(), call.name().span(), "`" + call.name().text() + "` has no effect in a rule: its series are stored or fire one by one, in no order")
                    .fix(unwrap(exact ? "Remove `" + call.name().text() + "`" : setOnly ? "Remove `" + call.name().text() + "`, which lets native histograms pass"
                            : "Remove `" + call.name().text() + "`", exact ? Applicability.SAFE : Applicability.UNSAFE, call, sorted, expression));
            look(sorted, setOnly, floatsPass || !byLabel, expression, context);
            return;
        }
        boolean set = setOnly && (node instanceof Paren || node instanceof Binary);
        boolean floats = node instanceof Paren ? floatsPass : node instanceof Binary binary && dropsHistograms(binary);
        for (Expr child : node.children()) {
            look(child, set, floats, expression, context);
        }
    }

    /// A histogram cannot be compared with a number: the engine leaves it out.
    private static boolean dropsHistograms(Binary binary) {
        return binary.op().isComparison() && (binary.left().type() == ValueType.SCALAR || binary.right().type() == ValueType.SCALAR);
    }

    /// Leaves of a call its argument, in parentheses where the argument is an operation that what stands around the call could tear apart.
    static Optional<Fix> unwrap(String title, Applicability applicability, Call call, Expr argument, Expression expression) {
        Span call0 = new Span(call.span().start(), argument.span().start());
        Span call1 = new Span(argument.span().end(), call.span().end());
        String text = expression.text().text();
        if (text.substring(call0.start(), call0.end()).indexOf('#') >= 0 || text.substring(call1.start(), call1.end()).indexOf('#') >= 0) {
            return Optional.empty();
        }
        boolean operation = (argument instanceof Binary || argument instanceof Expr.Unary) && !call.span().equals(expression.valid().orElseThrow().span());
        return Fix.edit(expression.text(), call0, operation ? "(" : "").flatMap(first -> Fix.edit(expression.text(), call1, operation ? ")" : "")
                .map(second -> new Fix(title, applicability, List.of(first, second))));
    }
}
