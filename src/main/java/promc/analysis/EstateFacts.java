package promc.analysis;

import java.util.Optional;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.RuleFile;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;

/// What is known about the expressions of an estate, given what the estate tells about the series they read. Safe for use by several threads.
public final class EstateFacts {
    private final Estate estate;
    private RecordedSeries recorded;

    public EstateFacts(Estate estate) {
        this.estate = estate;
    }

    /// What holds on every database that agrees with what the estate declares: the ground for PROVED findings.
    public Facts proved(Expression expression) {
        return Facts.of(expression.valid().orElseThrow(), Producers.UNKNOWN);
    }

    /// What holds if, besides, series that are recorded here come from nowhere else: the ground for LIKELY findings.
    /// Empty if the expression reads nothing that is recorded here: then no more holds than is proved.
    public Optional<Facts> likely(Expression expression) {
        Expr root = expression.valid().orElseThrow();
        RecordedSeries records = recorded();
        Optional<RuleFile> reader = records.fileOf(expression);
        boolean[] reads = new boolean[1];
        root.forEach(node -> reads[0] |= node instanceof VectorSelector selector && selector.metric().filter(records::knows).isPresent());
        return reader.filter(file -> reads[0]).map(file -> Facts.of(root, metric -> records.of(metric, file).map(shapes -> new Production(shapes, true))));
    }

    private synchronized RecordedSeries recorded() {
        if (recorded == null) {
            recorded = new RecordedSeries(estate);
        }
        return recorded;
    }
}
