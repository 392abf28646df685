package promc.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Random expressions that name labels in vain, of the kinds whose safe fixes take the name away.
final class LabelRewrites {
    static final String GONE = "promql/label-cannot-exist";
    static final String COPIED = "promql/group-left-label-unused";
    static final String TWICE = "promql/by-label-redundant";
    static final List<String> CHECKS = List.of(GONE, COPIED, TWICE);

    private static final List<String> AGGREGATIONS = List.of("sum", "avg", "max", "min", "count", "group", "stddev", "quantile", "count_values");
    private static final List<String> CONTEXTS = List.of("E", "E", "E > 1", "1 + E", "E or vector(7)", "E and on (job) up", "-E", "max_over_time(E[5m:1m])", "sum(E)", "E == bool 2", "(E)",
            "sort_desc(E)", "label_replace(E, \"dst\", \"$1\", \"job\", \"(.*)\")", "abs(E)", "absent(E)", "E * on (job) group_left max by (job) (up)");
    private static final List<String> LABELS = List.of("job", "code", "instance");

    private final Random random;
    private final Lexemes words;

    LabelRewrites(Random random, Lexemes words) {
        this.random = random;
        this.words = words;
    }

    String expression(String check) {
        String faulty = switch (check) {
            case GONE -> gone();
            case COPIED -> copied();
            default -> words.chance(0.3) ? droppedBefore() : twice();
        };
        return words.pick(CONTEXTS).replace("E", faulty);
    }

    private String selector() {
        String metric = words.pick(Databases.METRICS.subList(0, Databases.METRICS.size() - 1));
        return words.chance(0.3) ? metric + "{job=~\"a.*\"}" : words.chance(0.3) ? "rate(" + metric + "[5m])" : metric;
    }

    /// An outer aggregation groups by what an inner one dropped.
    private String gone() {
        List<String> kept = some();
        List<String> named = new ArrayList<>(kept);
        named.add(words.pick(List.of("nowhere", "pod", "le")));
        Collections.shuffle(named, random);
        String operand = words.chance(0.15) ? "histogram_quantile(0.5, count by (" + String.join(", ", kept) + ", le) (latency_bucket))" : aggregation("by", kept, selector());
        return aggregation("by", named, operand);
    }

    /// The one side has one series for each job, with a label of its own that the many side lacks.
    private String copied() {
        String many = aggregation("by", List.of("job", words.pick(List.of("code", "instance"))), selector());
        String one = "label_replace(max by (job) (" + selector() + "), \"extra\", \"x$1\", \"job\", \"(.*)\")";
        if (words.chance(0.3)) {
            return many + " + ignoring (code, instance, extra) group_left (" + words.pick(List.of("job", "job, extra", "extra, job")) + ") " + one;
        }
        String join = words.chance(0.5) ? many + " * on (job) group_left (extra) " + one : one + " / on (job) group_right (extra) " + many;
        String inside = words.chance(0.3) ? "abs(" + join + ")" : words.chance(0.3) ? "(" + join + ") * 2" : join;
        return words.chance(0.2) ? "max by (job) (up) + on (job) sum by (job) (" + inside + ")" : aggregation(words.chance(0.2) ? "without" : "by",
                words.chance(0.2) ? List.of("extra") : List.of("job"), inside).replace("by (extra)", "by (job)").replace("without (job)", "without (extra, job)");
    }

    private String twice() {
        List<String> labels = new ArrayList<>(some());
        labels.add(words.pick(labels));
        Collections.shuffle(labels, random);
        if (words.chance(0.3)) {
            return "max by (job) (" + selector() + ") " + words.pick(List.of("+", "*", ">=", "and", "unless", "or")) + " on (job, job) min by (job) (" + selector() + ")";
        }
        return aggregation(words.chance(0.4) ? "without" : "by", labels, selector());
    }

    private String droppedBefore() {
        List<String> kept = some();
        List<String> dropped = new ArrayList<>(List.of(words.pick(List.of("nowhere", "pod"))));
        if (words.chance(0.5)) {
            dropped.add(words.pick(kept));
        }
        Collections.shuffle(dropped, random);
        return aggregation("without", dropped, aggregation("by", kept, selector()));
    }

    private List<String> some() {
        List<String> labels = new ArrayList<>(LABELS);
        Collections.shuffle(labels, random);
        return labels.subList(0, 1 + random.nextInt(2));
    }

    private String aggregation(String clause, List<String> labels, String operand) {
        String name = words.pick(AGGREGATIONS);
        String parameter = name.equals("quantile") ? "0.5, " : name.equals("count_values") ? "\"v\", " : "";
        String list = clause + " (" + String.join(words.chance(0.5) ? ", " : ",", labels) + ")";
        return words.chance(0.3) ? name + "(" + parameter + operand + ") " + list : name + " " + list + " (" + parameter + operand + ")";
    }
}
