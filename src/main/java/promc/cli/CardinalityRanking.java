package promc.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import promc.analysis.Bound;
import promc.analysis.EstateFacts;
import promc.analysis.LabelClasses;
import promc.lint.ConfigFacts.Budgets;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.Inventory.LabelFacts;
import promc.model.Inventory.MetricFacts;
import promc.model.PrometheusConfig;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.ScrapeJob;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.VectorSelector;
import promc.report.CardinalityReport;
import promc.report.CardinalityReport.Example;
import promc.report.CardinalityReport.Label;
import promc.report.CardinalityReport.Metric;
import promc.report.CardinalityReport.Output;
import promc.report.CardinalityReport.Over;
import promc.report.CardinalityReport.Selector;
import promc.report.CardinalityReport.Summary;
import promc.report.CardinalityReport.WhatIf;
import promc.source.SourceFile;

/// Ranks metrics, labels, rules and federation selectors of an estate by their series.
final class CardinalityRanking {
    private final Estate estate;
    private final EstateFacts facts;
    private final Inventory inventory;
    private final Budgets budgets;
    private final LabelClasses classes = new LabelClasses();

    private final TreeMap<String, Integer> readers = new TreeMap<>();
    /// The labels that expressions ask of a metric: matched, or grouped by where nothing else is read.
    private final TreeMap<String, SortedSet<String>> asked = new TreeMap<>();
    private final List<Ranked<Output>> outputs = new ArrayList<>();
    private final List<Ranked<Selector>> selectors = new ArrayList<>();
    private final List<Over> over = new ArrayList<>();
    private final Map<String, List<Ranked<Output>>> keeping = new HashMap<>();
    private final Map<String, List<MetricFacts>> having = new HashMap<>();

    /// A row with its bound, by which it is ranked.
    private record Ranked<T>(T row, Bound bound, OptionalLong series) {}

    private CardinalityRanking(Estate estate, Inventory inventory, Budgets budgets) {
        this.estate = estate;
        this.inventory = inventory;
        this.budgets = budgets;
        this.facts = new EstateFacts(estate, path -> inventory);
    }

    /// Ranks what `estate` holds, with the numbers of `inventory`; `origins` are the files that these are from.
    static CardinalityReport of(Estate estate, Inventory inventory, Budgets budgets, List<String> origins) {
        CardinalityRanking ranking = new CardinalityRanking(estate, inventory, budgets);
        estate.ruleFiles().forEach(ranking::rules);
        estate.configs().forEach(ranking::federation);
        return ranking.report(origins);
    }

    private CardinalityReport report(List<String> origins) {
        List<Metric> metrics = metrics();
        inventory.metrics().stream().filter(metric -> metric.series().isPresent()).forEach(metric -> labelsOf(metric).forEach(
                label -> having.computeIfAbsent(label, l -> new ArrayList<>()).add(metric)));
        List<Label> labels = labels();
        long sum = 0;
        for (MetricFacts metric : inventory.metrics()) {
            sum += metric.series().orElse(0);
        }
        OptionalLong total = inventory.totalSeries().isPresent() || sum == 0 ? inventory.totalSeries() : OptionalLong.of(sum);
        over("metric", budgets.metric(), inventory.metrics().stream().filter(metric -> metric.series().isPresent())
                .map(metric -> Map.entry(metric.name(), metric.series().getAsLong())).toList());
        total.ifPresent(series -> over("total", budgets.total(), List.of(Map.entry("the database", series))));
        over.sort(Comparator.comparing(Over::budget).thenComparing(Over::series, Comparator.reverseOrder()).thenComparing(Over::name));
        boolean exposed = !inventory.countsDatabase() && inventory.metrics().stream().anyMatch(metric -> metric.origin().exposed() && metric.series().isPresent());
        Summary summary = new Summary(estate.files().size(), (int) estate.rules().count(), total, exposed, origins);
        return new CardinalityReport(summary, metrics, labels, rows(outputs), rows(selectors), whatIf(labels), over);
    }

    private void over(String budget, OptionalLong allowed, List<Map.Entry<String, Long>> counts) {
        if (allowed.isPresent()) {
            counts.stream().filter(count -> count.getValue() > allowed.getAsLong()).forEach(count -> over.add(new Over(budget, count.getKey(), count.getValue(), allowed.getAsLong())));
        }
    }

    private void over(String budget, OptionalLong allowed, Bound bound, String name) {
        bound.value(inventory).ifPresent(series -> over(budget, allowed, List.of(Map.entry(name, series))));
    }

    private void rules(RuleFile file) {
        for (RuleGroup group : file.groups()) {
            Bound together = Bound.ZERO;
            for (Rule rule : group.rules()) {
                Optional<Expression> expression = rule.validExpr();
                if (expression.isPresent() && (rule.isRecording() || rule.isAlert())) {
                    read(expression.get());
                    together = together.plus(output(rule, group, expression.get()));
                }
            }
            over("group", budgets.group(), together, group.name().value().orElse(""));
        }
    }

    private Bound output(Rule rule, RuleGroup group, Expression expression) {
        Bound bound = bound(expression);
        OptionalLong series = bound.value(inventory);
        String name = rule.name().value().orElse("");
        SourceFile file = expression.text().file();
        Ranked<Output> output = new Ranked<>(new Output(name, rule.kind().word(), group.name().value().orElse(""), file.path(), line(expression), bound.text(), series, largest(bound)),
                bound, series);
        outputs.add(output);
        bound.labels().forEach(label -> keeping.computeIfAbsent(label, l -> new ArrayList<>()).add(output));
        over("rule", budgets.rule(), bound, name);
        return bound;
    }

    private void federation(PrometheusConfig config) {
        for (ScrapeJob job : config.jobs()) {
            Bound together = Bound.ZERO;
            for (Expression match : job.matches()) {
                if (match.valid().isPresent()) {
                    read(match);
                    Bound bound = bound(match);
                    together = together.plus(bound);
                    selectors.add(new Ranked<>(new Selector(match.text().text().strip(), job.name().value().orElse(""), match.text().file().path(), line(match), bound.text(),
                            bound.value(inventory)), bound, bound.value(inventory)));
                }
            }
            over("job", budgets.job(), together, job.name().value().orElse(""));
        }
    }

    private Bound bound(Expression expression) {
        return facts.cardinality(expression, facts.likely(expression).orElseGet(() -> facts.proved(expression))).root();
    }

    private static int line(Expression expression) {
        return expression.text().file().location(expression.text().toFile(expression.valid().orElseThrow().span()).start()).line();
    }

    private void read(Expression expression) {
        SortedSet<String> metrics = new TreeSet<>();
        expression.valid().orElseThrow().forEach(node -> {
            if (node instanceof VectorSelector selector && selector.metric().isPresent()) {
                String metric = selector.metric().get();
                metrics.add(metric);
                selector.matchers().stream().map(matcher -> matcher.label().text()).filter(label -> !label.equals("__name__")).forEach(label -> ask(metric, label));
            } else if (node instanceof Aggregation aggregation && aggregation.grouping().isPresent()) {
                soleMetric(aggregation.expr()).ifPresent(metric -> aggregation.grouping().get().labels().forEach(label -> ask(metric, label.text())));
            }
        });
        metrics.forEach(metric -> readers.merge(metric, 1, Integer::sum));
    }

    private void ask(String metric, String label) {
        asked.computeIfAbsent(metric, m -> new TreeSet<>()).add(label);
    }

    /// The metric whose labels an operand has: the only one read, through functions of one series vector.
    private static Optional<String> soleMetric(Expr operand) {
        return switch (operand.unwrapped()) {
            case VectorSelector selector -> selector.metric();
            case Expr.MatrixSelector matrix -> matrix.selector().metric();
            case Expr.Call call when !call.function().name().startsWith("label_") && !call.function().name().startsWith("absent") && !call.args().isEmpty() ->
                    soleMetric(call.args().getLast());
            default -> Optional.empty();
        };
    }

    private Optional<String> largest(Bound bound) {
        Comparator<String> values = Comparator.comparingLong(label -> inventory.labelValues(label).orElse(-1));
        return bound.labels().stream().max(values.thenComparingInt(classes::weight).thenComparing(Comparator.reverseOrder()));
    }

    private List<Metric> metrics() {
        SortedSet<String> names = new TreeSet<>(readers.keySet());
        inventory.metrics().stream().filter(metric -> metric.series().isPresent()).forEach(metric -> names.add(metric.name()));
        return names.stream().map(name -> {
            Optional<MetricFacts> known = inventory.metric(name);
            return new Metric(name, known.map(MetricFacts::series).orElse(OptionalLong.empty()), known.flatMap(MetricFacts::type).map(type -> type.name().toLowerCase(Locale.ROOT)),
                    readers.getOrDefault(name, 0));
        }).sorted(Comparator.comparingLong((Metric metric) -> metric.series().orElse(-1)).thenComparingInt(Metric::readers).reversed().thenComparing(Metric::name)).toList();
    }

    private List<Label> labels() {
        SortedSet<String> names = new TreeSet<>(inventory.labelValues().keySet());
        asked.values().forEach(names::addAll);
        names.addAll(keeping.keySet());
        names.remove("__name__");
        return names.stream().map(name -> {
            LabelClasses.Judgement judgement = classes.of(name);
            List<MetricFacts> with = having.getOrDefault(name, List.of());
            return new Label(name, inventory.labelValues(name), judgement.kind().name().toLowerCase(Locale.ROOT), judgement.reason(),
                    with.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum(with)), keeping.getOrDefault(name, List.of()).size());
        }).sorted(Comparator.comparingLong((Label label) -> label.values().orElse(-1)).thenComparingInt(label -> classes.weight(label.name())).thenComparingInt(Label::outputs).reversed()
                .thenComparing(Label::name)).toList();
    }

    /// The labels of a metric: as the inventory says, or else as expressions expect.
    private Set<String> labelsOf(MetricFacts metric) {
        return metric.labels().map(Map::keySet).orElseGet(() -> asked.getOrDefault(metric.name(), Collections.emptySortedSet()));
    }

    private static long sum(List<MetricFacts> metrics) {
        return metrics.stream().mapToLong(metric -> metric.series().getAsLong()).sum();
    }

    private List<WhatIf> whatIf(List<Label> labels) {
        List<WhatIf> rows = new ArrayList<>();
        for (Label label : labels) {
            List<MetricFacts> with = having.getOrDefault(label.name(), List.of());
            List<Ranked<Output>> kept = keeping.getOrDefault(label.name(), List.of());
            OptionalLong left = OptionalLong.of(0);
            for (MetricFacts metric : with) {
                left = plus(left, leftOf(metric, label.name()));
            }
            OptionalLong before = OptionalLong.of(0);
            OptionalLong after = OptionalLong.of(0);
            for (Ranked<Output> output : kept) {
                before = plus(before, output.series);
                after = plus(after, output.bound.withoutLabel(label.name()).value(inventory));
            }
            boolean some = !with.isEmpty() && left.isPresent() || !kept.isEmpty();
            if (some) {
                boolean known = !with.isEmpty() && left.isPresent();
                rows.add(new WhatIf(label.name(), known ? with.stream().map(MetricFacts::name).toList() : List.of(), known ? OptionalLong.of(sum(with)) : OptionalLong.empty(),
                        known ? left : OptionalLong.empty(), kept.size(), kept.isEmpty() ? OptionalLong.empty() : before, kept.isEmpty() ? OptionalLong.empty() : after,
                        ranked(kept).stream().findFirst().map(ranked -> new Example(ranked.row.name(), ranked.bound.text(), ranked.bound.withoutLabel(label.name()).text()))));
            }
        }
        rows.sort(Comparator.comparingLong(WhatIf::saved).thenComparingInt(row -> classes.weight(row.label())).thenComparingInt(WhatIf::outputs).reversed().thenComparing(WhatIf::label));
        return rows;
    }

    /// As many series at least stay of a metric: each of them stands for no more than there are values.
    private OptionalLong leftOf(MetricFacts metric, String label) {
        OptionalLong own = metric.labels().map(labels -> labels.get(label)).map(LabelFacts::values).orElse(OptionalLong.empty());
        OptionalLong values = own.isPresent() ? own : inventory.labelValues(label);
        if (values.isEmpty()) {
            return OptionalLong.empty();
        }
        // Series without the label are one more kind of them.
        long kinds = Math.max(1, values.getAsLong() + (metric.labels().map(labels -> labels.get(label)).filter(LabelFacts::always).isPresent() ? 0 : 1));
        return OptionalLong.of(Math.ceilDiv(metric.series().getAsLong(), kinds));
    }

    private static OptionalLong plus(OptionalLong a, OptionalLong b) {
        // Both may be the number that stands for all above.
        return a.isPresent() && b.isPresent() ? OptionalLong.of(Math.min(a.getAsLong(), Long.MAX_VALUE - b.getAsLong()) + b.getAsLong()) : OptionalLong.empty();
    }

    /// Known numbers first, the largest first; then the bounds with the labels of most values, and of most factors. Without an inventory the numbers that are known are those of the
    /// smallest results.
    private <T> List<Ranked<T>> ranked(List<Ranked<T>> rows) {
        Comparator<Ranked<T>> bySeries = Comparator.comparingLong(row -> row.series.orElse(-1));
        Comparator<Ranked<T>> byWeight = Comparator.comparingInt(row -> weight(row.bound));
        return rows.stream().sorted((inventory.isEmpty() ? byWeight.thenComparing(bySeries) : bySeries.thenComparing(byWeight)).reversed()).toList();
    }

    private <T> List<T> rows(List<Ranked<T>> rows) {
        return ranked(rows).stream().map(Ranked::row).toList();
    }

    private int weight(Bound bound) {
        return bound.labels().stream().mapToInt(label -> 1 << 2 * classes.weight(label)).sum() + (bound.labels().isEmpty() && !(bound instanceof Bound.Constant) ? 1 : 0);
    }
}
