package promc.checks.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.lint.Context;
import promc.model.Expression;
import promc.model.Pair;
import promc.model.Rule;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// A text that says "above 80%" where the expression compares a percentage or a part of 1 with another number. Judged only if the text has one percentage and the expression one comparison
/// with a number, and if no other number of the expression or of a name in it is what the text may mean.
final class TextThreshold {
    /// Loaded for texts with a percentage only.
    private static final class Words {
        private static final Pattern SAID = Pattern.compile("(?:\\b(?:above|below|over|under|(?:more|less|greater|higher|lower|fewer) than|exceed(?:s|ed|ing)?|at least|at most)|[<>]=?) ?(\\d{1,3}(?:\\.\\d{1,4})?) ?(?:%|percent\\b)",
                Pattern.CASE_INSENSITIVE);
        private static final Pattern PERCENTAGE = Pattern.compile("\\d ?(?:%|percent\\b)", Pattern.CASE_INSENSITIVE);
        private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

        private Words() {}
    }

    /// Relative error granted to what is computed of written numbers.
    private static final double ROUNDING = 1e-9;

    private TextThreshold() {}

    static void check(Rule rule, Context context) {
        for (Pair pair : rule.annotations()) {
            Optional<YamlScalar> value = pair.value().value();
            if (value.isPresent() && hasPercentage(value.get().value()) && rule.validExpr().orElse(null) instanceof Expression expression) {
                check(rule, value.get(), expression, context);
            }
        }
    }

    /// A digit with a percent sign or the word behind it.
    private static boolean hasPercentage(String text) {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            int before = at > 0 && text.charAt(at - 1) == ' ' ? at - 2 : at - 1;
            if (before >= 0 && Character.isDigit(text.charAt(before))) {
                return true;
            }
        }
        return text.contains(" percent");
    }

    private static void check(Rule rule, YamlScalar scalar, Expression expression, Context context) {
        String text = scalar.text().text();
        Matcher said = Words.SAID.matcher(text);
        Matcher all = Words.PERCENTAGE.matcher(text);
        if (!said.find() || !all.find() || all.find()) {
            return;
        }
        double percent = Double.parseDouble(said.group(1));
        Optional<Binary> comparison = comparison(expression.valid().orElseThrow());
        if (comparison.isEmpty()) {
            return;
        }
        boolean right = comparison.get().right().unwrapped() instanceof NumberLiteral;
        Expr threshold = right ? comparison.get().right() : comparison.get().left();
        Expr measured = right ? comparison.get().left() : comparison.get().right();
        double number = ((NumberLiteral) threshold.unwrapped()).value();
        boolean inPercent = number > 1 && number <= 100 && isPercentage(measured);
        boolean ofOne = number > 0 && number < 1 && isRatio(measured);
        if ((inPercent || ofOne) && !isExplained(percent, rule, expression)) {
            context.report(scalar.text(), new Span(said.start(), said.end()), "the text says `" + said.group() + "`, and the expression compares with " + threshold.span().of(expression.text().text())
                            + (ofOne ? ", which is " + words(number * 100) + "%" : ""))
                    .note(expression.text(), threshold.span(), "this is the threshold");
        }
    }

    private static String words(double percent) {
        double rounded = Math.rint(percent * 1e6) / 1e6;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /// The only comparison of the expression, if it is one with a number.
    private static Optional<Binary> comparison(Expr root) {
        List<Binary> found = new ArrayList<>(1);
        root.forEach(node -> {
            if (node instanceof Binary binary && binary.op().isComparison()) {
                found.add(binary);
            }
        });
        return found.size() == 1 && (found.getFirst().right().unwrapped() instanceof NumberLiteral ^ found.getFirst().left().unwrapped() instanceof NumberLiteral)
                ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// A value from 0 to 100 by its name or by a factor of 100.
    private static boolean isPercentage(Expr measured) {
        boolean[] found = {false};
        measured.forEach(node -> found[0] |= switch (node) {
            case Binary binary when binary.op() == BinaryOp.MUL || binary.op() == BinaryOp.SUB -> isHundred(binary.left()) || isHundred(binary.right());
            case VectorSelector selector -> selector.metric().filter(name -> name.contains("percent") || name.endsWith("_pct")).isPresent();
            default -> false;
        });
        return found[0];
    }

    private static boolean isHundred(Expr side) {
        return side.unwrapped() instanceof NumberLiteral number && number.value() == 100;
    }

    /// A quotient of series, or something that is named so; rates of seconds are parts of the time.
    private static boolean isRatio(Expr measured) {
        boolean[] found = {false};
        measured.forEach(node -> found[0] |= switch (node) {
            case Binary binary -> binary.op() == BinaryOp.DIV && binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR;
            case VectorSelector selector -> selector.metric().filter(name -> name.contains("ratio")).isPresent();
            case Call call -> (call.function().name().equals("rate") || call.function().name().equals("irate")) && call.args().getFirst() instanceof MatrixSelector matrix
                    && matrix.selector().metric().filter(name -> name.contains("_seconds")).isPresent();
            default -> false;
        });
        return found[0] && !isPercentage(measured);
    }

    /// True if a number of the expression may be the percentage: as it is, as a part of 1, or as what is left of the whole.
    private static boolean isExplained(double percent, Rule rule, Expression expression) {
        Expr root = expression.valid().orElseThrow();
        Matcher number = Words.NUMBER.matcher(root.span().of(expression.text().text()));
        while (number.find()) {
            if (number.group().length() > 15 || means(Double.parseDouble(number.group()), percent)) {
                return true;
            }
        }
        boolean[] constant = {false};
        root.forEach(node -> constant[0] |= node instanceof StringLiteral literal && literal.value().contains(words(percent)));
        return constant[0] || rule.name().value().filter(name -> name.contains(words(percent))).isPresent();
    }

    private static boolean means(double number, double percent) {
        return near(number, percent) || near(number * 100, percent) || near(100 - number, percent) || near(100 - number * 100, percent);
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(b));
    }
}
