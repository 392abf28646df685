package promc.checks.promql;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Version;
import promc.promql.Expr;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.VectorSelector;
import promc.promql.Printer;
import promc.regex.Regex;
import promc.regex.RegexNode;

/// `le="1"`: since 3.0, Prometheus writes the bounds of buckets and the quantiles of summaries as floats when it scrapes them (`model/textparse`, normalizeFloatsInLabelValues), so that this bucket is
/// `le="1.0"`.
public final class LeAsInteger implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/le-as-integer", Severity.WARNING,
            "A matcher writes a bucket's bound otherwise than Prometheus 3 stores it, so it matches nothing").fixable(Applicability.UNSAFE);
    /// From this power of ten on, floats are written with an exponent, and so are those below 0.0001.
    private static final int FIRST_EXPONENT = 6;
    private static final int LAST_FRACTION = -4;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof VectorSelector selector) {
                for (Matcher matcher : selector.matchers()) {
                    if (isBound(matcher.label().text(), selector) && (matcher.op() == MatchOp.EQUAL || matcher.op() == MatchOp.REGEX)) {
                        check(matcher, expression, context);
                    }
                }
            }
        });
    }

    /// What rules record under a name of their own may have a label `quantile` that they have set themselves.
    private static boolean isBound(String label, VectorSelector selector) {
        Optional<String> metric = selector.metric();
        return label.equals("le") ? metric.filter(name -> name.contains("_bucket")).isPresent() : label.equals("quantile") && metric.filter(name -> name.indexOf(':') < 0).isPresent();
    }

    private static void check(Matcher matcher, Expression expression, Context context) {
        Optional<String> lost = lost(matcher);
        if (lost.isEmpty()) {
            return;
        }
        String stored = normal(lost.get()).orElseThrow();
        for (ServerSettings server : context.servers(expression.text().file())) {
            Optional<Version> version = server.version();
            if (version.isPresent() && !version.get().isAtLeast(3, 0)) {
                continue;
            }
            String label = matcher.label().text();
            Draft draft = context.report(expression.text(), matcher.span(), (version.isPresent() ? "this Prometheus stores" : "since 3.0, Prometheus stores") + " `" + label + "=\"" + stored
                    + "\"`, so `" + lost.get() + "` matches nothing" + (version.isPresent() ? "" : " there")).fix(fix(matcher, stored, version.isPresent(), expression));
            if (version.isEmpty()) {
                draft.likely().severity(Severity.INFO);
            }
            return;
        }
    }

    /// The first value that the matcher asks for and that is stored otherwise, unless it asks for that form too.
    private static Optional<String> lost(Matcher matcher) {
        String value = matcher.value().value();
        if (matcher.op() == MatchOp.EQUAL) {
            return normal(value).filter(stored -> !stored.equals(value)).map(stored -> value);
        }
        if (Regex.parse(value) instanceof Regex regex) {
            for (RegexNode branch : regex.alternatives()) {
                if (branch instanceof RegexNode.Literal literal && normal(literal.text()).filter(stored -> !regex.matches(stored)).isPresent()) {
                    return Optional.of(literal.text());
                }
            }
        }
        return Optional.empty();
    }

    /// Where the version is not known, the fix matches both forms.
    private static Optional<Fix> fix(Matcher matcher, String stored, boolean known, Expression expression) {
        String value = matcher.value().value();
        if (matcher.op() != MatchOp.EQUAL) {
            return Optional.empty();
        }
        if (known) {
            return Fix.replace("Write `" + stored + "`", Applicability.UNSAFE, expression.text(), matcher.value().span(), Printer.quote(stored));
        }
        String pattern = stored.equals(value + ".0") ? value + "(\\.0)?" : escaped(value) + "|" + escaped(stored);
        Optional<TextEdit> operator = Fix.edit(expression.text(), matcher.opSpan(), "=~");
        Optional<TextEdit> both = Fix.edit(expression.text(), matcher.value().span(), Printer.quote(pattern));
        return operator.isPresent() && both.isPresent() ? Optional.of(new Fix("Match both forms", Applicability.UNSAFE, List.of(operator.get(), both.get()))) : Optional.empty();
    }

    private static String escaped(String value) {
        return value.replace(".", "\\.").replace("+", "\\+");
    }

    /// A number as it is stored: with as few digits as tell it apart, and a fraction or an exponent. Empty for what is no number.
    static Optional<String> normal(String value) {
        if (value.isEmpty() || value.length() > 30) {
            return Optional.empty();
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E')) {
                return Optional.empty();
            }
        }
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
        if (number == 0 || Double.isInfinite(number)) {
            return number == 0 ? Optional.of(value.startsWith("-") ? "-0.0" : "0.0") : Optional.empty();
        }
        BigDecimal exact = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
        String digits = exact.unscaledValue().toString();
        int exponent = exact.precision() - exact.scale() - 1;
        String sign = number < 0 ? "-" : "";
        if (exponent < LAST_FRACTION || exponent >= FIRST_EXPONENT) {
            int power = Math.abs(exponent);
            return Optional.of(sign + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e" + (exponent < 0 ? "-" : "+") + (power < 10 ? "0" : "") + power);
        }
        String plain = exact.toPlainString();
        return Optional.of(sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain));
    }
}
