package promc.analysis;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.RetentionSection;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.Version;
import promc.promql.PromDuration;
import promc.schema.ByteSize;
import promc.source.SourceFile;

/// How long a server keeps samples, and how many bytes of them (Prometheus `cmd/prometheus/main.go`, `config/config.go`, `tsdb/db.go`): the section `storage.tsdb.retention` of its configuration, or else its
/// flags, or else 15 days. `percentage` is one of the file system; above zero it takes the place of `size`.
///
/// Since 3.11 the section replaces all limits: one that it does not set is none, whatever a flag says. From 3.8 to 3.10 what it sets replaces the flag of the same limit, but its time is taken a million times
/// too long ([#isNeverEnding]), so that nothing is deleted by age. Before 3.8 a configuration with the section is refused.
public record Retention(Limit<Duration> time, Limit<Long> size, Limit<Double> percentage, Source source) {
    /// Of time, where nothing sets a limit.
    public static final Duration DEFAULT = Duration.ofDays(15);
    public static final String TIME_FLAG = "storage.tsdb.retention.time";
    public static final String SIZE_FLAG = "storage.tsdb.retention.size";
    /// The name of [#TIME_FLAG] before 2.7, gone since 3.0.
    private static final String OLD_TIME_FLAG = "storage.tsdb.retention";

    /// Who sets it. `DEFAULTS` are those of the user's configuration, `UNSET` is Prometheus' own 15 days.
    public enum Source { FILE, FLAGS, UNSET, DEFAULTS, UNTOLD }

    /// One of the limits.
    public sealed interface Limit<T> {
        record Set<T>(Told<T> told) implements Limit<T> {}

        /// There is none; `why` tells who says so.
        record None<T>(Why why) implements Limit<T> {}

        record Untold<T>() implements Limit<T> {}

        /// The limit, where there is one and it is told.
        default Optional<Told<T>> value() {
            return this instanceof Set<T>(Told<T> told) ? Optional.of(told) : Optional.empty();
        }
    }

    /// Of a server of this version, if it is told, with this configuration and this command line, each where it is in sight with all that may say something of it.
    public static Retention of(Optional<PrometheusConfig> config, Optional<ServerFlags> flags, ServerDefaults defaults, Optional<Version> version) {
        Optional<RetentionSection> section = config.flatMap(PrometheusConfig::retention);
        if (section.isPresent() && version.filter(known -> !known.isAtLeast(3, 11)).isEmpty()) {
            return ofFile(section.get(), config.get().text().file());
        }
        Optional<Retention> byFlags = flags.flatMap(Retention::ofFlags);
        Retention without = byFlags.orElseGet(() -> new Retention(defaults.retention().<Limit<Duration>>map(Limit.Set::new).orElseGet(Limit.Untold::new), new Limit.Untold<>(), new Limit.Untold<>(),
                defaults.retention().isPresent() ? Source.DEFAULTS : Source.UNTOLD));
        return section.isPresent() && isNeverEnding(version) ? over(without, section.get(), config.get().text().file()) : without;
    }

    /// True of the versions that take the time of a configuration's section a million times too long: nanoseconds go where milliseconds are meant, which 3.11.0 mended (prometheus#18200).
    public static boolean isNeverEnding(Optional<Version> version) {
        return version.filter(known -> known.isAtLeast(3, 8) && !known.isAtLeast(3, 11)).isPresent();
    }

    /// What those versions make of a section beside flags.
    private static Retention over(Retention flags, RetentionSection section, SourceFile file) {
        Limit<Duration> time = switch (section.time()) {
            case Field.Present<Duration>(Duration value, var node) when !value.isZero() -> new Limit.None<>(Why.in(file, node.span(), "this version takes the time a million times too long"));
            case Field.Invalid<Duration> ignored -> new Limit.Untold<>();
            default -> flags.time;
        };
        Limit<Long> size = section.size().value().filter(bytes -> bytes > 0).isPresent() || section.size() instanceof Field.Invalid ? ofFile(section, file).size : flags.size;
        return new Retention(time, size, flags.percentage, Source.FILE);
    }

    private static Retention ofFile(RetentionSection section, SourceFile file) {
        Why missing = Why.in(file, section.key(), "the section `retention` is all that counts, and sets no such limit");
        return new Retention(limit(section.time(), file, missing, Duration::isZero, time -> "samples are kept for " + ServerSettings.words(time)),
                limit(section.size(), file, missing, bytes -> bytes == 0, bytes -> "blocks are kept up to this size"),
                limit(section.percentage(), file, missing, percent -> percent == 0, percent -> "blocks are kept up to this share of the file system"), Source.FILE);
    }

    private static <T> Limit<T> limit(Field<T> field, SourceFile file, Why missing, Function<T, Boolean> isZero, Function<T, String> reason) {
        return switch (field) {
            case Field.Present<T>(T value, var node) when isZero.apply(value) -> new Limit.None<>(Why.in(file, node.span(), "zero is no limit"));
            case Field.Present<T>(T value, var node) -> new Limit.Set<>(new Told<>(value, Why.in(file, node.span(), reason.apply(value))));
            case Field.Invalid<T> ignored -> new Limit.Untold<>();
            case Field.Absent<T> ignored -> new Limit.None<>(missing);
        };
    }

    /// Empty if the command line may set it where promc does not see it.
    private static Optional<Retention> ofFlags(ServerFlags flags) {
        Optional<Flag> time = flags.flag(TIME_FLAG).or(() -> flags.flag(OLD_TIME_FLAG));
        Optional<Flag> size = flags.flag(SIZE_FLAG);
        if (time.isEmpty() && size.isEmpty() && !flags.isClosed()) {
            return Optional.empty();
        }
        SourceFile file = flags.file().file();
        Limit<Duration> kept = time.map(flag -> ofTime(flag)).orElseGet(() -> missing(flags, TIME_FLAG));
        Limit<Long> bytes = size.map(flag -> ofSize(flag)).orElseGet(() -> missing(flags, SIZE_FLAG));
        Source source = Source.FLAGS;
        // What is set to zero counts as not set.
        if (kept instanceof Limit.None<Duration>(Why why) && bytes instanceof Limit.None) {
            boolean written = time.isPresent();
            kept = new Limit.Set<>(new Told<>(DEFAULT, new Why("samples are kept for " + ServerSettings.words(DEFAULT) + ", the default, as "
                    + (written ? "zero counts as not set" : "this command line has no `--" + TIME_FLAG + "`"), why.elsewhere(), why.place())));
            source = Source.UNSET;
        }
        return Optional.of(new Retention(kept, bytes, new Limit.None<>(Why.in(file, flags.place(), "no flag limits the share of the file system")), source));
    }

    private static <T> Limit<T> missing(ServerFlags flags, String name) {
        return flags.isClosed() ? new Limit.None<>(Why.in(flags.file().file(), flags.place(), "this command line has no `--" + name + "`")) : new Limit.Untold<>();
    }

    private static Limit<Duration> ofTime(Flag flag) {
        OptionalLong millis = text(flag).map(PromDuration::parseMillis).orElse(OptionalLong.empty());
        if (millis.isEmpty()) {
            return new Limit.Untold<>();
        }
        return millis.getAsLong() == 0 ? new Limit.None<>(Why.in(flag.text().file(), flag.span(), "zero is no limit"))
                : new Limit.Set<>(new Told<>(Duration.ofMillis(millis.getAsLong()), Why.in(flag.text().file(), flag.span(), "samples are kept for " + PromDuration.format(millis.getAsLong()))));
    }

    private static Limit<Long> ofSize(Flag flag) {
        OptionalDouble bytes = text(flag).map(ByteSize::parse).orElse(OptionalDouble.empty());
        if (bytes.isEmpty() || bytes.getAsDouble() < 0) {
            return new Limit.Untold<>();
        }
        return bytes.getAsDouble() == 0 ? new Limit.None<>(Why.in(flag.text().file(), flag.span(), "zero is no limit"))
                : new Limit.Set<>(new Told<>((long) bytes.getAsDouble(), Why.in(flag.text().file(), flag.span(), "blocks are kept up to this size")));
    }

    private static Optional<String> text(Flag flag) {
        return flag.value().filter(value -> !value.unknown()).map(ServerFlags.Value::value);
    }
}
