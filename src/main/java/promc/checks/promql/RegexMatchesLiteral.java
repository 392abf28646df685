package promc.checks.promql;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Printer;
import promc.regex.Regex;

/// A regex matcher whose pattern is one plain string: `=` and `!=` select the same. Inside `absent` only `=` gives the result a label, so there the fix is not safe.
public final class RegexMatchesLiteral implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/regex-matches-literal", Severity.WARNING,
            "A regex matcher holds a plain string").fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Matchers.forEach(root, (matcher, selector, role) -> {
            if (!matcher.op().isRegex() || !(Regex.parse(matcher.value().value()) instanceof Regex regex)) {
                return;
            }
            regex.literal().ifPresent(literal -> {
                String op = matcher.op() == MatchOp.REGEX ? "=" : "!=";
                context.report(expression.text(), matcher.span(),
                                "`" + matcher.value().value() + "` is a plain string, so `" + op + "` compares it exactly")
                        .fix(fix(expression, matcher, literal, op, role));
            });
        });
    }

    private static Optional<Fix> fix(Expression expression, Matcher matcher, String literal, String op, Matchers.Role role) {
        Applicability trust = Matchers.trust(role);
        String effect = role == Matchers.Role.ABSENT && op.equals("=") ? ", which also labels the result" : "";
        Optional<TextEdit> operator = Fix.edit(expression.text(), matcher.opSpan(), op);
        if (literal.equals(matcher.value().value())) {
            return operator.map(edit -> new Fix("Use `" + op + "`" + effect, trust, List.of(edit)));
        }
        Optional<TextEdit> value = Fix.edit(expression.text(), matcher.value().span(), Printer.quote(literal));
        return operator.flatMap(first -> value.map(second -> new Fix("Use `" + op + "` with `" + literal + "`" + effect, trust, List.of(first, second))));
    }
}
