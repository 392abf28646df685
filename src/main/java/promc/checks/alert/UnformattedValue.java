package promc.checks.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.AlertTemplate;
import promc.analysis.Samples;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.NumberLiteral;
import promc.source.Span;
import promc.template.TemplateFacts.ValuePrint;

/// An annotation that prints `$value` as it is where the value is a quotient, a rate, an average or a quantile: Go prints all digits that a float has (`template/template.go` gives `$value` as a
/// float64, which `fmt` prints with as many digits as tell it apart). Counts and whole numbers are not judged. Each rule is told once.
public final class UnformattedValue implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("alert/unformatted-value", Severity.INFO, "A text prints a fraction with all its digits").fixable(Applicability.UNSAFE).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (!rule.isAlert() || !(rule.validExpr().orElse(null) instanceof Expression expression)) {
            return;
        }
        List<AlertTemplate> raw = new ArrayList<>(0);
        for (AlertTemplate template : context.templates(rule)) {
            if (!template.ofLabel() && template.facts().values().stream().anyMatch(ValuePrint::raw)) {
                raw.add(template);
            }
        }
        Expr root = expression.valid().orElseThrow();
        Optional<FractionalValue> value = raw.isEmpty() ? Optional.empty() : FractionalValue.of(root);
        if (value.isEmpty()) {
            return;
        }
        Samples samples = context.facts(expression).root().samples();
        if (samples.whole() || !samples.onlyFloats() || samples.constant().isPresent()) {
            return;
        }
        report(raw, value.get(), root, expression, context);
    }

    private static void report(List<AlertTemplate> raw, FractionalValue value, Expr root, Expression expression, Context context) {
        Draft draft = null;
        List<TextEdit> edits = new ArrayList<>();
        boolean whole = true;
        for (AlertTemplate template : raw) {
            for (ValuePrint print : template.facts().values()) {
                if (print.raw()) {
                    Optional<TextEdit> edit = edit(template, print.action(), value, root);
                    whole &= edit.isPresent();
                    edit.ifPresent(edits::add);
                    draft = draft != null ? draft : context.report(template.text(), print.action(), "the value is printed with all its digits, such as 0.06666666666666667: "
                            + "it is " + value.words() + ", which is hardly ever a short number").note(expression.text(), value.cause().span(), "this is the value");
                }
            }
        }
        if (draft != null && whole) {
            draft.fix(Optional.of(new Fix("Print it in few digits", Applicability.UNSAFE, edits)));
        }
    }

    /// Behind what the action prints, before the space and the trim marker at its end.
    private static Optional<TextEdit> edit(AlertTemplate template, Span action, FractionalValue value, Expr root) {
        String text = template.text().text();
        int end = action.end() - 2;
        if (end <= action.start() || !text.startsWith("}}", end)) {
            return Optional.empty();
        }
        if (text.charAt(end - 1) == '-' && Character.isWhitespace(text.charAt(end - 2))) {
            end--;
        }
        int last = end;
        while (Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        // The last character is replaced too, so that the YAML around is asked for a place that is there.
        Span before = new Span(last - 1, last);
        return Fix.edit(template.text(), before, before.of(text) + " | " + format(text.substring(action.end()).stripLeading(), value, root));
    }

    /// A function that fits the value and the text behind it, which may name a unit already.
    private static String format(String behind, FractionalValue value, Expr root) {
        if (!behind.isEmpty() && (behind.charAt(0) == '%' || behind.startsWith("percent"))) {
            return "printf \"%.1f\"";
        }
        boolean unitFollows = isUnit(behind);
        return switch (value.form()) {
            case RATIO -> isComparedWithPart(root) && !unitFollows ? "humanizePercentage" : "printf \"%.3f\"";
            case SECONDS -> unitFollows ? "printf \"%.2f\"" : "humanizeDuration";
            case BYTES -> unitFollows ? "printf \"%.2f\"" : "humanize1024";
            case NUMBER -> unitFollows ? "printf \"%.2f\"" : "humanize";
        };
    }

    private static boolean isUnit(String behind) {
        int end = 0;
        while (end < behind.length() && Character.isLetter(behind.charAt(end))) {
            end++;
        }
        return switch (behind.substring(0, end)) {
            case "s", "ms", "us", "ns", "sec", "secs", "second", "seconds", "millisecond", "milliseconds", "m", "min", "minutes", "h", "hours", "d", "days", "b", "B", "bytes", "KB", "kB", "KiB", "Kb",
                    "MB", "MiB", "Mb", "GB", "GiB", "Gb", "TB", "TiB", "k", "K", "M", "G" -> true;
            default -> false;
        };
    }

    /// True if the alert asks whether it is more or less than a part of 1.
    private static boolean isComparedWithPart(Expr root) {
        return root.unwrapped() instanceof Binary binary && binary.op().isComparison() && (isPart(binary.left()) || isPart(binary.right()));
    }

    private static boolean isPart(Expr side) {
        return side.unwrapped() instanceof NumberLiteral number && number.value() > 0 && number.value() <= 1;
    }
}
