package promc.analysis;

import java.util.Optional;

/// What is known about the series that selectors read: recorded by rules, scraped, or described by an inventory.
public interface Producers {
    /// Nothing is known about any metric.
    Producers UNKNOWN = metric -> Optional.empty();

    /// The series named `metric`; empty if nothing is known about them.
    Optional<Production> of(String metric);
}
