package promc.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import promc.analysis.Cardinality;
import promc.analysis.EstateFacts;
import promc.analysis.Facts;
import promc.analysis.MetricKind;
import promc.analysis.Reach;
import promc.lint.Finding;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Inventory;
import promc.promql.Expr;
import promc.promql.FeatureUse;
import promc.promql.PrometheusFeatures;
import promc.promql.ValueType;

/// All that promc says of one expression that stands alone: `known` if Prometheus accepts it, else its problems are in `expression.parsed()`.
public record ExpressionAnswer(Expression expression, Optional<Known> known, List<Finding> findings) {
    /// The release of Prometheus whose rules for feature flags hold.
    private static final FeatureUse.Release LATEST = new FeatureUse.Release(3, 14);

    public ExpressionAnswer {
        findings = List.copyOf(findings);
    }

    /// What follows from the expression: `metrics` are those it names, each with its kind where something tells it; `uses` what not every Prometheus has, in source order.
    public record Known(Expr root, Facts facts, Cardinality cardinality, Reach reach, SortedMap<String, Optional<MetricKind.Known>> metrics, List<FeatureUse> uses, Inventory inventory) {
        public Known {
            metrics = Collections.unmodifiableSortedMap(metrics);
            uses = List.copyOf(uses);
        }

        /// The `--enable-feature` flags that the latest Prometheus needs, sorted.
        public List<String> flags() {
            return uses.stream().filter(use -> use.needsFlag(LATEST)).flatMap(use -> use.flag().stream()).distinct().sorted().toList();
        }

        /// The first release that knows all of it, if that is not every one.
        public Optional<FeatureUse.Release> since() {
            return uses.stream().map(FeatureUse::since).max(FeatureUse.Release::compareTo);
        }

        /// What the inventory says that a metric is measured in.
        Optional<String> unit(String metric) {
            return inventory.metric(metric).flatMap(Inventory.MetricFacts::unit).filter(unit -> !unit.isEmpty());
        }

        /// True if there can be no more and no less than one result without labels.
        boolean isNumber() {
            return root.type() == ValueType.SCALAR || root.type() == ValueType.STRING;
        }
    }

    /// Analyses an expression. Nothing is known about the series it reads but what `inventory` tells.
    public static ExpressionAnswer of(Expression expression, List<Finding> findings, Inventory inventory) {
        return new ExpressionAnswer(expression, expression.valid().map(root -> known(root, expression, inventory)), findings);
    }

    private static Known known(Expr root, Expression expression, Inventory inventory) {
        Facts facts = new EstateFacts(new Estate(List.of()), path -> inventory).proved(expression);
        SortedMap<String, Optional<MetricKind.Known>> metrics = new TreeMap<>();
        root.forEach(expr -> {
            if (expr instanceof Expr.VectorSelector selector) {
                selector.metric().ifPresent(metric -> metrics.put(metric, MetricKind.of(metric, inventory)));
            }
        });
        List<FeatureUse> uses = new ArrayList<>(PrometheusFeatures.of(root, expression.text().text()));
        uses.sort((a, b) -> Integer.compare(a.span().start(), b.span().start()));
        return new Known(root, facts, Cardinality.of(root, facts), Reach.of(root), metrics, uses, inventory);
    }
}
