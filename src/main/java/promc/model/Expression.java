package promc.model;

import java.util.Optional;
import promc.promql.Expr;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.source.EmbeddedText;
import promc.source.SourceFile;

/// One PromQL expression of the estate: its text with the way back to the file, what the parser made of it, and what it is used for.
public record Expression(EmbeddedText text, Parsed parsed, Use use) {
    /// `RULE`: the `expr` of a rule. `SELECTOR`: a `match[]` of a federation job, which is a bare selector. `QUERY`: it stands alone, and its result may be of any type.
    /// `TEST`: a query of a unit test of rules, whose result must be a vector or a scalar.
    public enum Use { RULE, SELECTOR, QUERY, TEST }

    /// The whole of `file` as an expression that stands alone, read with these options; patterns are judged whatever they say.
    public static Expression alone(SourceFile file, Options options) {
        return new Expression(EmbeddedText.whole(file), Promql.parse(file.text(), options.with(PatternJudge.INSTANCE)), Use.QUERY);
    }

    /// The expression if Prometheus accepts it.
    public Optional<Expr> valid() {
        return parsed instanceof Parsed.Valid valid ? Optional.of(valid.root()) : Optional.empty();
    }
}
