package promc.checks.flags;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import promc.source.Span;

/// A flag and its value, or two flags, in one word with a blank: no shell takes list items apart, so the program reads one flag of a long name (kingpin, `unknown long flag`), or a value that goes on.
public final class SpaceInItem implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/space-in-item", Severity.ERROR, "A flag and its value are one word with a blank in it, and the program does not start").fixable(Applicability.SAFE);
    private static final Pattern NAME = Pattern.compile("([A-Za-z][\\w.-]*)(\\s+)(.*)", Pattern.DOTALL);
    private static final Pattern MORE = Pattern.compile("\\s+--([A-Za-z][\\w.-]*)");

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
            Matcher blank = NAME.matcher(flag.name());
            if (blank.matches()) {
                name(flags, flag, blank, release.get(), context);
            } else if (flag.value().isPresent() && flag.value().get().text() == flag.text()) {
                value(flags, flag, release.get(), context);
            }
        }
    }

    private static void name(ServerFlags flags, Flag flag, Matcher blank, Release release, Context context) {
        Optional<Entry> entry = FlagTable.meant(flags.component(), blank.group(1));
        if (entry.isEmpty()) {
            return;
        }
        boolean trailing = blank.group(3).isEmpty();
        Span gap = new Span(2 + blank.start(2), 2 + blank.end(2));
        // A second flag in the word, or a value of its own with an equals sign, is for the reader to take apart.
        boolean plain = !trailing && !entry.get().isBoolean() && !flag.text().text().contains("--" + blank.group(3).replaceFirst("^-*", "")) && !blank.group(3).startsWith("-");
        release.judge(context.report(flag.text(), new Span(0, flag.text().text().length()), "`" + flags.component() + "` reads this word as a flag named `--" + flag.name() + "`, blank included, and does not start")
                .fix(plain ? Fix.replace("Write `--" + blank.group(1) + "=" + blank.group(3) + "`", Applicability.SAFE, flag.text(), gap, "=") : Optional.empty()), true);
    }

    private static void value(ServerFlags flags, Flag flag, Release release, Context context) {
        Optional<Entry> entry = FlagTable.find(flags.component(), flag.name()).filter(own -> !own.isBoolean());
        Matcher more = MORE.matcher(flag.value().get().value());
        if (entry.isPresent() && !flag.value().get().unknown() && more.find() && FlagTable.meant(flags.component(), more.group(1)).isPresent()) {
            int from = flag.value().get().within().start() + more.start();
            release.judge(context.report(flag.text(), new Span(from, flag.text().text().length()), "this word goes on behind the value of `--" + flag.name() + "`: `--" + more.group(1)
                    + "` becomes a part of it, since no shell takes the word apart; give it a word of its own"), true);
        }
    }
}
