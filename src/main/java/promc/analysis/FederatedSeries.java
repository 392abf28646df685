package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.model.Expression;
import promc.model.ScrapeJob;
import promc.promql.Expr;

/// What another Prometheus sends to a federation job (`web/federate.go`): what one of the job's `match[]` selects, with the other server's external labels where a series does not have them.
final class FederatedSeries {
    private FederatedSeries() {}

    /// One of these shapes describes each series sent. Empty if a selector is not valid: then none is.
    static Optional<List<Shape>> of(ScrapeJob job) {
        List<Shape> shapes = new ArrayList<>();
        for (Expression match : job.matches()) {
            Optional<Expr> root = match.valid();
            if (root.isEmpty()) {
                return Optional.empty();
            }
            Facts.of(root.get(), Producers.UNKNOWN).root().shapes().forEach(shape -> shapes.add(sent(shape)));
        }
        return Optional.of(shapes);
    }

    private static Shape sent(Shape stored) {
        Map<String, LabelFact> kept = new TreeMap<>(stored.labels());
        kept.values().removeIf(fact -> !fact.isAlways());
        return new Shape(kept, false, stored.rest(), Samples.ANY);
    }
}
