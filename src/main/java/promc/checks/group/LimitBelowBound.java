package promc.checks.group;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import promc.analysis.Bound;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Finding;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;

/// A `limit` that a rule of the group can exceed, by what its expression and an inventory tell: the rule then fails and writes nothing. The bound is the most there can be, so this is likely;
/// expressions that filter by a comparison are passed over, since theirs says little.
public final class LimitBelowBound implements Check.GroupCheck {
    private static final CheckInfo INFO = CheckInfo.likely("group/limit-below-bound", Severity.WARNING, "A rule can return more series than the limit of its group, and then fails");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        Optional<YamlNode> given = group.node().get("limit");
        OptionalLong limit = given.isPresent() ? limit(given.get()) : OptionalLong.empty();
        if (limit.isEmpty() || limit.getAsLong() <= 0) {
            return;
        }
        Inventory inventory = context.inventory(context.file());
        for (Rule rule : group.rules()) {
            Optional<Expression> expression = rule.validExpr().filter(expr -> !filters(expr.valid().orElseThrow()));
            if (expression.isPresent()) {
                Bound bound = context.likelyCardinality(expression.get()).root();
                OptionalLong value = bound.value(inventory);
                if (value.isPresent() && value.getAsLong() > limit.getAsLong()) {
                    context.report(expression.get().text(), expression.get().valid().orElseThrow().span(), "`" + rule.name().value().orElse("this rule") + "` can return "
                                    + number(value.getAsLong()) + " series" + (bound instanceof Bound.Constant ? "" : " (`" + bound.text() + "`)")
                                    + "; above the limit of its group it fails, and writes nothing")
                            .note(context.file(), given.get().span(), "the limit")
                            .in(Finding.InRule.of(rule, group));
                }
            }
        }
    }

    private static OptionalLong limit(YamlNode node) {
        if (node instanceof YamlScalar scalar && GoYaml.kind(scalar, GoYaml.Dialect.V3) == GoYaml.Kind.INT && scalar.value().length() < 10
                && scalar.value().chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.of(Long.parseLong(scalar.value()));
        }
        return OptionalLong.empty();
    }

    private static boolean filters(Expr root) {
        boolean[] found = {false};
        root.forEach(node -> found[0] |= node instanceof Expr.Binary binary && binary.op().isComparison() && binary.boolSpan().isEmpty());
        return found[0];
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
