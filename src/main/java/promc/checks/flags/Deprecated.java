package promc.checks.flags;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import promc.analysis.Retention;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.FlagTable;
import promc.model.FlagTable.Entry;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;

/// A flag that still works but is on its way out in the version that runs. Where the image has no version in its tag, the newest is assumed, and the message says so.
public final class Deprecated implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/deprecated", Severity.INFO, "A flag is deprecated in the version that runs").fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        Optional<Release> release = Release.of(flags);
        if (release.isEmpty()) {
            return;
        }
        Set<String> told = new HashSet<>();
        for (Flag flag : flags.flags()) {
            Optional<Entry> entry = FlagTable.meant(flags.component(), flag.name())
                    .filter(own -> flag.isNamed() && own.deprecated().filter(release.get()::has).isPresent() && own.removed().filter(release.get()::has).isEmpty() && told.add(own.name()));
            entry.ifPresent(own -> release.get().judge(context.report(flag.text(), flag.text().span(), "`--" + flag.name() + "` is deprecated since " + own.deprecated().orElseThrow()
                    + (release.get().version().isPresent() ? "" : ", and the image's tag names no version, so the newest is assumed") + instead(own, release.get()))
                    .fix(fix(flags, flag, own, release.get(), context)), release.get().version().isPresent()));
        }
    }

    private static String instead(Entry entry, Release release) {
        return isRetention(entry) && Retention.isNeverEnding(release.version()) ? "; leave it until 3.11: before, the configuration's own time is taken a million times too long" : FlagEdits.instead(entry, false);
    }

    private static Optional<Fix> fix(ServerFlags flags, Flag flag, Entry entry, Release release, Context context) {
        if (isRetention(entry)) {
            return release.version().filter(version -> version.isAtLeast(3, 11)).flatMap(version -> RetentionMove.of(flags, context.estate()));
        }
        return flags.component().equals("thanos query") && EndpointMove.is(entry.name()) ? EndpointMove.of(flags) : FlagEdits.replace(flags, flag, entry, false);
    }

    private static boolean isRetention(Entry entry) {
        return entry.name().equals(Retention.TIME_FLAG) || entry.name().equals(Retention.SIZE_FLAG);
    }
}
