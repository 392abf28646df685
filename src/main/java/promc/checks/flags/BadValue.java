package promc.checks.flags;

import java.util.Optional;
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
import promc.model.ServerFlags.Stray;
import promc.model.ServerFlags.Value;

/// A flag whose value the program does not accept, or that has none: it exits at start.
public final class BadValue implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/bad-value", Severity.ERROR, "A flag has a value that the program refuses at start")
            .fixable(Applicability.DISPLAY_ONLY);

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
            Optional<Entry> entry = FlagTable.find(flags.component(), flag.name()).filter(own -> !own.isBoolean());
            if (entry.isPresent()) {
                flag.value().ifPresentOrElse(value -> value(entry.get(), flag, value, release.get(), context), () -> missing(flags, flag, release.get(), context));
            }
        }
    }

    private static void value(Entry entry, Flag flag, Value value, Release release, Context context) {
        Optional<FlagValues.Verdict> wrong = value.unknown() ? Optional.empty() : FlagValues.wrong(entry, value.value(), release);
        wrong.ifPresent(verdict -> {
            // An empty value is no place to point at.
            var draft = value.within().isEmpty() ? context.report(flag.text(), flag.text().span(), "`--" + flag.name() + "` " + verdict.message() + ", and has nothing")
                    : context.report(value.text(), value.within(), "`--" + flag.name() + "` " + verdict.message())
                            .fix(verdict.better().flatMap(better -> Fix.replace("Write `" + better + "`", Applicability.DISPLAY_ONLY, value.text(), value.within(), better)));
            release.judge(draft, true);
        });
    }

    /// `--x` at the end, or with another flag behind it; a word that begins with a dash is one.
    private static void missing(ServerFlags flags, Flag flag, Release release, Context context) {
        if (flags.open() || flag.text().text().contains("=")) {
            return;
        }
        Optional<Stray> dashed = flags.strays().stream().filter(stray -> stray.behind().filter(own -> own.text() == flag.text()).isPresent() && stray.text().text().matches("-[^-\\s].*")).findFirst();
        String hint = dashed.map(stray -> ": what begins with a dash is no value unless behind an equals sign, `--" + flag.name() + "=" + stray.text().text() + "`").orElse("");
        release.judge(context.report(flag.text(), FlagEdits.name(flag), "`--" + flag.name() + "` has no value, and the program does not start" + hint), true);
    }
}
