package promc.checks.promql;

import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.ExporterTable;
import promc.model.Expression;
import promc.model.RenamedMetrics;
import promc.promql.Expr;
import promc.promql.Expr.Name;
import promc.promql.Expr.VectorSelector;

/// A metric that a well-known exporter does not have, one letter away from one that it has, or that it has given another name. The table of exporters ages and exporters differ, so other unknown
/// names are not told.
public final class MetricUnknownToExporter implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/metric-unknown-to-exporter", Severity.WARNING,
            "A metric of a well-known exporter is misspelt or has been renamed").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof VectorSelector selector && selector.name().isPresent() && isKnownPrefix(selector.name().get().text())) {
                check(selector.name().get(), root, expression, context);
            }
        });
    }

    /// The first words of the names of exporters in the table that few others use.
    static boolean isKnownPrefix(String metric) {
        int cut = metric.indexOf('_');
        return switch (cut < 0 ? "" : metric.substring(0, cut)) {
            case "node", "kube", "prometheus", "alertmanager", "thanos", "container", "machine", "apiserver", "kubelet", "probe", "workqueue" -> metric.indexOf(':') < 0;
            default -> false;
        };
    }

    private static void check(Name name, Expr root, Expression expression, Context context) {
        String metric = name.text();
        if (ExporterTable.metric(metric).isPresent()) {
            return;
        }
        Optional<RenamedMetrics.Renamed> renamed = RenamedMetrics.of(metric);
        Optional<String> near = renamed.isPresent() ? Optional.empty() : ExporterTable.oneEditFrom(metric);
        if (renamed.isEmpty() && near.isEmpty() || context.isRecorded(metric) || context.inventory(expression.text().file()).metric(metric).isPresent()) {
            return;
        }
        if (reads(root, renamed.map(RenamedMetrics.Renamed::metric).or(() -> near).orElseThrow())) {
            return;
        }
        if (renamed.isPresent()) {
            String now = renamed.get().metric() + renamed.get().selecting();
            context.report(expression.text(), name.span(), "`" + metric + "` is called `" + now + "` since " + renamed.get().since() + ", so it finds nothing on versions of today").severity(Severity.INFO)
                    .fix(renamed.get().sameValues() ? Fix.replace("Use `" + renamed.get().metric() + "`", Applicability.UNSAFE, expression.text(), name.span(), renamed.get().metric()) : Optional.empty());
        } else {
            Draft draft = context.report(expression.text(), name.span(), "promc's table of exporters has no `" + metric + "`, but `" + near.get() + "`, which is one letter away");
            draft.fix(Fix.replace("Use `" + near.get() + "`", Applicability.UNSAFE, expression.text(), name.span(), near.get()));
        }
    }

    /// Whoever reads both names knows both versions.
    private static boolean reads(Expr root, String metric) {
        boolean[] found = new boolean[1];
        root.forEach(node -> found[0] |= node instanceof VectorSelector selector && selector.metric().filter(metric::equals).isPresent());
        return found[0];
    }
}
