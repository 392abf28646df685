package promc.checks.flags;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Stray;

/// A word that is neither a flag nor the value of one: Prometheus, Alertmanager and the components of Thanos take none and exit at start (kingpin, `unexpected x`).
public final class StrayWord implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/stray-word", Severity.ERROR, "A word of the command line is neither a flag nor a flag's value, and the program does not start");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        Optional<Release> release = Release.of(flags);
        if (release.isEmpty() || flags.open()) {
            return;
        }
        boolean first = true;
        for (Stray stray : flags.strays()) {
            String text = stray.text().text();
            // What follows on a word of this kind belongs to the same slip.
            boolean told = !first && stray.behind().isEmpty();
            first = false;
            if (!told && !text.startsWith("-") && !text.startsWith("@") && !text.contains("$") && !text.contains("{{") && !BooleanWithValue.isValueOf(flags, stray)) {
                String hint = text.isBlank() ? ": an empty word counts as one" : text.strip().startsWith("--") ? ": a blank stands before its dashes" : "";
                release.get().judge(context.report(stray.text(), stray.text().span(), "`" + flags.component() + "` takes no word of its own such as `" + shown(text) + "`: it does not start" + hint), true);
            }
        }
    }

    private static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > 60 ? line.substring(0, 60) + "..." : line;
    }
}
