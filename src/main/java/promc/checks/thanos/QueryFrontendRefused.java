package promc.checks.thanos;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;

/// Values of flags with which the query frontend refuses to start (`cmd/thanos/query_frontend.go`, `pkg/queryfrontend/config.go`).
public final class QueryFrontendRefused implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/query-frontend-refused", Severity.ERROR, "A query frontend refuses its flags");
    private static final String SPLIT = "query-range.split-interval";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        if (!flags.component().equals("thanos query-frontend")) {
            return;
        }
        zero(flags, SPLIT).filter(flag -> cached(flags, "query-range.response-cache-config") && flags.flag("query-range.max-split-interval").isEmpty()).ifPresent(flag ->
                context.report(flag.text().file(), flag.span(), "a cache of answers needs queries that are split: with `0s` the query frontend refuses to start"));
        zero(flags, "labels.split-interval").filter(flag -> cached(flags, "labels.response-cache-config")).ifPresent(flag ->
                context.report(flag.text().file(), flag.span(), "a cache of answers needs queries that are split: with `0s` the query frontend refuses to start"));
        zero(flags, "labels.default-time-range").ifPresent(flag -> context.report(flag.text().file(), flag.span(), "the time range cannot be 0: the query frontend refuses to start"));
        flags.flag("query-frontend.downstream-url").filter(flag -> flags.value(flag.name()).filter(String::isEmpty).isPresent()).ifPresent(flag ->
                context.report(flag.text().file(), flag.span(), "a query frontend needs a Thanos Query to pass queries on to: `downstream URL should be configured`"));
    }

    private static boolean cached(ServerFlags flags, String name) {
        return flags.flag(name).isPresent() || flags.flag(name + "-file").isPresent();
    }

    private static Optional<Flag> zero(ServerFlags flags, String name) {
        return flags.flag(name).filter(flag -> flags.value(name).filter(value -> value.matches("0(s|m|h|ms)?")).isPresent());
    }
}
