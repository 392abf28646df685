package promc.checks.flags;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.FlagTable;
import promc.model.FlagTable.Entry;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;

/// A flag that may be given once stands there again: the program exits at start (kingpin, `flag 'x' cannot be repeated`). `--x` and `--no-x` are the same flag.
public final class GivenTwice implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/given-twice", Severity.ERROR, "A flag that may be given once is given again, and the program does not start");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        Optional<Release> release = Release.of(flags);
        // A template may write one or the other.
        if (release.isEmpty() || context.isTemplate()) {
            return;
        }
        Map<String, Flag> first = new HashMap<>();
        for (Flag flag : flags.flags()) {
            Optional<Entry> entry = FlagTable.meant(flags.component(), flag.name()).filter(own -> !own.isRepeatable(release.get().version()));
            if (entry.isPresent()) {
                Flag before = first.putIfAbsent(entry.get().name(), flag);
                if (before != null) {
                    release.get().judge(context.report(flag.text(), FlagEdits.name(flag), "`--" + flag.name() + "` is given again: `" + flags.component() + "` takes it once and does not start")
                            .note(before.text(), FlagEdits.name(before), "the first one"), true);
                }
            }
        }
    }
}
