package promc.analysis;

import java.util.IdentityHashMap;
import java.util.Map;
import promc.promql.Expr;

/// How many series an expression and each part of it return, at most. Parts are told apart by identity.
///
/// For every database that agrees with what the [Facts] rest on, Prometheus 3.14 never returns more: where `|x|` in a [Bound] stands for the series of metric `x` whenever they were
/// there, and `|l|` for the different values of label `l` on any series.
public final class Cardinality {
    private final Expr root;
    private final Map<Expr, CardinalityInference.Known> known;

    private Cardinality(Expr root, Map<Expr, CardinalityInference.Known> known) {
        this.root = root;
        this.known = known;
    }

    /// Bounds of an expression, of which `facts` tells the labels.
    public static Cardinality of(Expr root, Facts facts) {
        return of(root, facts, SeriesCounts.UNKNOWN);
    }

    /// Bounds of an expression that reads metrics of which `counts` tells more. One pass from the leaves up.
    public static Cardinality of(Expr root, Facts facts, SeriesCounts counts) {
        CardinalityInference inference = new CardinalityInference(facts, counts);
        inference.infer(root);
        return new Cardinality(root, new IdentityHashMap<>(inference.known()));
    }

    /// What the whole expression returns in one evaluation.
    public Bound root() {
        return of(root);
    }

    /// What a part returns in one evaluation; for a range vector, the series that have samples in the range.
    public Bound of(Expr part) {
        return at(part).now();
    }

    /// The different series that the whole expression returns in evaluations at any times: what a recording rule adds to the database. `topk(3, x)` returns three series, each time others.
    public Bound ever() {
        return at(root).ever();
    }

    /// The different values that a label of the result has, being absent counted where it can be; unknown if they are neither those of the database nor told.
    public Bound values(String label) {
        return at(root).domain(label);
    }

    private CardinalityInference.Known at(Expr part) {
        CardinalityInference.Known found = known.get(part);
        if (found == null) {
            throw new IllegalArgumentException("not a part of the expression: " + part.span());
        }
        return found;
    }
}
