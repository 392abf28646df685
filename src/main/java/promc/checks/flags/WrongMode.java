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
import promc.model.Version;

/// A flag of a Prometheus server given to an agent, or the other way round: Prometheus exits with status 3 (`cmd/prometheus/main.go`). Before 3.0 an agent is made by `--enable-feature=agent`, since then by `--agent`.
public final class WrongMode implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/wrong-mode", Severity.ERROR, "A flag is for the mode that this Prometheus does not run in, and it does not start");
    private static final Version FEATURE_SINCE = new Version(2, 32, 0);
    private static final Version FLAG_SINCE = new Version(3, 0, 0);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        Optional<Release> release = flags.component().equals("prometheus") ? Release.of(flags) : Optional.empty();
        // A template may write one or the other.
        if (release.isEmpty() || context.isTemplate() || release.get().isBefore(FEATURE_SINCE)) {
            return;
        }
        Optional<Flag> feature = flags.flags().stream().filter(flag -> flag.name().equals("enable-feature")
                && flag.value().filter(value -> !value.unknown() && List.of(value.value().split(",")).contains("agent")).isPresent()).findFirst();
        Optional<Flag> flag = flags.flag("agent");
        boolean untold = flags.open() || flags.flags().stream().anyMatch(own -> own.name().equals("enable-feature") && own.value().filter(value -> !value.unknown()).isEmpty());
        // Which of the two makes an agent depends on the version; where that is not known, either may.
        Optional<Flag> agent = release.get().isBefore(FLAG_SINCE) ? feature : flag.or(() -> release.get().version().isPresent() ? Optional.empty() : feature);
        if (agent.isEmpty() && (untold || flags.flag("no-agent").isPresent())) {
            return;
        }
        for (Flag own : flags.flags()) {
            Optional<String> mode = FlagTable.meant("prometheus", own.name()).filter(known -> own.isNamed()).flatMap(Entry::mode);
            if (mode.filter(only -> only.equals("server")).isPresent() && agent.isPresent()) {
                boolean certain = agent.equals(flag) || release.get().version().isPresent();
                release.get().judge(context.report(own.text(), FlagEdits.name(own), "`--" + own.name() + "` is for a server: an agent does not start with it")
                        .note(agent.get().text(), agent.get().text().span(), "this makes it an agent"), certain);
            } else if (mode.filter(only -> only.equals("agent")).isPresent() && agent.isEmpty()) {
                release.get().judge(context.report(own.text(), FlagEdits.name(own), "`--" + own.name() + "` is for an agent: a server does not start with it, and this one lacks `"
                        + (release.get().isBefore(FLAG_SINCE) ? "--enable-feature=agent" : "--agent") + "`"), true);
            }
        }
    }
}
