package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import promc.promql.DurationExpr;
import promc.promql.Expr;
import promc.promql.Expr.At;
import promc.promql.Expr.At.Anchor;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.RangeMode;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// How far back in time an expression reads samples, when it is evaluated at one time, as a rule is: then `start()` and `end()` are that time (Prometheus 3.14
/// `promql/engine.go`, getTimeRangesForSelector; `promql/info.go`, infoSelectHints). `reads` has one entry for each selector, in source order; `lookback` is the server's
/// `--query.lookback-delta` in milliseconds that was reckoned with.
public record Reach(List<Read> reads, long lookback) {
    /// How long Prometheus takes a sample for the present one, unless told otherwise: five minutes.
    public static final long DEFAULT_LOOKBACK = 300_000;

    public Reach {
        reads = List.copyOf(reads);
    }

    /// What one selector reads; for `info`, `at` is the call and the series read are the info series. `parts` add up to the extent, from the selector outwards.
    public record Read(Expr at, Extent extent, List<Part> parts) {
        public Read {
            parts = List.copyOf(parts);
        }
    }

    /// A summand: what makes the selector read further back, by how much (negative: less far), and where that is written.
    public record Part(String what, long millis, Span place) {}

    /// The times of the samples read.
    public sealed interface Extent {
        /// Samples younger than `back` milliseconds before the evaluation and not later than `ahead` after it; either may be negative. Before Prometheus 3.0 a sample that is exactly
        /// so old was read as well.
        record Relative(long back, long ahead) implements Extent {}

        /// Samples later than `after` up to `until`, milliseconds since 1970, whenever the evaluation is: they lie further back with every day.
        record Fixed(long after, long until) implements Extent {}

        /// Depends on the step or range of the query.
        record Unknown() implements Extent {}
    }

    /// Adds up what `root` reads on a server with this lookback delta.
    public static Reach of(Expr root, long lookbackMillis) {
        Walk walk = new Walk(lookbackMillis);
        walk.visit(root, Path.TOP);
        return new Reach(walk.reads, lookbackMillis);
    }

    public static Reach of(Expr root) {
        return of(root, DEFAULT_LOOKBACK);
    }

    /// How many milliseconds before the evaluation the oldest sample may lie: 0 if nothing is read, negative if all samples lie ahead. Empty if a fixed time is read, or the extent of a
    /// read is not known.
    public OptionalLong back() {
        long back = reads.isEmpty() ? 0 : Long.MIN_VALUE;
        for (Read read : reads) {
            if (!(read.extent() instanceof Extent.Relative relative)) {
                return OptionalLong.empty();
            }
            back = Math.max(back, relative.back());
        }
        return OptionalLong.of(back);
    }

    /// How many milliseconds after the evaluation the latest sample read relative to it may lie; 0 if none does.
    public long ahead() {
        return reads.stream().mapToLong(read -> read.extent() instanceof Extent.Relative relative ? relative.ahead() : 0).reduce(0, Math::max);
    }

    /// True if samples of a fixed time are read, so that the reach grows for ever.
    public boolean grows() {
        return reads.stream().anyMatch(read -> read.extent() instanceof Extent.Fixed);
    }

    /// What the subqueries around a part add to its reach. `fixed`: an `@` of one of them overrides the time of the evaluation.
    private record Path(long offset, long range, OptionalLong fixed, boolean known, List<Part> parts) {
        static final Path TOP = new Path(0, 0, OptionalLong.empty(), true, List.of());
    }

    private static final class Walk {
        private final long lookback;
        private final List<Read> reads = new ArrayList<>();

        Walk(long lookback) {
            this.lookback = lookback;
        }

        /// Nesting is bounded by the parser, so recursion is safe.
        void visit(Expr expr, Path path) {
            switch (expr) {
                case VectorSelector selector -> read(selector, Optional.empty(), path);
                case MatrixSelector matrix -> read(matrix.selector(), Optional.of(matrix), path);
                case Subquery subquery -> visit(subquery.expr(), inside(subquery, path));
                case Call call when call.function().name().equals("info") -> {
                    visit(call.args().getFirst(), path);
                    info(call, path);
                }
                default -> expr.children().forEach(child -> visit(child, path));
            }
        }

        private static Path inside(Subquery subquery, Path outer) {
            OptionalLong range = millis(subquery.range());
            OptionalLong offset = offset(subquery.modifiers());
            Optional<At> at = subquery.modifiers().at();
            boolean known = range.isPresent() && offset.isPresent() && (at.isPresent() || outer.known());
            Path base = at.isPresent() ? Path.TOP : outer;
            List<Part> parts = new ArrayList<>();
            range.ifPresent(r -> parts.add(new Part("the range of the subquery", r, subquery.brackets())));
            part(subquery.modifiers(), offset, parts);
            parts.addAll(base.parts());
            return new Path(base.offset() + offset.orElse(0), base.range() + range.orElse(0), at.isPresent() ? fixed(at.get()) : outer.fixed(), known, parts);
        }

        private void read(VectorSelector selector, Optional<MatrixSelector> matrix, Path path) {
            Modifiers modifiers = selector.modifiers();
            OptionalLong range = matrix.isPresent() ? millis(matrix.get().range()) : OptionalLong.of(0);
            List<Part> parts = new ArrayList<>();
            matrix.ifPresent(m -> range.ifPresent(r -> parts.add(new Part("the range", r, m.brackets()))));
            Optional<RangeMode> mode = modifiers.mode();
            if (matrix.isEmpty() || mode.isPresent()) {
                parts.add(new Part("the lookback" + mode.map(m -> m.smoothed() ? " of `smoothed`" : " of `anchored`").orElse(""), lookback,
                        mode.map(RangeMode::span).orElse(selector.span())));
            }
            long own = range.orElse(0) + (matrix.isEmpty() || mode.isPresent() ? lookback : 0);
            long ahead = mode.filter(RangeMode::smoothed).isPresent() ? lookback : 0;
            add(selector, modifiers, range.isPresent(), own, ahead, parts, path);
        }

        /// The info series are read at the times of the call, with the offset and `@` of the first selector of its argument.
        private void info(Call call, Path path) {
            Optional<VectorSelector> first = first(call.args().getFirst());
            List<Part> parts = new ArrayList<>();
            parts.add(new Part("the lookback for info series", lookback, call.name().span()));
            add(call, first.map(VectorSelector::modifiers).orElse(Modifiers.NONE), true, lookback, 0, parts, path);
        }

        private static Optional<VectorSelector> first(Expr expr) {
            if (expr instanceof VectorSelector selector) {
                return Optional.of(selector);
            }
            return expr.children().stream().map(Walk::first).flatMap(Optional::stream).findFirst();
        }

        private void add(Expr at, Modifiers modifiers, boolean known, long own, long ahead, List<Part> parts, Path path) {
            OptionalLong offset = offset(modifiers);
            part(modifiers, offset, parts);
            boolean here = modifiers.at().isPresent();
            OptionalLong fixed = here ? fixed(modifiers.at().get()) : path.fixed();
            long outer = here ? 0 : path.offset();
            long window = here ? 0 : path.range();
            if (!here) {
                parts.addAll(path.parts());
            }
            long shift = outer + offset.orElse(0);
            Extent extent;
            if (!known || offset.isEmpty() || !here && !path.known()) {
                extent = new Extent.Unknown();
            } else if (fixed.isPresent()) {
                extent = new Extent.Fixed(fixed.getAsLong() - own - window - shift, fixed.getAsLong() + ahead - shift);
            } else {
                extent = new Extent.Relative(own + window + shift, ahead - shift);
            }
            reads.add(new Read(at, extent, parts));
        }

        private static void part(Modifiers modifiers, OptionalLong offset, List<Part> parts) {
            modifiers.offset().ifPresent(written -> offset.ifPresent(o -> parts.add(new Part("the offset", o, written.span()))));
        }

        private static OptionalLong offset(Modifiers modifiers) {
            return modifiers.offset().isPresent() ? millis(modifiers.offset().get().by()) : OptionalLong.of(0);
        }

        private static OptionalLong fixed(At at) {
            return at.anchor() == Anchor.TIMESTAMP ? OptionalLong.of(at.millis()) : OptionalLong.empty();
        }

        /// Whole milliseconds (what is below a microsecond is a float's rounding); empty where the text alone does not decide, or decides nothing finite.
        private static OptionalLong millis(DurationExpr duration) {
            OptionalDouble seconds = duration.seconds();
            return seconds.isEmpty() || !Double.isFinite(seconds.getAsDouble()) || Math.abs(seconds.getAsDouble()) > MAX_SECONDS ? OptionalLong.empty()
                    : OptionalLong.of((long) (Math.rint(seconds.getAsDouble() * 1e6) / 1e3));
        }
    }

    /// The longest duration that Go has; Prometheus refuses longer ones.
    private static final double MAX_SECONDS = 0x1p63 / 1e9;
}
