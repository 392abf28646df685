package promc.checks.federation;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.source.Problem;

/// A `match[]` that is no selector. Neither Prometheus nor promtool looks at it when the configuration is loaded; the other server answers every scrape with 400.
public final class SelectorSyntax implements Check.ExpressionCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/selector-syntax", Severity.ERROR,
            "A `match[]` is not a series selector, so the federated server answers 400");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expression expression, Context context) {
        if (expression.use() == Expression.Use.SELECTOR && !(expression.parsed() instanceof Parsed.Valid)) {
            if (Promql.parse(expression.text().text()) instanceof Parsed.Valid) {
                context.report(expression.text(), expression.text().span(), "the server answers 400: this is an expression, and only a selector may stand here; record it on that server and "
                        + "select the record");
                return;
            }
            Problem first = expression.parsed().problems().getFirst();
            context.report(expression.text(), first.span(), "the server answers 400 to this selector: "
                    + (first.help().isEmpty() ? first.message() : first.message() + "; " + first.help()));
        }
    }
}
