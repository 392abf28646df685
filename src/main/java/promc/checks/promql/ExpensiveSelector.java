package promc.checks.promql;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Inventory;
import promc.promql.Expr;
import promc.promql.Expr.MatrixSelector;

/// A range selector that reads more samples at each evaluation than is wanted: as many series as the inventory bounds it to, times the samples that each has in the range.
public final class ExpensiveSelector implements Check.ExprCheck {
    private static final Option.Int SAMPLES = new Option.Int("samples", "How many samples one selector may read in one evaluation", 10_000_000);
    private static final CheckInfo INFO = CheckInfo.likely("promql/expensive-selector", Severity.WARNING, "A selector reads millions of samples at each evaluation").options(SAMPLES);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Inventory inventory = context.inventory(expression.text().file());
        if (inventory.isEmpty()) {
            return;
        }
        root.forEach(node -> {
            if (node instanceof MatrixSelector matrix && matrix.range().seconds().isPresent()) {
                check(matrix, matrix.range().seconds(), inventory, expression, context);
            }
        });
    }

    private static void check(MatrixSelector matrix, OptionalDouble range, Inventory inventory, Expression expression, Context context) {
        for (ServerSettings server : context.servers(expression.text().file())) {
            // The longest distance, so that no fewer are read.
            Optional<Told<Duration>> distance = server.distances(matrix.selector()).map(ExpensiveSelector::longest);
            OptionalLong series = distance.isEmpty() ? OptionalLong.empty() : context.likelyCardinality(expression).of(matrix).value(inventory);
            double each = distance.isEmpty() ? 0 : range.getAsDouble() * 1e3 / distance.get().value().toMillis();
            if (series.isPresent() && series.getAsLong() * each > context.option(SAMPLES, expression.text().file())) {
                context.report(expression.text(), matrix.span(), "this can read " + number(series.getAsLong() * each) + " samples at each evaluation: " + number(series.getAsLong())
                                + " series with " + number(each) + " each; record a shorter range of it, and read the record")
                        .note(distance.get());
                return;
            }
        }
    }

    private static Told<Duration> longest(List<Told<Duration>> distances) {
        Told<Duration> longest = distances.getFirst();
        for (Told<Duration> distance : distances) {
            longest = distance.value().compareTo(longest.value()) > 0 ? distance : longest;
        }
        return longest;
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%,d", (long) number);
    }
}
