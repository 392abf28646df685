package promc.checks.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.Escape;
import promc.analysis.SelectorSet;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.RelabelRule.Action;
import promc.model.ScrapeJob;
import promc.promql.Expr.VectorSelector;
import promc.promql.Parsed;
import promc.promql.Printer;
import promc.promql.Promql;
import promc.regex.Regex;
import promc.regex.RegexUse;
import promc.source.Span;

/// Series that the other server finds and sends, and this one throws away by `metric_relabel_configs`, though `match[]` can ask for the others alone. Only rules on the name of the metric are regarded: other
/// labels may be external ones, which the other server adds after it has selected.
public final class DroppedAfterTransfer implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/dropped-after-transfer", Severity.WARNING, "A federation job collects series that its own relabelling drops")
            .fixable(Applicability.UNSAFE);
    private static final String NAME = "__name__";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        if (!job.isFederation() || job.matches().isEmpty() || job.metricRelabelRules().isEmpty()) {
            return;
        }
        List<Condition> conditions = conditions(job);
        for (Expression match : job.matches()) {
            if (match.valid().orElse(null) instanceof VectorSelector selector) {
                judge(match, selector, conditions, context);
            }
        }
    }

    /// What the rules leave of the series: those for which `matcher` holds. `rejected` are those that are dropped.
    private record Condition(RelabelRule rule, String matcher, SelectorSet rejected) {}

    /// What the filters ask of the name, up to a rule that may change it.
    private static List<Condition> conditions(ScrapeJob job) {
        List<Condition> conditions = new ArrayList<>();
        for (RelabelRule rule : job.metricRelabelRules()) {
            Action action = rule.actionOrDefault();
            String target = rule.targetLabel().value().orElse("");
            if (!rule.isReadable() || action.isOnNames() || action.hasTarget() && (target.equals(NAME) || target.indexOf('$') >= 0)) {
                return conditions;
            }
            if ((action == Action.DROP || action == Action.KEEP) && rule.sourceLabels().value().filter(List.of(NAME)::equals).isPresent()) {
                condition(rule, action == Action.DROP).ifPresent(conditions::add);
            }
        }
        return conditions;
    }

    private static Optional<Condition> condition(RelabelRule rule, boolean drops) {
        Optional<String> pattern = rule.regexOrDefault().map(Regex::pattern);
        if (pattern.isEmpty() || !(Regex.parse(pattern.get(), RegexUse.MATCHER) instanceof Regex regex)) {
            return Optional.empty();
        }
        Optional<String> literal = regex.literal();
        String value = Printer.quote(literal.orElse(pattern.get()));
        String positive = NAME + (literal.isPresent() ? "=" : "=~") + value;
        String negative = NAME + (literal.isPresent() ? "!=" : "!~") + value;
        return set(drops ? positive : negative).map(rejected -> new Condition(rule, drops ? negative : positive, rejected));
    }

    private static Optional<SelectorSet> set(String matcher) {
        return Promql.parseSelector("{" + matcher + "}") instanceof Parsed.Valid valid ? SelectorSet.of((VectorSelector) valid.root()) : Optional.empty();
    }

    private static void judge(Expression match, VectorSelector selector, List<Condition> conditions, Context context) {
        Optional<SelectorSet> selected = SelectorSet.of(selector);
        if (selected.isEmpty() || selected.get().isEmpty()) {
            return;
        }
        List<Condition> useful = new ArrayList<>();
        for (Condition condition : conditions) {
            if (SelectorSet.escape(selected.get(), List.of(condition.rejected)).isCovered()) {
                note(context.report(match.text(), match.text().span(), "all that this selects is transferred, and then dropped by a rule of `metric_relabel_configs`"), condition, match);
                return;
            }
            if (selected.get().common(condition.rejected) instanceof Escape.Witness) {
                useful.add(condition);
            }
        }
        if (!useful.isEmpty()) {
            Draft draft = context.report(match.text(), match.text().span(), "this also selects series that `metric_relabel_configs` drops once they are transferred; a matcher leaves them with the other server");
            useful.forEach(condition -> note(draft, condition, match));
            draft.fix(fix(match, selector, useful));
        }
    }

    private static void note(Draft draft, Condition condition, Expression match) {
        Span place = condition.rule.regex().isAbsent() ? condition.rule.node().span() : condition.rule.regex().span();
        draft.note(match.text().file(), place, condition.rule.actionOrDefault() == Action.KEEP ? "only these are kept" : "dropped here");
    }

    private static Optional<Fix> fix(Expression match, VectorSelector selector, List<Condition> conditions) {
        String matchers = String.join(", ", conditions.stream().map(Condition::matcher).toList());
        String title = "Do not ask for what is dropped";
        if (!selector.matchers().isEmpty()) {
            return Fix.replace(title, Applicability.UNSAFE, match.text(), Span.at(selector.matchers().getLast().span().end()), ", " + matchers);
        }
        return Fix.replace(title, Applicability.UNSAFE, match.text(), selector.braces().orElse(Span.at(selector.span().end())), "{" + matchers + "}");
    }
}
