package promc.checks.cardinality;

import java.util.Optional;
import java.util.Set;
import promc.analysis.SeriesSet;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Name;

/// A recording rule that joins what belongs on an info metric, such as a version, to a metric of values: with each release all its series end and as many begin.
public final class InfoLabelOnValueMetric implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("cardinality/info-label-on-value-metric", Severity.INFO,
            "A recorded metric of values carries a version or another label of an info metric");
    /// What describes a thing, and changes while the thing stays the same.
    private static final Set<String> DESCRIPTIVE = Set.of("version", "app_version", "image", "image_tag", "image_spec", "tag", "commit", "git_commit", "git_version", "gitVersion", "gitCommit",
            "revision", "goversion", "go_version", "build_date", "buildDate", "kernel_version", "os_image", "container_runtime_version", "kubelet_version", "kubeproxy_version",
            "branch", "firmware", "firmware_version", "bios_version");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.expr().value();
        Optional<Expr> root = expression.flatMap(Expression::valid);
        if (!rule.isRecording() || root.isEmpty()) {
            return;
        }
        root.get().forEach(node -> {
            if (node instanceof Binary binary && binary.matching().flatMap(Expr.Matching::group).isPresent()) {
                for (Name name : binary.matching().orElseThrow().group().orElseThrow().include()) {
                    if (DESCRIPTIVE.contains(name.text()) && isKept(context.facts(expression.get()).root(), name.text())) {
                        context.report(expression.get().text(), name.span(), "with each new `" + name.text() + "` all series of `" + rule.name().value().orElse("")
                                + "` end and as many begin, which breaks their graphs and `rate`; join it where it is read, from the info metric");
                    }
                }
            }
        });
    }

    /// A result that is 1 for each of them is an info metric itself.
    private static boolean isKept(SeriesSet result, String label) {
        return !result.label(label).isNever() && !result.samples().constant().filter(value -> value == 1).isPresent();
    }
}
