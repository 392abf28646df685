package promc.checks.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import promc.analysis.Amounts;
import promc.analysis.Capacity;
import promc.analysis.Retention;
import promc.analysis.ServerSettings;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.PrometheusConfig;
import promc.model.RetentionSection;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags;

/// Flags of retention beside a section `storage.tsdb.retention`, which replaces all of them, those as well that it does not mention (`config.TSDBRetentionConfig.UnmarshalYAML` begins with zeros).
public final class FlagsOverriddenByFile implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/flags-overridden-by-file", Severity.WARNING, "Flags of retention do not count, as the configuration has a section of it");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Capacity capacity : context.capacities()) {
            Optional<PrometheusConfig> config = capacity.server().config();
            Optional<RetentionSection> section = config.flatMap(PrometheusConfig::retention);
            // One before 3.8 refuses the section, and one before 3.11 lets the flags count that it does not mention, which is told elsewhere.
            boolean older = capacity.server().version().filter(version -> !version.isAtLeast(3, 11)).isPresent();
            if (section.isPresent() && !older) {
                capacity.server().process().ifPresent(process -> check(process.flags(), capacity.retention(), config.get(), section.get(), context));
            }
        }
    }

    private static void check(ServerFlags flags, Retention retention, PrometheusConfig config, RetentionSection section, Context context) {
        for (String name : List.of(Retention.TIME_FLAG, Retention.SIZE_FLAG)) {
            Optional<Flag> flag = flags.flag(name);
            if (flag.isPresent()) {
                String instead = name.equals(Retention.TIME_FLAG) ? words(retention.time(), ServerSettings::words, "no limit of time")
                        : words(retention.size(), size -> Amounts.bytes(size), "no limit of size");
                context.report(flag.get().text().file(), flag.get().span(), "`--" + name + "` does not count: the section `retention` of the configuration replaces all flags of retention, and sets " + instead)
                        .note(config.text().file(), section.key(), "this section counts");
            }
        }
    }

    private static <T> String words(Retention.Limit<T> limit, Function<T, String> words, String none) {
        return switch (limit) {
            case Retention.Limit.Set<T>(var told) -> words.apply(told.value());
            case Retention.Limit.None<T> ignored -> none;
            case Retention.Limit.Untold<T> ignored -> "another value";
        };
    }
}
