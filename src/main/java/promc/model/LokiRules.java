package promc.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.promql.Expr;
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

    /// What a good PromQL expression says: it selects metrics, it selects ranges of streams without a name, which LogQL could mean too, or it selects nothing.
    private enum Selects { METRICS, STREAMS, NOTHING }

    private LokiRules() {}

    /// True if one of the expressions is LogQL and none of them can be nothing but PromQL. A file of selectors that are good in both languages is Loki's if its path says so.
    static boolean are(List<RuleGroup> groups, String path) {
        boolean logql = false;
        boolean broken = false;
        boolean streams = false;
        for (RuleGroup group : groups) {
            for (Rule rule : group.rules()) {
                Optional<Expression> expr = rule.expr().value();
                if (expr.isEmpty()) {
                    continue;
                }
                if (expr.get().parsed() instanceof Parsed.Valid valid) {
                    Selects selects = selects(valid.root());
                    if (selects == Selects.METRICS) {
                        return false;
                    }
                    streams |= selects == Selects.STREAMS;
                } else if (Logql.is(expr.get().text().text())) {
                    logql = true;
                } else {
                    broken = true;
                }
            }
        }
        return logql || streams && !broken && path.toLowerCase(Locale.ROOT).contains("loki");
    }

    private static Selects selects(Expr expr) {
        if (expr instanceof VectorSelector) {
            return Selects.METRICS;
        }
        if (expr instanceof MatrixSelector range && range.selector().metric().isEmpty() && range.selector().matchers().stream().noneMatch(matcher -> matcher.label().text().equals("__name__"))) {
            return Selects.STREAMS;
        }
        Selects all = Selects.NOTHING;
        for (Expr child : expr.children()) {
            Selects selects = selects(child);
            if (selects == Selects.METRICS) {
                return Selects.METRICS;
            }
            all = selects == Selects.STREAMS ? selects : all;
        }
        return all;
    }
}
