package promc.analysis;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import promc.promql.Expr;

/// What is known about an expression and each part of it. Parts are told apart by identity: ask with nodes of the tree that was analysed.
public final class Facts {
    private final Expr root;
    private final Map<Expr, SeriesSet> sets;
    private final List<Dead> dead;
    private final List<Expr.Binary> alwaysTrue;

    private Facts(Expr root, IdentityHashMap<Expr, SeriesSet> sets, List<Dead> dead, List<Expr.Binary> alwaysTrue) {
        this.root = root;
        this.sets = sets;
        this.dead = List.copyOf(dead);
        this.alwaysTrue = List.copyOf(alwaysTrue);
    }

    /// Analyses an expression that Prometheus accepts. `producers` tells what is known about the series it reads.
    ///
    /// For every database that agrees with `producers`, each series that Prometheus 3.14 returns for the expression is described by a shape of its [SeriesSet]; metric names
    /// are removed at once, as without the feature `promql-delayed-name-removal`.
    public static Facts of(Expr root, Producers producers) {
        Inference inference = new Inference(producers);
        inference.infer(root);
        return new Facts(root, inference.sets(), inference.dead(), inference.alwaysTrue());
    }

    /// What the whole expression returns.
    public SeriesSet root() {
        return of(root);
    }

    /// What a part of the expression returns.
    public SeriesSet of(Expr part) {
        SeriesSet set = sets.get(part);
        if (set == null) {
            throw new IllegalArgumentException("not a part of the expression: " + part.span());
        }
        return set;
    }

    /// Where series are lost for ever, in the order in which the engine evaluates.
    public List<Dead> dead() {
        return dead;
    }

    /// Comparisons without `bool` that let everything pass.
    public List<Expr.Binary> alwaysTrue() {
        return alwaysTrue;
    }
}
