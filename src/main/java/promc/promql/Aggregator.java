package promc.promql;

import java.util.Locale;
import java.util.Optional;

/// The aggregation operators of Prometheus 3.14.
public enum Aggregator {
    SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR, TOPK, BOTTOMK, COUNT_VALUES, QUANTILE, LIMITK, LIMIT_RATIO;

    /// The keyword in lower case.
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The type of the parameter that stands before the operand, if there is one.
    public Optional<ValueType> paramType() {
        return switch (this) {
            case TOPK, BOTTOMK, QUANTILE, LIMITK, LIMIT_RATIO -> Optional.of(ValueType.SCALAR);
            case COUNT_VALUES -> Optional.of(ValueType.STRING);
            default -> Optional.empty();
        };
    }

    /// True for those that return input series with all their labels, whatever the grouping.
    public boolean keepsInputLabels() {
        return this == TOPK || this == BOTTOMK || this == LIMITK || this == LIMIT_RATIO;
    }

    /// True for those whose results are values of the sort that their operand has: a sum of counters counts, a count of them does not.
    public boolean keepsSortOfValues() {
        return switch (this) {
            case SUM, AVG, MIN, MAX, QUANTILE, TOPK, BOTTOMK -> true;
            default -> false;
        };
    }

    public boolean isExperimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }
}
