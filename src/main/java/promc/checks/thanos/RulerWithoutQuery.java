package promc.checks.thanos;

import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;

/// Whom a ruler asks: without anybody it does not start (`cmd/thanos/rule.go`). Flags that exclude each other have a check of their own.
public final class RulerWithoutQuery implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/ruler-without-query", Severity.ERROR, "A ruler is told nobody to ask, and refuses to start");
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
        }
    }

    private static Optional<Flag> first(ServerFlags flags, List<String> names) {
        return flags.flags().stream().filter(flag -> names.contains(flag.name())).findFirst();
    }
}
