package promc.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import promc.analysis.Amounts;
import promc.analysis.Capacity;
import promc.analysis.Capacity.Growth;
import promc.analysis.Capacity.Limit;
import promc.analysis.Capacity.Stop;
import promc.analysis.Range;
import promc.analysis.Retention;
import promc.analysis.ServerSettings;
import promc.analysis.SeriesEstimate.Basis;
import promc.analysis.StoringServer;
import promc.model.Mount;

/// What `promc capacity` tells of the servers of an estate. `growth` is how fast their series become more, if the user says so; `budget` how many series are wanted at most; `origins` are the files that
/// the numbers are from.
public record CapacityReport(List<Server> servers, Optional<Growth> growth, List<String> origins) {
    static final double DAY = 86_400;
    /// Days of which the disk is shown, as far as they are kept.
    private static final List<Integer> DAYS = List.of(1, 7, 15, 30, 60, 90, 180, 365, 730);
    /// Without a limit of time the disk is shown for so long.
    private static final int UNLIMITED_DAYS = 90;

    public CapacityReport {
        servers = List.copyOf(servers);
        origins = List.copyOf(origins);
    }

    /// One server, with the budget of all series where it is.
    public record Server(Capacity capacity, OptionalLong budget) {
        public String name() {
            return capacity.server().name();
        }

        /// Where it is named.
        public String file() {
            return capacity.server().file().path();
        }

        public int line() {
            return capacity.server().file().line(capacity.server().place().start());
        }

        /// The days of which the disk is shown: up to where the limit of time is, which is the last of them.
        public List<Double> days() {
            double last = capacity.stop(Limit.TIME).map(stop -> stop.seconds().likely() / DAY).orElse((double) UNLIMITED_DAYS);
            List<Double> days = new ArrayList<>();
            DAYS.stream().filter(day -> day < last).forEach(day -> days.add((double) day));
            days.add(last);
            return days;
        }

        /// What lies on the disk after so many days: no more than a limit of size lets it.
        public Optional<Range> disk(double days) {
            return capacity.disk(days * DAY).map(disk -> {
                double most = capacity.stop(Limit.SIZE).or(() -> capacity.stop(Limit.PERCENTAGE)).map(stop -> stop.bytes().orElseThrow()).orElse(Double.POSITIVE_INFINITY);
                return new Range(Math.min(disk.low(), most), Math.min(disk.likely(), most), Math.min(disk.high(), most));
            });
        }

        /// What does not fit, in words; empty if all does as far as it is known.
        public List<String> misfits() {
            List<String> misfits = new ArrayList<>();
            // Limits of the configuration say how many there may be, and not that there are.
            boolean told = capacity.series().isTold();
            capacity.memoryLimit().filter(limit -> told && capacity.memory().orElseThrow().low() > limit.bytes()).ifPresent(limit ->
                    misfits.add("the head takes " + Amounts.bytes(capacity.memory().orElseThrow().low()) + " at least, and the process is " + (limit.kills() ? "killed at " : "slowed down above ") + Amounts.bytes(limit.bytes())));
            Optional<Stop> volume = capacity.stop(Limit.VOLUME);
            if (told && volume.isPresent() && capacity.stops().getFirst().limit() == Limit.VOLUME) {
                misfits.add("the volume is full after " + Amounts.duration(volume.get().seconds().likely()) + ", before anything is deleted");
            }
            if (told && budget.isPresent() && capacity.series().series().orElse(0) > budget.getAsLong()) {
                misfits.add(Amounts.count(capacity.series().series().getAsLong()) + " series are over the budget of " + Amounts.count(budget.getAsLong()));
            }
            return misfits;
        }

        /// What must not be met, as it is now and with its limit: of memory what to plan with, of disk what the time asks for.
        public List<Watched> watched() {
            List<Watched> watched = new ArrayList<>();
            capacity.memoryLimit().ifPresent(limit -> capacity.memory().ifPresent(memory -> watched.add(new Watched("memory", memory.likely(), limit.bytes()))));
            Optional<Double> need = capacity.stop(Limit.TIME).flatMap(time -> capacity.disk(time.seconds().likely())).map(Range::likely);
            // What a limit of size deletes never reaches the volume.
            Optional<Stop> first = capacity.stop(Limit.SIZE).or(() -> capacity.stop(Limit.PERCENTAGE)).or(() -> capacity.stop(Limit.VOLUME));
            if (first.isPresent() && need.isPresent()) {
                watched.add(new Watched(word(first.get().limit()), need.get(), first.get().bytes().orElseThrow()));
            }
            if (budget.isPresent() && capacity.series().series().isPresent()) {
                watched.add(new Watched("budget", capacity.series().series().getAsLong(), budget.getAsLong()));
            }
            return watched;
        }
    }

    /// A need that grows with the series, and its limit: bytes, or series of a budget.
    public record Watched(String what, double now, double limit) {
        /// How many seconds until [Capacity#ALARM] of the limit is reached.
        public double alarm(Growth growth) {
            return now <= 0 ? Double.POSITIVE_INFINITY : growth.until(limit * Capacity.ALARM / now);
        }

        String amount(double value) {
            return what.equals("budget") ? Amounts.count(value) + " series" : Amounts.bytes(value);
        }
    }

    static String word(Limit limit) {
        return switch (limit) {
            case TIME -> "time";
            case SIZE -> "size";
            case PERCENTAGE -> "percentage";
            case VOLUME -> "volume";
        };
    }

    static String words(Growth growth) {
        long days = growth.period().toDays();
        return Amounts.count(growth.rate() * 100) + " % a " + (days == 7 ? "week" : days == 365 ? "year" : "month");
    }

    static String basis(Basis basis) {
        return switch (basis) {
            case GIVEN -> "given";
            case INVENTORY -> "inventory";
            case EXPOSITIONS -> "expositions";
            case LIMITS -> "at_most";
            case UNKNOWN -> "unknown";
        };
    }

    /// The limits of a retention, as a sentence has them.
    static String limits(Retention retention) {
        List<String> limits = new ArrayList<>();
        retention.time().value().ifPresent(time -> limits.add(ServerSettings.words(time.value())));
        if (retention.percentage().value().isPresent()) {
            limits.add(Amounts.count(retention.percentage().value().get().value()) + " % of the file system");
        } else {
            retention.size().value().ifPresent(size -> limits.add(Amounts.bytes(size.value())));
        }
        return limits.isEmpty() ? retention.time() instanceof Retention.Limit.None ? "for ever" : "unknown" : String.join(" or ", limits);
    }

    static String source(Retention retention) {
        return switch (retention.source()) {
            case FILE -> "as the configuration says";
            case FLAGS -> "as its flags say";
            case UNSET -> "the default, as nothing is set";
            case DEFAULTS -> "as .promc.yaml says, where no file does";
            case UNTOLD -> "neither its flags nor a section `retention` are in sight";
        };
    }

    /// What the data lies on.
    static String volume(StoringServer server) {
        Optional<String> path = server.process().flatMap(process -> process.dataPath());
        Optional<Mount> mount = server.volume();
        if (mount.isEmpty()) {
            return path.map(at -> "nothing is mounted at " + at).orElse("no file in sight says where its data lies");
        }
        String source = switch (mount.get().kind()) {
            case EPHEMERAL -> "a volume that ends with the pod,";
            case TMPFS -> "memory";
            case ANONYMOUS -> "an anonymous volume";
            default -> mount.get().source().isEmpty() ? "what is mounted" : "`" + mount.get().source() + "`";
        };
        return source + " at " + mount.get().target() + (mount.get().bytes().isPresent() ? "" : "; no file tells its size");
    }
}
