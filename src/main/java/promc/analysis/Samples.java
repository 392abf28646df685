package promc.analysis;

import java.util.Optional;
import java.util.OptionalDouble;
import promc.promql.Printer;
import promc.source.EmbeddedText;
import promc.source.Span;

/// The sample values that the series of a [Shape] can have: floats from `min` to `max` (both included; none if `min` is above `max`), only whole numbers if `whole`, and NaN
/// if `nan`; and native histograms if `histograms`. `why` tells where the range comes from, if it is one.
public record Samples(double min, double max, boolean whole, boolean nan, boolean histograms, Optional<Why> why) {
    /// Anything.
    public static final Samples ANY = new Samples(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, true, true, Optional.empty());
    /// Any float.
    public static final Samples FLOATS = ANY.withoutHistograms();
    /// Nothing at all.
    static final Samples NONE = new Samples(1, 0, false, false, false, Optional.empty());

    static Samples between(double min, double max, Why why) {
        return new Samples(min, max, false, false, false, Optional.of(why));
    }

    static Samples wholeBetween(double min, double max, Why why) {
        return new Samples(min, max, true, false, false, Optional.of(why));
    }

    static Samples constant(double value, Why why) {
        return Double.isNaN(value) ? new Samples(1, 0, false, true, false, Optional.of(why))
                : new Samples(value, value, value == Math.rint(value) && !Double.isInfinite(value), false, false, Optional.of(why));
    }

    /// A number as people write it: whole ones without a point, infinity as PromQL has it.
    public static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String text = Double.toString(value);
        return text.indexOf('E') < 0 && !Double.isInfinite(value) ? text : Printer.decimal(value);
    }

    /// What all floats are greater than, where somebody wrote it: `> 0.1` leaves those from the next float after 0.1 on. Empty if `min` is what was written.
    public OptionalDouble above() {
        return open(Math.nextDown(min), min);
    }

    /// What all floats are less than, as [#above()].
    public OptionalDouble below() {
        return open(Math.nextUp(max), max);
    }

    /// Whoever writes a number writes a short one.
    private static OptionalDouble open(double neighbour, double end) {
        return Double.isFinite(end) && text(neighbour).length() < text(end).length() - 2 ? OptionalDouble.of(neighbour) : OptionalDouble.empty();
    }

    /// True if there is no value at all.
    public boolean isEmpty() {
        return !hasNumbers() && !nan && !histograms;
    }

    /// True if a float other than NaN is possible.
    public boolean hasNumbers() {
        return min <= max;
    }

    /// True if floats, NaN among them, are all that is possible.
    public boolean onlyFloats() {
        return !histograms;
    }

    /// The one float that is possible, NaN included.
    public Optional<Double> constant() {
        if (histograms) {
            return Optional.empty();
        }
        return hasNumbers() ? min == max && !nan ? Optional.of(min) : Optional.empty() : nan ? Optional.of(Double.NaN) : Optional.empty();
    }

    /// True if the floats are bounded on one side at least.
    public boolean isBounded() {
        return min > Double.NEGATIVE_INFINITY || max < Double.POSITIVE_INFINITY;
    }

    public boolean contains(double value) {
        return Double.isNaN(value) ? nan : value >= min && value <= max && (!whole || value == Math.rint(value));
    }

    Samples withoutHistograms() {
        return histograms ? new Samples(min, max, whole, nan, false, why) : this;
    }

    /// The floats in the range `low` to `high` only; NaN and histograms are gone.
    Samples within(double low, double high, Optional<Why> reason) {
        double from = Math.max(min, low);
        double to = Math.min(max, high);
        if (whole) {
            from = Math.ceil(from);
            to = Math.floor(to);
        }
        return new Samples(from, to, whole, false, false, from > min || to < max ? reason.or(() -> why) : why);
    }

    Samples or(Samples other) {
        if (!hasNumbers()) {
            return new Samples(other.min, other.max, other.whole, nan || other.nan, histograms || other.histograms, other.why.or(() -> why));
        }
        if (!other.hasNumbers()) {
            return new Samples(min, max, whole, nan || other.nan, histograms || other.histograms, why);
        }
        return new Samples(Math.min(min, other.min), Math.max(max, other.max), whole && other.whole, nan || other.nan, histograms || other.histograms, why.or(() -> other.why));
    }

    Samples at(Span used) {
        return why.isEmpty() ? this : new Samples(min, max, whole, nan, histograms, why.map(reason -> reason.at(used)));
    }

    Samples from(EmbeddedText text) {
        return why.isEmpty() ? this : new Samples(min, max, whole, nan, histograms, why.map(reason -> reason.from(text)));
    }

    boolean saysTheSame(Samples other) {
        return min == other.min && max == other.max && whole == other.whole && nan == other.nan && histograms == other.histograms;
    }
}
