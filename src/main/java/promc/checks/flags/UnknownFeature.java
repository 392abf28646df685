package promc.checks.flags;

import java.util.Map;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.FlagTable;
import promc.model.FlagTable.Feature;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.model.Version;
import promc.source.Nearest;
import promc.source.Span;

/// A value of `--enable-feature` that the version that runs does not know: Prometheus logs a warning and goes on without it, Thanos says nothing, Alertmanager does not start. Features that became a flag,
/// a setting or the rule are told, too.
public final class UnknownFeature implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/unknown-feature", Severity.WARNING, "A feature is switched on that the program does not know, or that does nothing any more")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        Map<String, Feature> features = FlagTable.features(flags.component());
        Optional<Release> release = features.isEmpty() ? Optional.empty() : Release.of(flags);
        if (release.isEmpty()) {
            return;
        }
        for (Flag flag : flags.flags()) {
            if (flag.name().equals("enable-feature") && flag.value().isPresent() && !flag.value().get().unknown()) {
                Value value = flag.value().get();
                int at = value.within().start();
                String text = value.within().of(value.text().text());
                for (String name : text.split(",", -1)) {
                    if (!name.isEmpty()) {
                        check(flags, new Use(flag, value, name, new Span(at, at + name.length()), name.equals(text)), release.get(), features, context);
                    }
                    at += name.length() + 1;
                }
            }
        }
    }

    /// One name of a flag's value, at `span` of its word; `alone` if there is no other.
    private record Use(Flag flag, Value value, String name, Span span, boolean alone) {}

    private static void check(ServerFlags flags, Use use, Release release, Map<String, Feature> features, Context context) {
        Feature feature = features.get(use.name);
        boolean refuses = flags.component().equals("alertmanager");
        if (feature == null) {
            String stripped = use.name.strip();
            Optional<String> meant = features.containsKey(stripped) ? Optional.of(stripped) : Nearest.to(use.name, features.keySet());
            Draft draft = context.report(use.value.text(), use.span, "`" + flags.component() + "` has no feature `" + use.name + "`" + (refuses ? " and does not start" : ": it runs without it")
                    + meant.map(name -> name.equals(stripped) ? "; blanks count" : "; did you mean `" + name + "`?").orElse(""))
                    .fix(meant.flatMap(name -> Fix.replace("Write `" + name + "`", Applicability.DISPLAY_ONLY, use.value.text(), use.span, name)));
            release.judge(refuses ? draft.severity(Severity.ERROR) : draft, release.isTabled());
        } else if (release.isBefore(feature.since())) {
            Draft draft = context.report(use.value.text(), use.span, "`" + flags.component() + "` has the feature `" + use.name + "` since " + feature.since() + ": this one is "
                    + release.version().orElseThrow() + (refuses ? " and does not start" : " and runs without it"));
            release.judge(refuses ? draft.severity(Severity.ERROR) : draft, true);
        } else if (feature.ended().filter(release::has).isPresent()) {
            ended(use, feature, release, refuses, context);
        } else if (feature.deprecated().filter(release::has).isPresent()) {
            Draft draft = context.report(use.value.text(), use.span, "the feature `" + use.name + "` is deprecated since " + feature.deprecated().orElseThrow() + release.assumption() + instead(feature))
                    .severity(Severity.INFO).fix(flagInstead(use, feature, Applicability.SAFE));
            release.judge(draft, release.version().isPresent());
        }
    }

    private static void ended(Use use, Feature feature, Release release, boolean refuses, Context context) {
        Version since = feature.ended().orElseThrow();
        boolean always = feature.instead().filter(text -> text.equals("always")).isPresent();
        Draft draft = context.report(use.value.text(), use.span, "the feature `" + use.name + "` " + (always ? "is always on" : refuses ? "is gone, and the program does not start with it," : "does nothing") + " since "
                + since + release.assumption() + instead(feature)).fix(flagInstead(use, feature, Applicability.UNSAFE));
        release.judge(always ? draft.severity(Severity.INFO) : refuses ? draft.severity(Severity.ERROR) : draft, release.version().isPresent());
    }

    private static String instead(Feature feature) {
        return feature.instead().map(text -> text.equals("always") ? "" : text.startsWith("config:") ? "; set `" + text.substring("config:".length()) + "` in the configuration file" : "; use `" + text + "`").orElse("");
    }

    /// The flag that took its place, where the feature is all that its flag names.
    private static Optional<Fix> flagInstead(Use use, Feature feature, Applicability applicability) {
        boolean oneWord = use.flag.isWord() && use.value.text() == use.flag.text();
        return feature.instead().filter(text -> text.startsWith("--") && use.alone && oneWord).flatMap(text -> Fix.replace("Write `" + text + "`", applicability, use.flag.text(), use.flag.text().span(), text));
    }
}
