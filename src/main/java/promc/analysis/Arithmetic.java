package promc.analysis;

import java.util.Optional;
import promc.promql.BinaryOp;

/// What operators do to ranges of samples. Float operations are monotone in each operand, rounding included, so that bounds computed from bounds hold.
final class Arithmetic {
    private static final double MAX_EXACT = 1L << 53;
    /// Relative error granted where Go and Java, or two orders of summation, may round differently.
    static final double ROUNDING = 1e-9;

    private Arithmetic() {}

    /// Whether a comparison holds.
    enum Outcome { ALWAYS, SOMETIMES, NEVER }

    static Samples negate(Samples of) {
        return new Samples(-of.max(), -of.min(), of.whole(), of.nan(), of.histograms(), of.why());
    }

    /// The floats and histograms that an arithmetic operator or `bool` makes of two samples.
    static Samples apply(BinaryOp op, Samples a, Samples b) {
        Optional<Why> why = a.why().isPresent() ? a.why() : b.why();
        Samples floats = a.hasNumbers() && b.hasNumbers() ? numbers(op, a, b) : Samples.NONE;
        boolean nan = floats.nan() || a.nan() && (b.nan() || b.hasNumbers()) || b.nan() && (a.nan() || a.hasNumbers());
        // `NaN ^ 0` and `1 ^ NaN` are 1 (Go math.Pow).
        if (op == BinaryOp.POW && (a.nan() || b.nan())) {
            floats = isEven(b) ? new Samples(0, Double.POSITIVE_INFINITY, false, a.nan(), false, Optional.empty()) : Samples.FLOATS;
        }
        // Floats are not trimmed: nothing is returned for them.
        boolean trims = op == BinaryOp.TRIM_LOWER || op == BinaryOp.TRIM_UPPER;
        return new Samples(floats.min(), floats.max(), floats.whole() && floats.hasNumbers(), nan && !trims, histograms(op, a, b), why);
    }

    private static boolean histograms(BinaryOp op, Samples a, Samples b) {
        boolean floatLeft = a.hasNumbers() || a.nan();
        boolean floatRight = b.hasNumbers() || b.nan();
        return switch (op) {
            case MUL -> a.histograms() && floatRight || b.histograms() && floatLeft;
            case DIV, TRIM_LOWER, TRIM_UPPER -> a.histograms() && floatRight;
            case ADD, SUB -> a.histograms() && b.histograms();
            default -> false;
        };
    }

    private static Samples numbers(BinaryOp op, Samples a, Samples b) {
        boolean infinite = Double.isInfinite(a.min()) || Double.isInfinite(a.max()) || Double.isInfinite(b.min()) || Double.isInfinite(b.max());
        if (a.constant().isPresent() && b.constant().isPresent()) {
            return constant(op, a, b);
        }
        boolean whole = a.whole() && b.whole();
        return switch (op) {
            case ADD -> range(a.min() + b.min(), a.max() + b.max(), whole, infinite);
            case SUB -> range(a.min() - b.max(), a.max() - b.min(), whole, infinite);
            case MUL -> corners(a, b, BinaryOp.MUL, whole, infinite);
            // A divisor that may be zero may be a negative zero.
            case DIV -> b.min() <= 0 && b.max() >= 0 ? Samples.FLOATS : corners(a, b, BinaryOp.DIV, false, infinite);
            case MOD -> modulo(a, b);
            case ATAN2 -> new Samples(-Math.PI, Math.PI, false, false, false, Optional.empty());
            case POW -> a.min() > 0 || isEven(b) ? new Samples(0, Double.POSITIVE_INFINITY, false, false, false, Optional.empty()) : Samples.FLOATS;
            default -> Samples.NONE;
        };
    }

    /// A power with such an exponent is not below 0, whatever its base.
    private static boolean isEven(Samples exponent) {
        return exponent.constant().filter(value -> value % 2 == 0).isPresent();
    }

    /// Powers and angles may differ from Go's in the last digit, but for whole numbers that a float holds exactly.
    private static Samples constant(BinaryOp op, Samples a, Samples b) {
        double value = fold(op, a.min(), b.min());
        boolean exact = op != BinaryOp.ATAN2 && (op != BinaryOp.POW || a.whole() && b.whole() && b.min() >= 0 && Math.abs(value) <= MAX_EXACT);
        double slack = exact || Double.isNaN(value) || Double.isInfinite(value) ? 0 : Math.abs(value) * ROUNDING;
        Why why = a.why().or(b::why).orElseThrow();
        return slack == 0 ? Samples.constant(value, why) : Samples.between(value - slack, value + slack, why);
    }

    private static Samples range(double min, double max, boolean whole, boolean nan) {
        return new Samples(Double.isNaN(min) ? Double.NEGATIVE_INFINITY : min, Double.isNaN(max) ? Double.POSITIVE_INFINITY : max, whole, nan, false, Optional.empty());
    }

    private static Samples corners(Samples a, Samples b, BinaryOp op, boolean whole, boolean infinite) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double x : new double[] {a.min(), a.max()}) {
            for (double y : new double[] {b.min(), b.max()}) {
                double corner = fold(op, x, y);
                if (Double.isNaN(corner)) {
                    // Near such a corner the operands are finite and their result may be anything of its sign.
                    return a.min() >= 0 && b.min() >= 0 ? new Samples(0, Double.POSITIVE_INFINITY, whole, true, false, Optional.empty()) : Samples.FLOATS;
                }
                min = Math.min(min, corner);
                max = Math.max(max, corner);
            }
        }
        return new Samples(min, max, whole, infinite, false, Optional.empty());
    }

    /// The remainder has the sign of the dividend and is smaller than the divisor; it is NaN for a divisor of zero and for an infinite dividend.
    private static Samples modulo(Samples a, Samples b) {
        double size = Math.max(Math.abs(b.min()), Math.abs(b.max()));
        double below = Double.isInfinite(size) ? size : Math.nextDown(size);
        double low = a.min() >= 0 ? 0 : -below;
        double high = a.max() <= 0 ? 0 : below;
        return new Samples(Math.max(low, Math.min(a.min(), 0)), Math.min(high, Math.max(a.max(), 0)), a.whole() && b.whole(), true, false, Optional.empty());
    }

    /// As Prometheus computes it (`promql/engine.go`, scalarBinop); comparisons give 1 or 0.
    static double fold(BinaryOp op, double a, double b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MOD -> a % b;
            case POW -> a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
            case ATAN2 -> Math.atan2(a, b);
            default -> holds(op, a, b) ? 1 : 0;
        };
    }

    static boolean holds(BinaryOp op, double a, double b) {
        return switch (op) {
            case EQ -> a == b;
            case NE -> a != b;
            case GT -> a > b;
            case GE -> a >= b;
            case LT -> a < b;
            case LE -> a <= b;
            default -> false;
        };
    }

    /// Whether `a op b` holds for samples of these ranges. Histograms compare only with each other, and only by `==` and `!=`.
    static Outcome compare(BinaryOp op, Samples a, Samples b) {
        boolean histograms = a.histograms() && b.histograms() && (op == BinaryOp.EQ || op == BinaryOp.NE);
        boolean nan = a.nan() || b.nan();
        Samples passed = passing(op, a, b);
        boolean never = !passed.hasNumbers() && !passed.nan();
        if (never && !histograms) {
            return Outcome.NEVER;
        }
        boolean always = !a.histograms() && !b.histograms() && (!nan || op == BinaryOp.NE && noNumberFails(op, a, b)) && noNumberFails(op, a, b);
        return always ? Outcome.ALWAYS : Outcome.SOMETIMES;
    }

    private static boolean noNumberFails(BinaryOp op, Samples a, Samples b) {
        if (!a.hasNumbers() || !b.hasNumbers()) {
            return true;
        }
        Samples failing = passing(opposite(op), new Samples(a.min(), a.max(), a.whole(), false, false, Optional.empty()),
                new Samples(b.min(), b.max(), b.whole(), false, false, Optional.empty()));
        return !failing.hasNumbers();
    }

    private static BinaryOp opposite(BinaryOp op) {
        return switch (op) {
            case EQ -> BinaryOp.NE;
            case NE -> BinaryOp.EQ;
            case GT -> BinaryOp.LE;
            case GE -> BinaryOp.LT;
            case LT -> BinaryOp.GE;
            case LE -> BinaryOp.GT;
            default -> throw new IllegalArgumentException("no comparison: " + op);
        };
    }

    /// The samples of `a` for which `a op b` can hold. NaN differs from everything and satisfies nothing else.
    static Samples passing(BinaryOp op, Samples a, Samples b) {
        boolean floatsRight = b.hasNumbers() || b.nan();
        boolean nan = op == BinaryOp.NE && a.nan() && floatsRight;
        boolean histograms = a.histograms() && b.histograms() && (op == BinaryOp.EQ || op == BinaryOp.NE);
        if (!a.hasNumbers() || !floatsRight || !b.hasNumbers() && op != BinaryOp.NE) {
            return new Samples(1, 0, false, nan, histograms, a.why());
        }
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        switch (op) {
            case EQ -> {
                low = b.min();
                high = b.max();
            }
            case GT -> low = above(b.min());
            case GE -> low = b.min();
            case LT -> high = below(b.max());
            case LE -> high = b.max();
            default -> { }
        }
        if (Double.isNaN(low) || Double.isNaN(high)) {
            return new Samples(1, 0, false, nan, histograms, a.why());
        }
        Samples kept = a.within(low, high, b.why());
        if (op == BinaryOp.EQ && !a.whole() && b.whole() && kept.hasNumbers()) {
            kept = new Samples(Math.ceil(kept.min()), Math.floor(kept.max()), true, false, false, kept.why());
        }
        boolean same = b.hasNumbers() && a.min() == a.max() && b.min() == b.max() && a.min() == b.min();
        if (op == BinaryOp.NE) {
            // Only what is certainly equal is gone, and an end that equals the one value refused.
            if (same && !b.nan()) {
                return new Samples(1, 0, false, nan, histograms, a.why());
            }
            if (b.hasNumbers() && b.constant().isPresent()) {
                double gone = b.min();
                double from = kept.min() == gone ? kept.whole() ? gone + 1 : above(gone) : kept.min();
                double to = kept.max() == gone ? kept.whole() ? gone - 1 : below(gone) : kept.max();
                kept = new Samples(Double.isNaN(from) ? kept.min() : from, Double.isNaN(to) ? kept.max() : to, kept.whole(), false, false, kept.why());
            }
        }
        return new Samples(kept.min(), kept.max(), kept.whole(), nan, histograms, kept.why());
    }

    /// The next float above; NaN above infinity, where there is none.
    private static double above(double value) {
        return value == Double.POSITIVE_INFINITY ? Double.NaN : Math.nextUp(value);
    }

    private static double below(double value) {
        return value == Double.NEGATIVE_INFINITY ? Double.NaN : Math.nextDown(value);
    }
}
