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
import promc.model.FlagTable.Entry;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Stray;
import promc.model.Version;
import promc.source.Nearest;
import promc.source.Span;

/// A flag that the program of this version does not know: it exits at start (kingpin, `unknown long flag`, `unknown short flag`). Proved where the image tells a version whose flags promc has a table of.
public final class Unknown implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/unknown", Severity.ERROR, "A flag is unknown to the program, which then does not start")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        Optional<Release> known = Release.of(flags);
        if (known.isEmpty()) {
            return;
        }
        for (Flag flag : flags.flags()) {
            if (flag.isNamed() && isName(flag.name())) {
                check(flags, flag, known.get(), context);
            }
        }
        for (Stray stray : flags.strays()) {
            String text = stray.text().text();
            if (text.startsWith("-") && !text.startsWith("--") && text.length() > 1 && !text.equals("-h")) {
                oneDash(flags, stray, known.get(), context);
            }
        }
    }

    /// A variable or an action of a template may become any name; a name with a blank is another fault.
    static boolean isName(String name) {
        return name.chars().allMatch(c -> c > ' ' && c < 127 && "${}\"'`\\".indexOf(c) < 0) && !name.isEmpty();
    }

    private static void check(ServerFlags flags, Flag flag, Release release, Context context) {
        String component = flags.component();
        Optional<Entry> entry = FlagTable.meant(component, flag.name());
        if (entry.isPresent()) {
            Optional<Version> since = entry.get().since().filter(release::isBefore);
            since.ifPresent(first -> release.judge(context.report(flag.text(), FlagEdits.name(flag),
                    "`" + component + "` has `--" + entry.get().name() + "` since " + first + ": this one is " + release.version().orElseThrow() + " and does not start"), true));
            return;
        }
        List<String> names = FlagTable.names(component).stream().filter(name -> isThere(component, name, release)).toList();
        Optional<String> nearest = Nearest.to(flag.name(), names);
        List<String> owners = FlagTable.owners(flag.name());
        String hint = nearest.map(name -> "; did you mean `--" + name + "`?").orElse(owners.isEmpty() ? "" : "; it is a flag of `" + owners.getFirst() + "`");
        var draft = context.report(flag.text(), FlagEdits.name(flag), "`" + component + "` has no flag `--" + flag.name() + "`: it does not start" + hint)
                .fix(nearest.flatMap(name -> FlagEdits.rename(flag, name, Applicability.DISPLAY_ONLY)));
        release.judge(draft, release.isTabled());
    }

    private static boolean isThere(String component, String name, Release release) {
        Entry entry = FlagTable.find(component, name).orElseThrow();
        return entry.since().filter(release::isBefore).isEmpty() && entry.removed().filter(release::has).isEmpty();
    }

    private static void oneDash(ServerFlags flags, Stray stray, Release release, Context context) {
        String text = stray.text().text();
        int equals = text.indexOf('=');
        String name = text.substring(1, equals < 0 ? text.length() : equals);
        boolean known = FlagTable.meant(flags.component(), name).isPresent();
        if (!isName(name) || stray.behind().filter(flag -> flag.value().isEmpty() && !flag.text().text().contains("=") && FlagTable.find(flags.component(), flag.name()).filter(e -> !e.isBoolean()).isPresent())
                .isPresent()) {
            return;
        }
        var draft = context.report(stray.text(), new Span(0, 1 + name.length()), "`-" + name + "` has one dash: `" + flags.component() + "` reads it as the short flag `-" + name.charAt(0)
                        + "`, which it does not have, and does not start")
                .fix(known ? Fix.replace("Write `--" + name + "`", Applicability.UNSAFE, stray.text(), new Span(0, 1), "--") : Optional.empty());
        release.judge(draft, release.version().isPresent());
    }
}
