package promc.checks.recording;

import java.util.Optional;
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
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Name;
import promc.yaml.YamlNode.YamlScalar;

/// A label of a recording rule, or of its group, that takes the place of one by which the expression tells its results apart: as soon as two results differ only there, they become
/// one series, and the evaluation fails (Prometheus `rules/recording.go`, "vector contains metrics with the same labelset after applying rule labels"). What is proved is that the
/// rule works with one value at most; then the label is not needed in the expression either.
public final class LabelOverwritesIdentity implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("recording/label-overwrites-identity", Severity.WARNING,
            "A label of the rule overwrites one that tells its results apart");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr().filter(expr -> rule.isRecording());
        if (expression.isEmpty() || rule.labels().isEmpty() && group.labels().isEmpty()) {
            return;
        }
        SeriesSet result = context.facts(expression.get()).root();
        rule.labels().forEach(pair -> judge(pair, result, expression.get(), context));
        group.labels().stream().filter(pair -> rule.labels().stream().noneMatch(own -> own.name().equals(pair.name())))
                .forEach(pair -> judge(pair, result, expression.get(), context));
    }

    private static void judge(Pair pair, SeriesSet result, Expression expression, Context context) {
        Optional<Name> named = named(pair.name(), expression.valid().orElseThrow());
        if (named.isEmpty() || result.shapes().isEmpty() || !result.shapes().stream().anyMatch(shape -> tellsApart(pair.name(), shape))) {
            return;
        }
        String value = pair.value().value().map(YamlScalar::value).orElse("");
        Draft draft = context.report(context.file(), pair.key().span(), "the expression groups by `" + pair.name() + "`, and the rule then "
                + (value.isEmpty() ? "deletes it" : "sets it to `" + value + "` everywhere") + ": with two values of it the rule fails, for its results become the same series");
        draft.note(expression.text(), named.get().span(), "the expression keeps `" + pair.name() + "` here");
    }

    /// All labels are named in the expression, and this one can have several values.
    private static boolean tellsApart(String label, Shape shape) {
        LabelFact fact = shape.label(label);
        return shape.closed() && !fact.isNever() && !(fact.values() instanceof Values.OneOf one && one.values().size() <= 1);
    }

    /// Where the expression says that it keeps the label.
    private static Optional<Name> named(String label, Expr root) {
        Name[] found = new Name[1];
        root.forEach(node -> {
            if (found[0] == null) {
                found[0] = switch (node) {
                    case Aggregation aggregation -> aggregation.grouping().filter(grouping -> !grouping.without()).flatMap(grouping -> grouping.labels().stream()
                            .filter(name -> name.text().equals(label)).findFirst()).orElse(null);
                    case Binary binary -> binary.matching().flatMap(matching -> matching.group()).flatMap(modifier -> modifier.include().stream()
                            .filter(name -> name.text().equals(label)).findFirst()).orElse(null);
                    default -> null;
                };
            }
        });
        return Optional.ofNullable(found[0]);
    }
}
