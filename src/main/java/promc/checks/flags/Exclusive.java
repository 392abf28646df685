package promc.checks.flags;

import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.FlagTable;
import promc.model.FlagTable.Entry;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;

/// Two flags of which a component of Thanos takes one: a configuration as a file and as content, the addresses of a ruler and its configuration of them. It exits at start.
public final class Exclusive implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/exclusive", Severity.ERROR, "Two flags are given of which the program takes one, and it does not start");

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
        List<Flag> all = flags.flags();
        for (int i = 1; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (excludes(flags, all.get(i), all.get(j)) || excludes(flags, all.get(j), all.get(i))) {
                    Flag first = all.get(j);
                    release.get().judge(context.report(all.get(i).text(), FlagEdits.name(all.get(i)), "`--" + all.get(i).name() + "` and `--" + first.name() + "` are both given: `" + flags.component()
                            + "` takes one of them and does not start").note(first.text(), FlagEdits.name(first), "the other one"), true);
                    break;
                }
            }
        }
    }

    /// An empty value counts as none.
    private static boolean excludes(ServerFlags flags, Flag flag, Flag other) {
        return isSet(flag) && isSet(other) && FlagTable.find(flags.component(), flag.name()).map(Entry::excludes).orElse(List.of()).contains(other.name());
    }

    private static boolean isSet(Flag flag) {
        return flag.value().filter(value -> !value.unknown() && !value.value().isEmpty()).isPresent();
    }
}
