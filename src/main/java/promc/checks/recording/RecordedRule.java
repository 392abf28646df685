package promc.checks.recording;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import promc.analysis.Facts;
import promc.analysis.RuleSeries;
import promc.analysis.Shape;
import promc.analysis.Values;
import promc.lint.Finding;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.VectorSelector;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Printer;
import promc.promql.Promql;
import promc.source.Span;

/// A recording rule that can be compared with others of its name: what it writes, and what it reads.
final class RecordedRule {
    private final Rule rule;
    private final RuleGroup group;
    private final RuleFile file;
    private final Expression expression;
    private final Expr root;
    private final Facts facts;
    private final List<Shape> written;
    private final List<VectorSelector> selectors = new ArrayList<>();
    private final Set<String> metrics = new HashSet<>();
    private boolean filters;

    private RecordedRule(Rule rule, RuleGroup group, RuleFile file, Expression expression, Facts facts) {
        this.rule = rule;
        this.group = group;
        this.file = file;
        this.expression = expression;
        this.root = expression.valid().orElseThrow();
        this.facts = facts;
        this.written = RuleSeries.of(rule, group, facts.root());
        root.forEach(node -> {
            if (node instanceof VectorSelector selector) {
                selectors.add(selector);
                metrics.add(selector.metric().orElse(""));
            }
            filters |= node instanceof Binary binary && (binary.left().type() == binary.right().type() || binary.op().isComparison() && binary.boolSpan().isEmpty());
        });
    }

    static Optional<RecordedRule> of(Rule rule, RuleGroup group, RuleFile file, Function<Expression, Facts> facts) {
        return rule.validExpr().map(expression -> new RecordedRule(rule, group, file, expression, facts.apply(expression)))
                .filter(made -> !made.written.isEmpty());
    }

    Rule rule() {
        return rule;
    }

    RuleGroup group() {
        return group;
    }

    RuleFile file() {
        return file;
    }

    Expression expression() {
        return expression;
    }

    /// Where the name is written, were it an alias.
    Span place() {
        return rule.node().own("record").map(entry -> entry.value().span()).orElse(rule.name().span());
    }

    Finding.InRule about() {
        return Finding.InRule.of(rule, group);
    }

    /// Proved that no series is written by both.
    boolean isDisjointFrom(RecordedRule other) {
        return written.stream().allMatch(a -> other.written.stream().allMatch(b -> exclude(a, b)));
    }

    private static boolean exclude(Shape a, Shape b) {
        SortedSet<String> labels = new TreeSet<>(a.labels().keySet());
        labels.addAll(b.labels().keySet());
        return labels.stream().anyMatch(label -> a.label(label).excludes(b.label(label)));
    }

    /// True if both write at most one series, which is the same: proved, if [#isDisjointFrom] does not hold.
    boolean isSameSingleSeriesAs(RecordedRule other) {
        return isSingle() && other.isSingle();
    }

    private boolean isSingle() {
        return written.stream().allMatch(shape -> shape.closed() && shape.labels().values().stream()
                .allMatch(fact -> fact.isNever() || fact.isAlways() && fact.values() instanceof Values.OneOf one && one.values().size() == 1));
    }

    /// True if the labels of what both write are the same ones, as far as they are known.
    boolean hasLabelsOf(RecordedRule other) {
        return isClosed() == other.isClosed() && labels(other).stream().allMatch(label -> never(label) == other.never(label));
    }

    private boolean isClosed() {
        return written.stream().allMatch(Shape::closed);
    }

    private boolean never(String label) {
        return written.stream().allMatch(shape -> shape.label(label).isNever());
    }

    private SortedSet<String> labels(RecordedRule other) {
        SortedSet<String> labels = new TreeSet<>();
        written.forEach(shape -> labels.addAll(shape.labels().keySet()));
        other.written.forEach(shape -> labels.addAll(shape.labels().keySet()));
        return labels;
    }

    /// True if both are the same expression, however it is laid out.
    boolean isWrittenAs(RecordedRule other) {
        return Printer.print(root).equals(Printer.print(other.root));
    }

    /// True if only the metrics that are read differ.
    boolean isWrittenAsForOtherMetric(RecordedRule other) {
        return !metrics.equals(other.metrics) && skeleton().isPresent() && skeleton().equals(other.skeleton());
    }

    private Optional<String> skeleton() {
        StringBuilder text = new StringBuilder(expression.text().text());
        for (VectorSelector selector : selectors.reversed()) {
            selector.name().ifPresent(name -> text.replace(name.span().start(), name.span().end(), "metric"));
        }
        return Promql.parse(text.toString(), Options.ALL) instanceof Parsed.Valid valid ? Optional.of(Printer.print(valid.root())) : Optional.empty();
    }

    /// True if both read the same metrics, in the same order, and no selector of the one excludes its counterpart in the other.
    boolean readsTheSameAs(RecordedRule other) {
        if (!metrics.equals(other.metrics) || metrics.contains("") || selectors.size() != other.selectors.size()) {
            return false;
        }
        for (int i = 0; i < selectors.size(); i++) {
            List<Shape> own = facts.of(selectors.get(i)).shapes();
            List<Shape> its = other.facts.of(other.selectors.get(i)).shapes();
            if (!own.stream().allMatch(a -> its.stream().anyMatch(b -> !exclude(a, b)))) {
                return false;
            }
        }
        return true;
    }

    /// True if the expression may let only some of the series pass that it reads, by a comparison or a join: two such rules may share out what they write.
    boolean filters() {
        return filters;
    }
}
