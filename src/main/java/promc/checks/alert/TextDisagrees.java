package promc.checks.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// A text that says for how long something has been so, where the rule's `for` is another time and nothing in the expression is that long either; or above which percentage, see
/// [TextThreshold]. A text that says less than `for` is true still, and only information.
public final class TextDisagrees implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("alert/text-disagrees", Severity.WARNING, "A text tells another time than the `for` of the alert, or another threshold than its expression");

    /// What is looked for only in texts that have "for", so that few runs need it.
    private static final class Words {
        private static final Pattern TIME = Pattern.compile("\\bfor (?:more than|over|longer than|at least) (\\d{1,4}) ?(s|sec|secs|seconds?|m|min|mins|minutes?|h|hrs?|hours?|d|days?)\\b",
                Pattern.CASE_INSENSITIVE);
        /// Numbers with or without a unit, such as those of a range, an offset, a threshold or a recorded name.
        private static final Pattern NUMBER = Pattern.compile("\\d+");

        private Words() {}
    }

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (!rule.isAlert()) {
            return;
        }
        TextThreshold.check(rule, context);
        if (rule.hold().value().isEmpty()) {
            return;
        }
        for (Pair pair : rule.annotations()) {
            Optional<YamlScalar> value = pair.value().value();
            if (value.isPresent() && value.get().value().contains("or ")) {
                check(rule, value.get(), context);
            }
        }
    }

    private static void check(Rule rule, YamlScalar scalar, Context context) {
        Duration hold = rule.hold().value().orElseThrow();
        String text = scalar.text().text();
        Matcher time = Words.TIME.matcher(text);
        List<Span> told = new ArrayList<>(0);
        while (time.find()) {
            Duration said = said(Integer.parseInt(time.group(1)), time.group(2));
            if (said.equals(hold)) {
                return;
            }
            if (isCondition(text, time.start())) {
                return;
            }
            told.add(new Span(time.start(), time.end()));
        }
        if (told.size() != 1 || hold.isZero() || rule.validExpr().isEmpty()) {
            return;
        }
        Span place = told.getFirst();
        Matcher only = Words.TIME.matcher(text);
        if (only.find() && !isExplained(rule, said(Integer.parseInt(only.group(1)), only.group(2)), hold) && rule.hold() instanceof Field.Present<Duration>) {
            context.report(scalar.text(), place, "the text says `" + place.of(text) + "`, and the alert fires once it is so for " + rule.hold().span().of(context.file().text()))
                    .severity(said(Integer.parseInt(only.group(1)), only.group(2)).compareTo(hold) < 0 ? Severity.INFO : Severity.WARNING)
                    .note(context.file(), rule.hold().span(), "this is how long the expression must hold");
        }
    }

    /// True if the sentence tells when something happens, not what has happened.
    private static boolean isCondition(String text, int at) {
        String sentence = text.substring(text.lastIndexOf(". ", at) + 1, at);
        return sentence.contains(" when ") || sentence.contains(" if ") || sentence.contains(" until ");
    }

    private static Duration said(int count, String unit) {
        return switch (Character.toLowerCase(unit.charAt(0))) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /// True if something else of the rule may be what the text means: a number of the expression, in whatever unit, alone or with the `for`.
    private static boolean isExplained(Rule rule, Duration said, Duration hold) {
        if (rule.keepFiringFor().value().filter(said::equals).isPresent()) {
            return true;
        }
        Expr root = rule.validExpr().flatMap(expression -> expression.valid()).orElseThrow();
        Matcher number = Words.NUMBER.matcher(root.span().of(rule.validExpr().orElseThrow().text().text()));
        Duration rest = said.minus(hold);
        while (number.find()) {
            if (number.group().length() > 9) {
                return true;
            }
            long found = Long.parseLong(number.group());
            if (isIn(found, said) || isIn(found, rest)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(long number, Duration time) {
        return number > 0 && !time.isNegative() && (number == time.toMillis() || number == time.toSeconds() || number * 60 == time.toSeconds() || number * 3600 == time.toSeconds()
                || number * 86_400 == time.toSeconds());
    }
}
