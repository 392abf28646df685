package promc.checks.thanos;

import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;

/// Whom a ruler asks: without anybody it does not start, and neither does it with the flags of the old and the new way together (`cmd/thanos/rule.go`).
public final class RulerQueryConfig implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/ruler-query-config", Severity.ERROR, "A ruler is told nobody to ask, or told it twice, and refuses to start");
    private static final List<String> DIRECT = List.of("query", "query.sd-files", "grpc-query-endpoint");
    private static final List<String> FILES = List.of("query.config", "query.config-file");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        if (!flags.component().equals("thanos rule")) {
            return;
        }
        Optional<Flag> direct = first(flags, DIRECT);
        Optional<Flag> file = first(flags, FILES);
        if (direct.isEmpty() && file.isEmpty() && flags.isClosed()) {
            context.report(flags.file().file(), flags.place(), "the ruler has nobody to ask and refuses to start: `--query` names a Thanos Query by its HTTP address");
        } else if (direct.isPresent() && file.isPresent()) {
            context.report(file.get().text().file(), file.get().span(), "`--" + file.get().name() + "` and `--" + direct.get().name() + "` exclude each other: the ruler refuses to start")
                    .note(direct.get().text().file(), direct.get().span(), "the other one");
        }
        Optional<Flag> url = first(flags, List.of("alertmanagers.url"));
        Optional<Flag> config = first(flags, List.of("alertmanagers.config", "alertmanagers.config-file"));
        if (url.isPresent() && config.isPresent()) {
            context.report(config.get().text().file(), config.get().span(), "`--" + config.get().name() + "` and `--alertmanagers.url` exclude each other: the ruler refuses to start").note(url.get().text().file(), url.get().span(), "the other one");
        }
    }

    private static Optional<Flag> first(ServerFlags flags, List<String> names) {
        return flags.flags().stream().filter(flag -> names.contains(flag.name())).findFirst();
    }
}
