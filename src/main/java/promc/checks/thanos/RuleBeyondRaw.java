package promc.checks.thanos;

import java.util.Optional;
import promc.analysis.Reach;
import promc.analysis.Reach.Extent;
import promc.analysis.Reach.Part;
import promc.analysis.Reach.Read;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.Server;
import promc.model.Server.RuleLink;
import promc.model.ServerProcess;
import promc.promql.PromDuration;

/// A rule of a Thanos ruler that reads further back than raw data is kept. A ruler asks for no resolution (`cmd/thanos/rule.go`), and Thanos Query gives an instant query raw data then, whatever `--query.auto-downsampling` says
/// (`pkg/api/query/v1.go`, parseDownsamplingParamMillis with `--query.instant.default.max_source_resolution`, 0 by default).
public final class RuleBeyondRaw implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("thanos/rule-beyond-raw", Severity.WARNING, "A rule of a Thanos ruler reads further back than raw data is kept");
    private static final String INSTANT = "query.instant.default.max_source_resolution";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        if (estate.thanos().components("rule").isEmpty() || estate.thanos().components("query").stream().anyMatch(query -> !query.told() || query.flags().open() || query.flags().flag(INSTANT).isPresent())) {
            return;
        }
        Optional<KeptRaw> kept = KeptRaw.of(estate);
        if (kept.isEmpty()) {
            return;
        }
        for (Server server : estate.unconfiguredServers()) {
            Optional<ServerProcess> ruler = server.runs().map(Server.Run::process).filter(process -> process.runs("thanos rule"));
            if (ruler.isPresent()) {
                for (RuleLink link : server.rules()) {
                    link.files().forEach(file -> check(file, ruler.get(), kept.get(), context));
                }
            }
        }
    }

    private static void check(RuleFile file, ServerProcess ruler, KeptRaw kept, Context context) {
        for (RuleGroup group : file.groups()) {
            for (Rule rule : group.rules()) {
                rule.expr().value().filter(known -> known.valid().isPresent()).ifPresent(expression -> check(expression, ruler, kept, context));
            }
        }
    }

    private static void check(Expression expression, ServerProcess ruler, KeptRaw kept, Context context) {
        for (Read read : Reach.of(expression.valid().orElseThrow()).reads()) {
            if (read.extent() instanceof Extent.Relative(long back, long ahead) && back > kept.raw() + Reach.DEFAULT_LOOKBACK) {
                boolean nothing = -ahead > kept.raw();
                Part largest = read.parts().stream().reduce((one, other) -> other.millis() > one.millis() ? other : one).orElseThrow();
                kept.note(context.report(expression.text(), largest.place(), ruler.what() + " is answered with raw data only, downsampled data is not asked for: " + (nothing ? "of what is older than " + PromDuration.format(-ahead)
                        : "of the " + PromDuration.format(back) + " that this reads, what is older than " + PromDuration.format(kept.raw())) + (nothing ? ", nothing is found" : " is missing"))).note(ruler.file(), ruler.place(), "who evaluates this rule");
                return;
            }
        }
    }
}
