package promc.promql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// A native histogram as a series description writes it in `{{...}}`. Buckets are populations from index `offset` on, not cumulative.
public record SeriesHistogram(long schema, double count, double sum, double zeroCount, double zeroWidth, List<Double> customValues, Hint hint,
        Buckets positive, Buckets negative) {
    /// What is known about a counter reset before the sample.
    public enum Hint { UNKNOWN, RESET, NOT_RESET, GAUGE }

    /// Populations of neighbouring buckets, the first with the index `offset`.
    public record Buckets(long offset, List<Double> counts) {
        public static final Buckets NONE = new Buckets(0, List.of());

        public Buckets {
            counts = List.copyOf(counts);
        }

        /// The sum of two, `other` brought down by `halvings` from a finer schema.
        private Buckets plus(Buckets other, long halvings, double sign) {
            if (other.counts.isEmpty()) {
                return this;
            }
            TreeMap<Long, Double> sums = new TreeMap<>();
            add(sums, this, 0, 1);
            add(sums, other, halvings, sign);
            long first = sums.firstKey();
            // As far apart as the offsets lie: no more than the two lists hold are filled.
            if (sums.lastKey() - first > MAX_WIDTH) {
                return this;
            }
            Double[] dense = new Double[(int) (sums.lastKey() - first) + 1];
            Arrays.fill(dense, 0.0);
            sums.forEach((index, value) -> dense[(int) (index - first)] = value);
            return new Buckets(first, List.of(dense));
        }

        private static void add(TreeMap<Long, Double> sums, Buckets buckets, long halvings, double sign) {
            long index = buckets.offset;
            for (double count : buckets.counts) {
                // Index 0 ends at 1; two neighbours (1 and 2, -1 and 0) fall into one.
                long coarse = halvings == 0 ? index : (index - 1 >> Math.min(halvings, 63)) + 1;
                sums.merge(coarse, sign * count, Double::sum);
                index++;
            }
        }
    }

    /// Prometheus' own limit is memory.
    private static final int MAX_WIDTH = 100_000;

    public SeriesHistogram {
        customValues = List.copyOf(customValues);
    }

    /// True if `other` can be added at all: its buckets must not be wider.
    public boolean takes(SeriesHistogram other) {
        return schema <= other.schema;
    }

    /// The sum or difference; empty if the zero buckets or the custom bounds differ, or the buckets lie too far apart.
    Optional<SeriesHistogram> plus(SeriesHistogram other, boolean minus) {
        boolean far = Math.abs(positive.offset - other.positive.offset) > MAX_WIDTH || Math.abs(negative.offset - other.negative.offset) > MAX_WIDTH;
        if (!takes(other) || zeroWidth != other.zeroWidth || !customValues.equals(other.customValues) || far) {
            return Optional.empty();
        }
        double sign = minus ? -1 : 1;
        long halvings = other.schema - schema;
        Hint joined = hint == other.hint || hint == Hint.GAUGE ? hint : other.hint == Hint.GAUGE ? Hint.GAUGE : Hint.UNKNOWN;
        return Optional.of(new SeriesHistogram(schema, count + sign * other.count, sum + sign * other.sum, zeroCount + sign * other.zeroCount, zeroWidth,
                customValues, joined, positive.plus(other.positive, halvings, sign), negative.plus(other.negative, halvings, sign)));
    }

    /// As Prometheus' tests write it, keys at their default left out.
    @Override public String toString() {
        StringBuilder out = new StringBuilder("{{");
        key(out, "schema", schema);
        key(out, "count", count);
        key(out, "sum", sum);
        key(out, "z_bucket", zeroCount);
        key(out, "z_bucket_w", zeroWidth);
        list(out, "custom_values", customValues);
        if (hint != Hint.UNKNOWN) {
            separate(out).append("counter_reset_hint:").append(hint.name().toLowerCase(Locale.ROOT));
        }
        key(out, "offset", positive.offset);
        list(out, "buckets", positive.counts);
        key(out, "n_offset", negative.offset);
        list(out, "n_buckets", negative.counts);
        return out.append("}}").toString();
    }

    private static StringBuilder separate(StringBuilder out) {
        return out.length() > 2 ? out.append(' ') : out;
    }

    private static void key(StringBuilder out, String key, double value) {
        if (value != 0) {
            separate(out).append(key).append(':').append(Printer.decimal(value));
        }
    }

    private static void list(StringBuilder out, String key, List<Double> values) {
        if (!values.isEmpty()) {
            separate(out).append(key).append(":[").append(String.join(" ", values.stream().map(Printer::decimal).toList())).append(']');
        }
    }
}
