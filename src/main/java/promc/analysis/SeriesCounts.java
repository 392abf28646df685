package promc.analysis;

import java.util.Optional;

/// How many series metrics have, where more is known than a number from outside: what a recording rule writes is bounded by its expression.
public interface SeriesCounts {
    /// Nothing more is known.
    SeriesCounts UNKNOWN = metric -> Optional.empty();

    /// A bound of the different series that `metric` has over all times; empty if there is none.
    Optional<Bound> of(String metric);
}
