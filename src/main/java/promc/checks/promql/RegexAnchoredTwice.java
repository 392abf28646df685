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
import promc.promql.Expr.Matcher;
import promc.promql.Printer;
import promc.regex.Regex;
import promc.regex.RegexNode;

/// `^` and `$` around a matcher's pattern: Prometheus anchors it at both ends anyway.
public final class RegexAnchoredTwice implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/regex-anchored-twice", Severity.INFO, "A pattern is anchored, which Prometheus does anyway")
            .fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Matchers.forEach(root, (matcher, selector, role) -> {
            if (!matcher.op().isRegex() || !(Regex.parse(matcher.value().value()) instanceof Regex regex) || regex.literal().isPresent()) {
                return;
            }
            List<RegexNode.Assertion> anchors = regex.redundantAnchors();
            if (!anchors.isEmpty()) {
                context.report(expression.text(), matcher.value().span(), "matchers are anchored at both ends: the anchors in this pattern change nothing")
                        .fix(without(anchors, matcher, expression));
            }
        });
    }

    private static Optional<Fix> without(List<RegexNode.Assertion> anchors, Matcher matcher, Expression expression) {
        StringBuilder pattern = new StringBuilder(matcher.value().value());
        for (RegexNode.Assertion anchor : anchors.reversed()) {
            pattern.delete(anchor.start(), anchor.end());
        }
        String written = matcher.value().span().of(expression.text().text());
        char quote = written.charAt(0);
        boolean asIs = written.length() == matcher.value().value().length() + 2;
        String literal = asIs ? quote + pattern.toString() + quote : Printer.quote(pattern.toString());
        return Fix.replace("Write " + literal, Applicability.SAFE, expression.text(), matcher.value().span(), literal);
    }
}
