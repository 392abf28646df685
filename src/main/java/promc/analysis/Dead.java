package promc.analysis;

import java.util.List;
import promc.promql.Expr;

/// A place where series are lost that never come back: `at` returns nothing (`wholly`), or nothing of what one of its operands returns in part, though its operands themselves
/// are not dead. `clashes` are the labels on which the two sides of `LABELS` and `UNMATCHED` disagree, one for each pair of kinds of series;
/// of `SELECTOR`, where a selector (left) and those who are known to make such series (right) do.
public record Dead(Expr at, Cause cause, boolean wholly, List<Why> because, List<Clash> clashes) {
    /// Why series are lost.
    public enum Cause {
        /// No series satisfies the matchers, or no series of that name has these labels.
        SELECTOR,
        /// The labels of the two sides never match.
        LABELS,
        /// The labels of the right side of `unless` never match those of the left, so that it takes nothing away.
        UNMATCHED,
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
        clashes = List.copyOf(clashes);
    }
}
