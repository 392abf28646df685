package promc.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.VectorSelector;
import promc.promql.Parsed;

/// Tells rules of Loki, which have the form of Prometheus' rules but LogQL for `expr`.
final class LokiRules {
    /// What only LogQL has. Nothing of this is needed where all expressions are PromQL.
    private static final class Logql {
        /// Strings are put away first, since they may hold anything.
        static final Pattern STRING = Pattern.compile("\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\n])*+'|`[^`]*+`");
        /// A selector without the name of a metric, and behind it a filter of lines or a step of a pipeline.
        static final Pattern PIPELINE = Pattern.compile("(?:^|[^\\w:\\s])\\s*+\\{[^{}]*+\\}\\s*+(?:\\|\\s*+[=~>a-z_]|!>|![=~]\\s*+\"\")");
        static final Pattern FUNCTION = Pattern.compile("\\b(?:bytes_rate|bytes_over_time|rate_counter)\\s*+\\(");

        private Logql() {}

        static boolean is(String expression) {
            String text = STRING.matcher(expression).replaceAll("\"\"");
            return PIPELINE.matcher(text).find() || FUNCTION.matcher(text).find();
        }
    }

    private static final Set<String> OF_STREAMS = Set.of("rate", "count_over_time");

    /// What a good PromQL expression reads: some metric; only rates and counts of ranges without a metric, which is what LogQL asks of streams and nobody of series; other ranges without a
    /// metric; or nothing.
    private enum Reads { METRICS, STREAMS, RANGES, NOTHING }

    private LokiRules() {}

    /// True if one of the expressions is LogQL and none of them can be nothing but PromQL, or if all of them read streams.
    static boolean are(List<RuleGroup> groups) {
        boolean logql = false;
        boolean all = true;
        boolean any = false;
        for (RuleGroup group : groups) {
            for (Rule rule : group.rules()) {
                Optional<Expression> expr = rule.expr().value();
                if (expr.isEmpty()) {
                    all = false;
                } else if (expr.get().parsed() instanceof Parsed.Valid valid) {
                    Reads reads = reads(valid.root(), "");
                    if (reads == Reads.METRICS) {
                        return false;
                    }
                    any = true;
                    all &= reads == Reads.STREAMS;
                } else {
                    all = false;
                    logql |= Logql.is(expr.get().text().text());
                }
            }
        }
        return logql || any && all;
    }

    private static Reads reads(Expr expr, String function) {
        if (expr instanceof VectorSelector) {
            return Reads.METRICS;
        }
        if (expr instanceof MatrixSelector range && range.selector().metric().isEmpty() && range.selector().matchers().stream().noneMatch(matcher -> matcher.label().text().equals("__name__"))) {
            return OF_STREAMS.contains(function) ? Reads.STREAMS : Reads.RANGES;
        }
        String inside = expr instanceof Call call ? call.function().name() : "";
        Reads all = Reads.NOTHING;
        for (Expr child : expr.children()) {
            Reads reads = reads(child, inside);
            if (reads == Reads.METRICS) {
                return Reads.METRICS;
            }
            all = all == Reads.RANGES || reads == Reads.NOTHING ? all : reads;
        }
        return all;
    }
}
