package promc.checks.alert;

import java.util.Collection;
import java.util.Optional;
import promc.analysis.Facts;
import promc.analysis.Producers;
import promc.analysis.SeriesSet;
import promc.analysis.Why;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Grouping;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.source.Span;

/// Adds labels to the one `by (...)` that dropped them, if the result of the whole expression can have them then.
final class KeptLabels {
    private KeptLabels() {}

    static Optional<Fix> fix(Expression expression, Collection<String> labels, Why dropped) {
        Expr root = expression.valid().orElseThrow();
        Grouping[] found = new Grouping[1];
        root.forEach(node -> {
            if (dropped.elsewhere().isEmpty() && node instanceof Aggregation aggregation && aggregation.grouping().filter(g -> !g.without() && g.span().equals(dropped.place())).isPresent()) {
                found[0] = aggregation.grouping().get();
            }
        });
        if (found[0] == null) {
            return Optional.empty();
        }
        Grouping grouping = found[0];
        boolean empty = grouping.labels().isEmpty();
        Span at = Span.at(empty ? grouping.span().end() - 1 : grouping.labels().getLast().span().end());
        String added = (empty ? "" : ", ") + String.join(", ", labels);
        String text = expression.text().text();
        if (!(Promql.parse(text.substring(0, at.start()) + added + text.substring(at.end()), Options.ALL) instanceof Parsed.Valid valid)) {
            return Optional.empty();
        }
        SeriesSet then = Facts.of(valid.root(), Producers.UNKNOWN).root();
        if (then.isNever() || labels.stream().anyMatch(label -> then.label(label).isNever())) {
            return Optional.empty();
        }
        return Fix.replace("Keep `" + String.join("`, `", labels) + "`, with an alert for each value", Applicability.UNSAFE, expression.text(), at, added);
    }
}
