package promc.analysis;

import promc.model.Estate;
import promc.model.Expression;

/// What is known about the expressions of an estate, given what the estate tells about the series they read. Safe for use by several threads.
public final class EstateFacts {
    private final Estate estate;

    public EstateFacts(Estate estate) {
        this.estate = estate;
    }

    public Estate estate() {
        return estate;
    }

    /// What holds on every database that agrees with what the estate declares: the ground for PROVED findings.
    public Facts proved(Expression expression) {
        return Facts.of(expression.valid().orElseThrow(), Producers.UNKNOWN);
    }

    /// What holds if, besides, series that are recorded here come from nowhere else: the ground for LIKELY findings.
    public Facts likely(Expression expression) {
        return proved(expression);
    }
}
