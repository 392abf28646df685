package promc.checks.promql;

import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.MatchOp;
import promc.regex.Regex;

/// `="A|B"` compares with the text `A|B`, which hardly any label has; `=~` was meant.
public final class RegexAlternationWithEquals implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/regex-alternation-with-equals", Severity.WARNING,
            "An exact matcher holds alternatives, as if it were a regex").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Matchers.forEach(root, (matcher, selector, role) -> {
            String value = matcher.value().value();
            boolean alternatives = !matcher.op().isRegex() && value.indexOf('|') > 0 && !value.endsWith("|") && !value.contains("||")
                    && Regex.parse(value) instanceof Regex regex && regex.alternatives().size() > 1;
            if (alternatives) {
                String op = matcher.op() == MatchOp.EQUAL ? "=~" : "!~";
                context.report(expression.text(), matcher.span(), "`" + matcher.op().symbol() + "` compares with the whole text `" + value + "`; alternatives need `" + op + "`")
                        .fix(Fix.replace("Use `" + op + "`", Applicability.UNSAFE, expression.text(), matcher.opSpan(), op));
            }
        });
    }
}
