package promc.checks.thanos;

import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.promql.PromDuration;

/// `--min-time=30d`, without a minus. A relative time is added to the present one (`pkg/model/timeduration.go`): thirty days from now there is nothing to serve.
public final class UnsignedRelativeTime implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/unsigned-relative-time", Severity.ERROR, "A component of Thanos is to serve what lies in the future").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        if (!flags.component().startsWith("thanos ")) {
            return;
        }
        flag(flags, "min-time", "only what lies in the future is served, and so nothing", Severity.ERROR, context);
        flag(flags, "max-time", "this is a time in the future, which limits nothing", Severity.WARNING, context);
    }

    private static void flag(ServerFlags flags, String name, String what, Severity severity, Context context) {
        Optional<Value> value = flags.flag(name).flatMap(Flag::value).filter(known -> !known.unknown() && PromDuration.parseMillis(known.value()).orElse(0) > 0);
        value.ifPresent(known -> context.report(known.text().file(), known.span(), "`" + known.value() + "` is counted from now on: " + what + "; `-" + known.value() + "` is counted back").severity(severity)
                .fix(flags.flag(name).filter(flag -> flag.text() == known.text()).flatMap(flag -> Fix.replace("Count it back", Applicability.UNSAFE, known.text(), known.within(), "-" + known.value()))));
    }
}
