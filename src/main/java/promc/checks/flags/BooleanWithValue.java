package promc.checks.flags;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.FlagTable;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Stray;
import promc.source.Span;

/// A flag without a value is given one: the program exits at start (kingpin, `unexpected true`). It is switched on by `--x` and off by `--no-x`.
public final class BooleanWithValue implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/boolean-with-value", Severity.ERROR, "A flag that takes no value has one, and the program does not start").fixable(Applicability.SAFE);

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
            if (isBoolean(flags, flag) && flag.value().isPresent()) {
                String value = flag.value().get().value();
                Optional<Boolean> wanted = flag.value().get().unknown() ? Optional.empty() : wanted(value);
                Span word = flag.text().span();
                release.get().judge(context.report(flag.text(), word, "`--" + flag.name() + "` takes no value: " + flags.component() + " does not start; write `" + written(flag, true) + "` or `" + written(flag, false) + "`")
                        .fix(wanted.filter(on -> flag.isWord()).flatMap(on -> Fix.replace("Write `" + written(flag, on) + "`", Applicability.SAFE, flag.text(), word, written(flag, on)))), true);
            }
        }
        for (Stray stray : flags.strays()) {
            stray.behind().filter(flag -> isValueOf(flags, stray)).ifPresent(flag -> {
                boolean on = wanted(stray.text().text()).orElseThrow();
                release.get().judge(context.report(stray.text(), stray.text().span(), "`--" + flag.name() + "` takes no value: " + flags.component() + " does not start; write `" + written(flag, true) + "` or `" + written(flag, false) + "`")
                        .fix(on ? FlagEdits.removal(stray.text()).map(edit -> new Fix("Remove `" + stray.text().text() + "`", Applicability.SAFE, List.of(edit))) : Optional.empty()), true);
            });
        }
    }

    /// True if the word is meant as the value of the flag right before it.
    static boolean isValueOf(ServerFlags flags, Stray stray) {
        return stray.behind().filter(flag -> isBoolean(flags, flag) && flag.value().isEmpty() && wanted(stray.text().text()).isPresent()).isPresent();
    }

    private static boolean isBoolean(ServerFlags flags, Flag flag) {
        return FlagTable.meant(flags.component(), flag.name()).filter(FlagTable.Entry::isBoolean).isPresent();
    }

    private static Optional<Boolean> wanted(String value) {
        return switch (value) {
            case "true", "True", "TRUE", "1", "yes", "on" -> Optional.of(true);
            case "false", "False", "FALSE", "0", "no", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static String written(Flag flag, boolean on) {
        boolean negated = flag.name().startsWith("no-");
        String name = negated ? flag.name().substring(3) : flag.name();
        return "--" + (negated == on ? "no-" : "") + name;
    }
}
