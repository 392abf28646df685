package promc.checks.thanos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import promc.analysis.Retention.Limit;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.ProcessEdits;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Image;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.model.ThanosStack.Pairing;
import promc.promql.PromDuration;
import promc.source.SourceFile;

/// A Prometheus that compacts its blocks while a sidecar uploads them. The sidecar compares the two lengths of blocks before anything else (`validatePrometheus`), and tries again for ever if they differ: it
/// serves nothing, uploads nothing. Without flags they are two hours, and a tenth of the retention but 31 days at most.
public final class CompactionNotDisabled implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/compaction-not-disabled", Severity.ERROR, "A sidecar uploads blocks that Prometheus compacts, and refuses to").fixable(Applicability.SAFE);
    private static final String MIN = "storage.tsdb.min-block-duration";
    private static final String MAX = "storage.tsdb.max-block-duration";
    private static final String DELAY = "storage.tsdb.delay-compact-file.path";
    private static final long HOUR = 3_600_000;
    private static final long DEFAULT_MIN = 2 * HOUR;
    private static final long LARGEST = 31 * 24 * HOUR;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Pairing pairing : estate.thanos().pairings()) {
            ServerProcess prometheus = pairing.prometheus();
            if (pairing.uploads() && prometheus.told() && !prometheus.flags().open() && (prometheus.flags().isClosed() || prometheus.flags().flag(MAX).isPresent()) && prometheus.flags().flag(DELAY).isEmpty()
                    && pairing.sidecar().flags().flag("shipper.ignore-unequal-block-size").isEmpty()) {
                OptionalLong min = millis(prometheus, MIN, OptionalLong.of(DEFAULT_MIN));
                OptionalLong max = prometheus.flags().flag(MAX).isPresent() ? millis(prometheus, MAX, OptionalLong.empty()) : longest(pairing, context);
                if (min.isPresent() && max.isPresent() && min.getAsLong() != max.getAsLong()) {
                    report(pairing, min.getAsLong(), max.getAsLong(), context);
                }
            }
        }
        estate.thanos().components("receive").forEach(receiver -> receiver(receiver, context));
    }

    /// A receiver writes blocks of its own. Before 0.42, which compacts what is uploaded only, it refuses to start where it is to compact and to upload.
    private static void receiver(ServerProcess receiver, Context context) {
        OptionalLong min = millis(receiver, "tsdb.min-block-duration", OptionalLong.of(DEFAULT_MIN));
        OptionalLong max = millis(receiver, "tsdb.max-block-duration", OptionalLong.of(DEFAULT_MIN));
        Optional<Flag> set = receiver.flags().flag("tsdb.max-block-duration").or(() -> receiver.flags().flag("tsdb.min-block-duration"));
        boolean old = receiver.image().flatMap(Image::version).filter(version -> !version.isAtLeast(0, 42)).isPresent();
        if (set.isPresent() && old && ThanosStack.hasStore(receiver) && !receiver.flags().open() && receiver.flags().flag("shipper.ignore-unequal-block-size").isEmpty()
                && min.isPresent() && max.isPresent() && min.getAsLong() != max.getAsLong()) {
            context.report(set.get().text().file(), set.get().span(), "blocks span from " + PromDuration.format(min.getAsLong()) + " to " + PromDuration.format(max.getAsLong())
                    + " here, and before 0.42 a receiver that uploads them refuses to start unless both are the same: leave compaction to the compactor");
        }
    }

    private static void report(Pairing pairing, long min, long max, Context context) {
        ServerProcess prometheus = pairing.prometheus();
        Flag set = prometheus.flags().flag(MAX).orElse(prometheus.flags().flag(MIN).orElse(null));
        SourceFile file = set == null ? prometheus.file() : set.text().file();
        context.report(file, set == null ? prometheus.place() : set.span(), "blocks span from " + PromDuration.format(min) + " to " + PromDuration.format(max)
                        + " here, but a sidecar that uploads them wants both the same, and does nothing until they are: set `--" + MAX + "` to " + PromDuration.format(min)
                        + ", and leave compaction to the compactor")
                .note(pairing.sidecar().file(), pairing.sidecar().place(), pairing.sidecar().what() + " uploads the blocks of this Prometheus")
                .fix(fix(prometheus, min));
    }

    /// Nothing that queries return changes: blocks stay as they are written, until the retention is over.
    private static Optional<Fix> fix(ServerProcess prometheus, long min) {
        String length = PromDuration.format(min);
        Optional<Flag> max = prometheus.flags().flag(MAX);
        Optional<TextEdit> edit = max.isPresent() ? max.get().value().flatMap(value -> Fix.edit(value.text(), value.within(), length))
                : ProcessEdits.flags(prometheus, prometheus.flags().flag(MIN).isPresent() ? List.of("--" + MAX + "=" + length) : List.of("--" + MIN + "=" + length, "--" + MAX + "=" + length));
        return edit.map(one -> new Fix("Give all blocks one length", Applicability.SAFE, List.of(one)));
    }

    private static OptionalLong longest(Pairing pairing, Context context) {
        Optional<ServerSettings> settings = pairing.server().flatMap(server -> context.servers(server.config()).stream().filter(known -> known.server().filter(own -> own == server).isPresent()).findFirst());
        if (settings.isPresent()) {
            return switch (settings.get().retention().time()) {
                case Limit.Set<Duration>(Told<Duration> told) -> OptionalLong.of(Math.min(LARGEST, told.value().toMillis() / 10));
                case Limit.None<Duration> ignored -> OptionalLong.of(LARGEST);
                case Limit.Untold<Duration> ignored -> OptionalLong.empty();
            };
        }
        ServerFlags flags = pairing.prometheus().flags();
        boolean none = flags.flag("storage.tsdb.retention.time").isEmpty() && flags.flag("storage.tsdb.retention").isEmpty() && flags.flag("storage.tsdb.retention.size").isEmpty();
        return none ? OptionalLong.of(15 * 24 * HOUR / 10) : OptionalLong.empty();
    }

    private static OptionalLong millis(ServerProcess process, String name, OptionalLong absent) {
        if (process.flags().flag(name).isEmpty()) {
            return absent;
        }
        Optional<String> value = process.flags().value(name);
        return value.isPresent() ? PromDuration.parseMillis(value.get()) : OptionalLong.empty();
    }
}
