package promc.analysis;

/// A number of which is known between which it lies, and what it is most likely.
public record Range(double low, double likely, double high) {
    public static Range of(double exactly) {
        return new Range(exactly, exactly, exactly);
    }

    public boolean isExact() {
        return low == high;
    }

    public Range times(double factor) {
        return new Range(low * factor, likely * factor, high * factor);
    }

    public Range times(Range other) {
        return new Range(low * other.low, likely * other.likely, high * other.high);
    }

    public Range plus(Range other) {
        return new Range(low + other.low, likely + other.likely, high + other.high);
    }

    /// How often this fits into a number: the more of it, the less often.
    public Range into(double whole) {
        return new Range(whole / high, whole / likely, whole / low);
    }
}
