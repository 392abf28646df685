package promc.checks.flags;

import java.util.Optional;
import java.util.Set;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.FlagTable;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.source.Nearest;
import promc.source.Span;

/// A flag that no version of the program has ever had under this name, as far as promc's table goes: only where a flag of nearly the same name exists, since a tag may name a
/// version with flags of its own.
public final class Unknown implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.likely("flags/unknown", Severity.WARNING, "A flag is unknown to the program, which then does not start")
            .fixable(Applicability.DISPLAY_ONLY);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        if (!FlagTable.knows(flags.component())) {
            return;
        }
        Set<String> names = FlagTable.names(flags.component());
        for (Flag flag : flags.flags()) {
            boolean known = names.contains(flag.name()) || flag.name().startsWith("no-") && names.contains(flag.name().substring(3));
            Optional<String> nearest = known ? Optional.empty() : Nearest.to(flag.name(), names);
            nearest.ifPresent(name -> {
                int at = flag.text().text().indexOf(flag.name());
                Span place = new Span(at, at + flag.name().length());
                context.report(flag.text(), place, "`" + flags.component() + "` has no flag `--" + flag.name() + "`; did you mean `--" + name + "`?")
                        .fix(Fix.replace("Write `--" + name + "`", Applicability.DISPLAY_ONLY, flag.text(), place, name));
            });
        }
    }
}
