package promc.checks.thanos;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ServerFlags;

/// A ruler that no Alertmanager is named to: alerts fire, and are seen by nobody. One that records only needs none.
public final class RulerWithoutAlertmanager implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.likely("thanos/ruler-without-alertmanager", Severity.INFO, "A ruler sends its alerts to nobody");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        if (flags.component().equals("thanos rule") && flags.isClosed() && flags.flags().stream().noneMatch(flag -> flag.name().startsWith("alertmanagers."))) {
            context.report(flags.file().file(), flags.place(), "alerts of this ruler go to nobody: name an Alertmanager by `--alertmanagers.url`, if it has alerting rules");
        }
    }
}
