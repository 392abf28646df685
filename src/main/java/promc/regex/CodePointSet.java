package promc.regex;

import java.util.Arrays;

/// An immutable set of Unicode code points, kept as sorted, disjoint, non-adjacent inclusive ranges.
public final class CodePointSet {
    /// No code point at all.
    public static final CodePointSet EMPTY = new CodePointSet(new int[0]);
    /// Every code point from U+0000 to U+10FFFF, surrogates included.
    public static final CodePointSet ALL = range(0, Character.MAX_CODE_POINT);
    /// The code points that can stand in a string: all but the surrogates.
    public static final CodePointSet SCALARS = of(0, 0xD7FF, 0xE000, Character.MAX_CODE_POINT);

    private final int[] bounds;
    private final int hash;

    private CodePointSet(int[] bounds) {
        this.bounds = bounds;
        this.hash = Arrays.hashCode(bounds);
    }

    /// The set holding exactly `codePoint`.
    public static CodePointSet single(int codePoint) {
        return range(codePoint, codePoint);
    }

    /// The inclusive range; `low <= high` must hold.
    public static CodePointSet range(int low, int high) {
        return new CodePointSet(new int[] {low, high});
    }

    /// The union of inclusive ranges given as pairs `low, high, low, high...` in any order.
    public static CodePointSet of(int... pairs) {
        var builder = new Builder();
        for (int i = 0; i < pairs.length; i += 2) {
            builder.add(pairs[i], pairs[i + 1]);
        }
        return builder.build();
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    public boolean contains(int codePoint) {
        int low = 0;
        int high = bounds.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (codePoint < bounds[2 * middle]) {
                high = middle - 1;
            } else if (codePoint > bounds[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /// How many ranges there are.
    public int rangeCount() {
        return bounds.length / 2;
    }

    /// First code point of range `index`.
    public int low(int index) {
        return bounds[2 * index];
    }

    /// Last code point of range `index`.
    public int high(int index) {
        return bounds[2 * index + 1];
    }

    /// How many code points the set holds.
    public int size() {
        int size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            size += bounds[i + 1] - bounds[i] + 1;
        }
        return size;
    }

    /// The code points of `CodePointSet.ALL` that are not in this set.
    public CodePointSet complement() {
        var result = new int[bounds.length + 2];
        int length = 0;
        int next = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            if (next < bounds[i]) {
                result[length++] = next;
                result[length++] = bounds[i] - 1;
            }
            next = bounds[i + 1] + 1;
        }
        if (next <= Character.MAX_CODE_POINT) {
            result[length++] = next;
            result[length++] = Character.MAX_CODE_POINT;
        }
        return new CodePointSet(Arrays.copyOf(result, length));
    }

    public CodePointSet union(CodePointSet other) {
        return new Builder().addAll(this).addAll(other).build();
    }

    public CodePointSet intersect(CodePointSet other) {
        var builder = new Builder();
        for (int i = 0, j = 0; i < bounds.length && j < other.bounds.length; ) {
            int low = Math.max(bounds[i], other.bounds[j]);
            int high = Math.min(bounds[i + 1], other.bounds[j + 1]);
            if (low <= high) {
                builder.add(low, high);
            }
            if (bounds[i + 1] < other.bounds[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof CodePointSet set && hash == set.hash && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /// Ranges in the form `[a-z0]`, control and non-ASCII characters as `\x{..}`.
    @Override
    public String toString() {
        var text = new StringBuilder("[");
        for (int i = 0; i < bounds.length; i += 2) {
            append(text, bounds[i]);
            if (bounds[i + 1] > bounds[i]) {
                append(text.append('-'), bounds[i + 1]);
            }
        }
        return text.append(']').toString();
    }

    private static void append(StringBuilder text, int codePoint) {
        if (codePoint > ' ' && codePoint < 0x7F) {
            text.append((char) codePoint);
        } else {
            text.append("\\x{").append(Integer.toHexString(codePoint).toUpperCase()).append('}');
        }
    }

    /// Collects ranges in any order; adding ascending ranges costs no sorting.
    public static final class Builder {
        private long[] ranges = new long[4];
        private int count;
        private boolean sorted = true;

        public Builder add(int low, int high) {
            if (count > 0) {
                int lastLow = (int) (ranges[count - 1] >>> 32);
                int lastHigh = (int) ranges[count - 1];
                if (low >= lastLow && low <= lastHigh + 1) {
                    ranges[count - 1] = (long) lastLow << 32 | Math.max(lastHigh, high);
                    return this;
                }
                sorted &= low > lastHigh;
            }
            if (count == ranges.length) {
                ranges = Arrays.copyOf(ranges, 2 * count);
            }
            ranges[count++] = (long) low << 32 | high;
            return this;
        }

        public Builder addAll(CodePointSet set) {
            for (int i = 0; i < set.bounds.length; i += 2) {
                add(set.bounds[i], set.bounds[i + 1]);
            }
            return this;
        }

        public CodePointSet build() {
            if (!sorted) {
                Arrays.sort(ranges, 0, count);
            }
            var bounds = new int[2 * count];
            int length = 0;
            for (int i = 0; i < count; i++) {
                int low = (int) (ranges[i] >>> 32);
                int high = (int) ranges[i];
                if (length > 0 && low <= bounds[length - 1] + 1) {
                    bounds[length - 1] = Math.max(bounds[length - 1], high);
                } else {
                    bounds[length++] = low;
                    bounds[length++] = high;
                }
            }
            return length == 0 ? EMPTY : new CodePointSet(Arrays.copyOf(bounds, length));
        }
    }
}
