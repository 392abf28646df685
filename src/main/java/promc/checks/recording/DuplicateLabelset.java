package promc.checks.recording;

import java.util.Optional;
import promc.analysis.Facts;
import promc.analysis.LabelFact;
import promc.analysis.SeriesSet;
import promc.analysis.Shape;
import promc.analysis.Values;
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
import promc.promql.Expr.Call;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;
import promc.source.Span;

/// A selector of several metrics whose names are then dropped: two of them with the same labels become one series, and the whole evaluation fails (Prometheus `promql/engine.go`,
/// "vector cannot contain metrics with the same labelset"; `rules/recording.go` says the same of the name that the rule gives). Aggregations may take them together.
public final class DuplicateLabelset implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/duplicate-labelset", Severity.WARNING,
            "The names of several metrics are dropped, so two of them with the same labels fail the rule");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr().filter(expr -> rule.isRecording());
        if (expression.isEmpty() || !expression.get().text().text().contains(Shape.NAME)) {
            return;
        }
        Expr root = expression.get().valid().orElseThrow();
        Facts facts = context.facts(expression.get());
        boolean[] told = new boolean[1];
        root.forEach(node -> {
            Optional<Dropping> dropping = dropping(node);
            if (!told[0] && dropping.isPresent() && hasNames(facts.of(dropping.get().from)) && !hasNames(facts.of(node))) {
                told[0] = true;
                report(root, dropping.get().at, "`" + dropping.get().at.of(expression.get().text().text()) + "` drops the names of the metrics", expression.get(), context);
            }
        });
        // Names that are written out one by one are brought together on purpose, as `or` would.
        if (!told[0] && hasNames(facts.root()) && facts.root().shapes().stream().noneMatch(shape -> shape.label(Shape.NAME).values() instanceof Values.OneOf)) {
            report(root, root.span(), "the rule gives all of these metrics one name", expression.get(), context);
        }
    }

    private static void report(Expr root, Span at, String what, Expression expression, Context context) {
        Draft draft = context.report(expression.text(), at, what + ": where two of them have the same labels, the rule fails");
        names(root).ifPresent(matcher -> draft.note(expression.text(), matcher.span(), "several metrics are selected here"));
    }

    /// Where names are dropped, and of what.
    private record Dropping(Span at, Expr from) {}

    private static Optional<Dropping> dropping(Expr node) {
        return switch (node) {
            case Call call -> call.vector().map(arg -> new Dropping(call.name().span(), arg));
            case Unary unary -> Optional.of(new Dropping(unary.opSpan(), unary.operand()));
            case Binary binary when binary.left().type() == ValueType.SCALAR -> Optional.of(new Dropping(binary.opSpan(), binary.right()));
            case Binary binary when binary.right().type() == ValueType.SCALAR -> Optional.of(new Dropping(binary.opSpan(), binary.left()));
            default -> Optional.empty();
        };
    }

    /// All series have their names still, and these are several by a matcher.
    private static boolean hasNames(SeriesSet set) {
        return !set.shapes().isEmpty() && set.shapes().stream().anyMatch(shape -> {
            LabelFact name = shape.label(Shape.NAME);
            return name.isAlways() && !(name.values() instanceof Values.OneOf one && one.values().size() < 2);
        });
    }

    private static Optional<Matcher> names(Expr root) {
        Matcher[] found = new Matcher[1];
        root.forEach(node -> {
            if (node instanceof VectorSelector selector && found[0] == null) {
                found[0] = selector.matchers().stream().filter(matcher -> matcher.label().text().equals(Shape.NAME) && matcher.op().isRegex()).findFirst().orElse(null);
            }
        });
        return Optional.ofNullable(found[0]);
    }
}
