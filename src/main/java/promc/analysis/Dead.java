package promc.analysis;

import java.util.List;
import promc.promql.Expr;

/// A place where series are lost that never come back: `at` returns nothing (`wholly`), or nothing of what one of its operands returns in part, though its operands themselves
/// are not dead.
public record Dead(Expr at, Cause cause, boolean wholly, List<Why> because) {
    /// Why nothing comes of it.
    /// Why series are lost.
    public enum Cause {
        /// No series satisfies the matchers, or no series of that name has these labels.
        SELECTOR,
        /// The labels of the two sides never match.
        LABELS,
        /// No value of the left side satisfies the comparison.
        VALUES,
        /// The left side of `or` is always there and has the labels of the right side.
        OVERSHADOWED,
        /// `unless` takes away all that the left side has.
        SUBTRACTED,
        /// The function or aggregation returns nothing for such samples or such a parameter.
        ARGUMENT
    }

    public Dead {
        because = List.copyOf(because);
    }
}
