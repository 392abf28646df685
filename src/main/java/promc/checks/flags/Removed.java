package promc.checks.flags;

import java.util.Optional;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.FlagTable;
import promc.model.FlagTable.Entry;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;

/// A flag that the program had, and the version that runs has no more: it exits at start.
public final class Removed implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/removed", Severity.ERROR, "A flag was removed before the version that runs, which then does not start").fixable(Applicability.SAFE);

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
        for (Flag flag : flags.flags()) {
            Optional<Entry> entry = FlagTable.meant(flags.component(), flag.name()).filter(own -> flag.isNamed() && own.removed().filter(release.get()::has).isPresent());
            entry.ifPresent(own -> release.get().judge(context.report(flag.text(), FlagEdits.name(flag), "`" + flags.component() + "` has no `--" + own.name() + "` since " + own.removed().orElseThrow()
                    + ": it does not start" + release.get().assumption() + FlagEdits.instead(own, true)).fix(FlagEdits.replace(flags, flag, own, true)), release.get().version().isPresent()));
        }
    }
}
