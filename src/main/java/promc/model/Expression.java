package promc.model;

import java.util.Optional;
import promc.promql.Expr;
import promc.promql.Parsed;
import promc.source.EmbeddedText;

/// One PromQL expression of the estate: its text with the way back to the file, what the parser made of it, and what it is used for.
public record Expression(EmbeddedText text, Parsed parsed, Use use) {
    /// `RULE`: the `expr` of a rule. `SELECTOR`: a `match[]` of a federation job, which is a bare selector.
    public enum Use { RULE, SELECTOR }

    /// The expression if Prometheus accepts it.
    public Optional<Expr> valid() {
        return parsed instanceof Parsed.Valid valid ? Optional.of(valid.root()) : Optional.empty();
    }
}
