package promc.checks.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import promc.analysis.SampleSources.Recording;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.VectorSelector;

/// A rule that reads what another group records less often: a single value outlasts the `for` of an alert, or a range holds no more than one. Functions that need two samples are for `promql/range-too-short`.
public final class IntervalMismatch implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("group/interval-mismatch", Severity.WARNING, "A rule reads what a group records less often than the rule takes it to be");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr();
        if (expression.isEmpty() || !readsRecords(expression.get())) {
            return;
        }
        for (ServerSettings server : context.servers(context.file())) {
            if (check(rule, group, expression.get(), server, context)) {
                return;
            }
        }
    }

    /// What rules record has a colon in its name, by convention.
    private static boolean readsRecords(Expression expression) {
        boolean[] found = new boolean[1];
        expression.valid().orElseThrow().forEach(node -> found[0] |= node instanceof VectorSelector selector && selector.metric().filter(name -> name.indexOf(':') >= 0).isPresent());
        return found[0];
    }

    private static boolean check(Rule rule, RuleGroup group, Expression expression, ServerSettings server, Context context) {
        boolean found = false;
        List<Expr> open = new ArrayList<>(List.of(expression.valid().orElseThrow()));
        while (!open.isEmpty()) {
            Expr node = open.removeLast();
            if (node instanceof Call call && !call.args().isEmpty() && call.vector().map(Expr::unwrapped).orElse(call) instanceof MatrixSelector matrix) {
                found |= summarises(call.function().name()) && range(call, matrix, group, expression, server, context);
            } else if (node instanceof VectorSelector selector) {
                found |= instant(selector, rule, group, expression, server, context);
            } else if (!(node instanceof MatrixSelector)) {
                open.addAll(node.children());
            }
        }
        return found;
    }

    private static boolean summarises(String function) {
        return switch (function) {
            case "avg_over_time", "min_over_time", "max_over_time", "sum_over_time", "quantile_over_time", "stddev_over_time", "stdvar_over_time", "mad_over_time" -> true;
            default -> false;
        };
    }

    private static boolean range(Call call, MatrixSelector matrix, RuleGroup group, Expression expression, ServerSettings server, Context context) {
        OptionalDouble seconds = matrix.range().seconds();
        Optional<Told<Duration>> recorded = shortest(matrix.selector(), group, false, server);
        if (seconds.isEmpty() || recorded.isEmpty() || seconds.getAsDouble() >= 2 * recorded.get().value().toMillis() / 1e3) {
            return false;
        }
        boolean one = seconds.getAsDouble() <= recorded.get().value().toMillis() / 1e3;
        Draft draft = context.report(expression.text(), matrix.brackets(), "`" + matrix.brackets().of(expression.text().text()) + "` holds " + (one ? "one value" : "one value or two")
                + ", as `" + matrix.selector().metric().orElseThrow() + "` is recorded every " + ServerSettings.words(recorded.get().value()) + ": there is little for `" + call.name().text()
                + "` to do");
        if (!one) {
            draft.severity(Severity.INFO);
        }
        draft.note(recorded.get());
        return true;
    }

    private static boolean instant(VectorSelector selector, Rule rule, RuleGroup group, Expression expression, ServerSettings server, Context context) {
        if (!rule.isAlert()) {
            return false;
        }
        Optional<Told<Duration>> recorded = shortest(selector, group, true, server);
        Optional<Told<Duration>> own = recorded.isEmpty() ? Optional.empty() : server.evaluationInterval(group, context.file());
        if (own.isEmpty() || recorded.get().value().compareTo(own.get().value().multipliedBy(2)) < 0) {
            return false;
        }
        Duration hold = rule.hold().value().orElse(Duration.ZERO);
        if (hold.isZero() || hold.compareTo(recorded.get().value()) >= 0) {
            return false;
        }
        context.report(expression.text(), selector.span(), "a single value of `" + selector.metric().orElseThrow() + "` stays for " + ServerSettings.words(recorded.get().value())
                        + ", longer than the `for` of " + ServerSettings.words(hold) + ": the alert fires before there is a second one")
                .note(recorded.get()).note(own.get());
        return true;
    }

    /// How often what the selector reads is recorded, where all rules that record it are known and none is in the group of the reader.
    private static Optional<Told<Duration>> shortest(VectorSelector selector, RuleGroup reader, boolean elsewhere, ServerSettings server) {
        List<Recording> recordings = selector.metric().filter(name -> name.indexOf(':') >= 0).map(server::recordings).orElse(List.of());
        Told<Duration> shortest = null;
        for (Recording recording : recordings) {
            Optional<Told<Duration>> interval = server.evaluationInterval(recording.group(), recording.file().text().file());
            if (interval.isEmpty() || elsewhere && (recording.group() == reader || isConstant(recording))) {
                return Optional.empty();
            }
            shortest = shortest == null || interval.get().value().compareTo(shortest.value()) < 0 ? interval.get() : shortest;
        }
        return Optional.ofNullable(shortest);
    }

    /// True if it reads nothing, as a threshold does.
    private static boolean isConstant(Recording recording) {
        boolean[] reads = new boolean[1];
        recording.rule().validExpr().ifPresent(expression -> expression.valid().orElseThrow().forEach(node -> reads[0] |= node instanceof VectorSelector));
        return !reads[0];
    }
}
