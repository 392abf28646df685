package promc.checks.promql;

import java.util.ArrayList;
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
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.promql.Printer;

/// `=~"api*"`: in a regex `*` repeats the letter before it, so it matches `ap` and `apii`, but not `api-1`. Judged where an alternative ends in a letter and a `*`, and where the pattern has
/// no other sign that its author writes regexes.
public final class GlobAsRegex implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/glob-as-regex", Severity.WARNING,
            "A `*` in a regex repeats the character before it, where any text seems meant").fixable(Applicability.UNSAFE);
    /// Whoever writes one of these writes regexes.
    private static final String REGEX_SIGNS = "[](){}^$+?\\";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (root instanceof VectorSelector selector) {
            for (Matcher matcher : selector.matchers()) {
                if (matcher.op().isRegex() && matcher.value().value().indexOf('*') >= 0) {
                    judge(matcher, expression, context);
                }
            }
        }
        for (Expr child : root.children()) {
            check(child, expression, context);
        }
    }

    private static void judge(Matcher matcher, Expression expression, Context context) {
        String pattern = matcher.value().value();
        List<Integer> stars = stars(pattern);
        if (stars.isEmpty()) {
            return;
        }
        int star = stars.getFirst();
        int from = pattern.lastIndexOf('|', star) + 1;
        int to = pattern.indexOf('|', star);
        String part = pattern.substring(from, to < 0 ? pattern.length() : to);
        String before = pattern.substring(from, star);
        context.report(expression.text(), matcher.value().span(), "`" + part + "` is a regex, in which `*` repeats the `" + pattern.charAt(star - 1) + "` before it: it matches "
                + (part.length() == before.length() + 1 ? "`" + before.substring(0, before.length() - 1) + "`, `" + before + "` and `" + before + before.charAt(before.length() - 1)
                        + "`, but no other text that begins with `" + before + "`; " : "no other text there; ") + "`.*` stands for any text").fix(fix(matcher, stars, expression));
    }

    /// Where a `*` stands for any text.
    private static List<Integer> stars(String pattern) {
        List<Integer> stars = new ArrayList<>();
        boolean plain = true;
        for (int i = 0; i < pattern.length(); i++) {
            plain &= REGEX_SIGNS.indexOf(pattern.charAt(i)) < 0;
        }
        for (int i = 1; plain && i < pattern.length(); i++) {
            if (pattern.charAt(i) == '*') {
                if (!isLetter(pattern.charAt(i - 1))) {
                    plain = pattern.charAt(i - 1) == '.';
                } else {
                    stars.add(i);
                }
            }
        }
        return plain ? stars : List.of();
    }

    /// What people put before the `*` of a glob; `0*` may be meant to repeat.
    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '1' && c <= '9' || c == '-' || c == '_' || c == '/' || c == ':';
    }

    private static Optional<Fix> fix(Matcher matcher, List<Integer> stars, Expression expression) {
        StringBuilder pattern = new StringBuilder(matcher.value().value());
        for (int i = stars.size() - 1; i >= 0; i--) {
            pattern.insert((int) stars.get(i), '.');
        }
        String quote = expression.text().text().substring(matcher.value().span().start(), matcher.value().span().start() + 1);
        boolean plain = pattern.indexOf(quote) < 0 && pattern.indexOf("\\") < 0 && pattern.indexOf("\n") < 0;
        Optional<TextEdit> edit = Fix.edit(expression.text(), matcher.value().span(), plain ? quote + pattern + quote : Printer.quote(pattern.toString()));
        return edit.map(written -> new Fix("Write `.*`", Applicability.UNSAFE, List.of(written)));
    }
}
