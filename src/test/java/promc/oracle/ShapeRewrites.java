package promc.oracle;

import java.util.List;
import java.util.Random;

/// Random expressions with a call that changes nothing, of the kinds whose safe fixes take the call away.
final class ShapeRewrites {
    static final String NO_OP = "promql/no-op-label-replace";
    static final String SORTED = "promql/sort-in-rule";
    static final List<String> CHECKS = List.of(NO_OP, SORTED);

    private static final List<String> LABELS = List.of("job", "code", "instance", "nowhere");
    private static final List<String> OPERANDS = List.of("S", "S", "rate(R)", "sum by (job, code) (S)", "S > 1", "S - 1", "-S", "(S)", "max by (job) (S) + min by (job) (S)", "S or vector(7)", "absent(S)",
            "label_replace(S, \"dst\", \"x$1\", \"job\", \"(.*)\")", "avg_over_time(R)");
    private static final List<String> CONTEXTS = List.of("E", "E", "E > 1", "1 + E", "E or vector(7)", "E and on (job) up", "-E", "max_over_time(E[5m:1m])", "sum(E)", "E == bool 2", "(E)", "2 ^ E", "E * 2 - 1",
            "sort_desc(E)", "count by (job) (E)", "abs(E)", "absent(E)", "topk(2, E)", "E * on (job) group_left max by (job) (up)", "timestamp(E)", "scalar(E)");
    /// What sees the result of a sort as a set.
    private static final List<String> SETS = List.of("E", "E", "(E)", "E and on (job) up", "up unless on (job) E", "E or vector(7)", "E > 1", "2 >= E", "E == bool 2", "(E) != 0", "E * on (job) group_left max by (job) (up)", "(1 + E) * 2");
    /// What drops native histograms.
    private static final List<String> COMPARED = List.of("E > 1", "2 >= E", "E == bool 2", "(E) != 0", "E < 5 or up", "up and on (job) E >= 0");
    private static final List<String> FLOATS = List.of("count by (job, code) (S)", "group by (instance) (S)", "S > 1", "S == bool 1", "changes(R)", "count_over_time(R)", "abs(count without (code) (S))");

    private final Random random;
    private final Lexemes words;

    ShapeRewrites(Random random, Lexemes words) {
        this.random = random;
        this.words = words;
    }

    String expression(String check) {
        String expression = check.equals(NO_OP) ? words.pick(CONTEXTS).replace("E", replaced(words.pick(OPERANDS))) : sorted();
        String selector = words.pick(Databases.METRICS) + (words.chance(0.3) ? "{job=~\"a.*|prod\"}" : "");
        return expression.replace("S", selector).replace("R", selector + "[5m]");
    }

    private String replaced(String operand) {
        String label = words.pick(LABELS);
        boolean all = random.nextBoolean();
        String value = all ? words.pick(List.of("$0", "${0}")) : words.pick(List.of("$1", "${1}"));
        String pattern = all ? words.pick(List.of("a.*", "(.)(.*)", "prod|5..", ".*", "x?")) : words.pick(List.of("(.*)", "(.+)", "^(.*)$", "^(.+)$"));
        return "label_replace(" + operand + ", \"" + label + "\", \"" + value + "\", \"" + label + "\", \"" + pattern + "\")";
    }

    private String sorted() {
        String function = words.pick(List.of("sort", "sort_desc"));
        if (words.chance(0.3)) {
            return words.pick(SETS).replace("E", function + "_by_label(" + words.pick(OPERANDS) + ", \"" + words.pick(LABELS) + "\")").replace("sort_desc_by_label", "sort_by_label_desc");
        }
        return words.chance(0.4) ? words.pick(COMPARED).replace("E", function + "(" + words.pick(OPERANDS) + ")") : words.pick(SETS).replace("E", function + "(" + words.pick(FLOATS) + ")");
    }
}
