package promc.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import promc.model.MemoryLimit;

/// What a server needs by its series, and which limit it meets first. An estimate: memory by what a series takes in the head, disk by what a sample takes in blocks (Prometheus `docs/storage.md`).
/// `stops` are the limits of its disk, the first to be met first.
public record Capacity(StoringServer server, SeriesEstimate series, Assumptions assumptions, Retention retention, OptionalLong volume, Optional<MemoryLimit> memoryLimit, List<Stop> stops) {
    /// Of memory for each series of the head, in bytes: what is seldom undercut, and what to plan with.
    public static final Range BYTES_PER_SERIES = new Range(3 * 1024, 8 * 1024, 8 * 1024);
    /// Of blocks on disk for each sample: between one and two, and mostly this.
    public static final Range BYTES_PER_SAMPLE = new Range(1, 1.3, 2);
    /// Hours of samples in the write-ahead log, which is cut when a block of two hours was written.
    static final Range WAL_HOURS = new Range(2, 3, 3);
    /// A sample takes about eleven bytes in the log, of which compression leaves half.
    static final double WAL_BYTES = 5;
    /// Of the blocks, while some of them are made into a larger one.
    static final double COMPACTION = 0.1;
    /// Of a limit, by which one has to act.
    public static final double ALARM = 0.7;

    /// What the numbers rest on.
    public record Assumptions(Range bytesPerSample, OptionalLong series) {
        public static final Assumptions USUAL = new Assumptions(BYTES_PER_SAMPLE, OptionalLong.empty());
    }

    /// What ends the life of a sample first.
    public enum Limit { TIME, SIZE, PERCENTAGE, VOLUME }

    /// A limit of the disk, of `bytes` if it is one of size, and after how many seconds it holds.
    public record Stop(Limit limit, OptionalDouble bytes, Range seconds) {}

    /// So much more in each period: 0.05 for five percent.
    public record Growth(double rate, Duration period) {
        /// How many seconds it takes until something has grown so many times; zero if that is behind, infinity if it never happens.
        public double until(double times) {
            return times <= 1 ? 0 : rate <= 0 ? Double.POSITIVE_INFINITY : Math.log(times) / Math.log1p(rate) * period.toSeconds();
        }
    }

    public Capacity {
        stops = List.copyOf(stops);
    }

    static Capacity of(StoringServer server, SeriesEstimate series, Assumptions assumptions) {
        Retention retention = server.retention();
        OptionalLong volume = server.volumeBytes();
        Capacity unlimited = new Capacity(server, series, assumptions, retention, volume, server.memoryLimit(), List.of());
        return new Capacity(server, series, assumptions, retention, volume, server.memoryLimit(), unlimited.found());
    }

    private List<Stop> found() {
        List<Stop> found = new ArrayList<>();
        retention.time().value().ifPresent(time -> found.add(new Stop(Limit.TIME, OptionalDouble.empty(), Range.of(time.value().toSeconds()))));
        Optional<Range> rate = bytesPerSecond();
        if (rate.isEmpty()) {
            return found;
        }
        boolean byShare = retention.percentage() instanceof Retention.Limit.Set;
        if (byShare) {
            volume.ifPresent(bytes -> found.add(stop(Limit.PERCENTAGE, bytes * retention.percentage().value().orElseThrow().value() / 100, rate.get())));
        } else {
            retention.size().value().ifPresent(size -> found.add(stop(Limit.SIZE, size.value(), rate.get())));
        }
        volume.ifPresent(bytes -> found.add(stop(Limit.VOLUME, bytes, rate.get())));
        found.sort(Comparator.comparingDouble((Stop stop) -> stop.seconds().likely()).thenComparing(Stop::limit));
        return found;
    }

    private static Stop stop(Limit limit, double bytes, Range rate) {
        return new Stop(limit, OptionalDouble.of(bytes), rate.into(bytes));
    }

    public Optional<Stop> stop(Limit limit) {
        return stops.stream().filter(stop -> stop.limit() == limit).findFirst();
    }

    /// Of blocks.
    public Optional<Range> bytesPerSecond() {
        return series.samples().map(samples -> samples.times(assumptions.bytesPerSample())).filter(rate -> rate.low() > 0);
    }

    /// Of the head, in bytes: low, and what to plan with.
    public Optional<Range> memory() {
        return series.series().isPresent() ? Optional.of(BYTES_PER_SERIES.times(series.series().getAsLong())) : Optional.empty();
    }

    /// What blocks take once so many seconds are kept.
    public Optional<Range> blocks(double seconds) {
        return bytesPerSecond().map(rate -> rate.times(seconds));
    }

    /// What the write-ahead log takes.
    public Optional<Range> log() {
        return series.samples().map(samples -> samples.times(WAL_HOURS).times(Duration.ofHours(1).toSeconds() * WAL_BYTES));
    }

    /// All that lies on the disk once so many seconds are kept: blocks, log, and room to compact.
    public Optional<Range> disk(double seconds) {
        return blocks(seconds).map(blocks -> blocks.times(1 + COMPACTION).plus(log().orElseThrow()));
    }

    /// How many seconds are really kept, by the first limit.
    public Optional<Range> kept() {
        return stops.stream().findFirst().map(Stop::seconds);
    }

    /// What the disk holds once the first of its limits is met that Prometheus keeps: for the time, that needs room for compaction and the log besides.
    public Optional<Range> need() {
        Optional<Stop> time = stop(Limit.TIME);
        Optional<Stop> size = stop(Limit.SIZE).or(() -> stop(Limit.PERCENTAGE));
        Optional<Range> byTime = time.flatMap(stop -> disk(stop.seconds().likely()));
        if (size.isEmpty()) {
            return byTime;
        }
        double most = size.get().bytes().orElseThrow() * (1 + COMPACTION);
        return Optional.of(byTime.map(need -> new Range(Math.min(need.low(), most), Math.min(need.likely(), most), Math.min(need.high(), most))).orElse(Range.of(most)));
    }
}
