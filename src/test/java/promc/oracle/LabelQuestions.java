package promc.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/// Random expressions of everything that keeps, drops or makes labels, each asked over one of many random databases.
final class LabelQuestions {
    private static final long SEED = 3_14_1;
    private static final int DATABASES = 90;
    private static final int PER_DATABASE = 200;
    /// The labels that the databases have, those that the expressions make, and the name.
    static final List<String> LABELS = List.of("job", "instance", "code", "le", "dst", "nowhere", "__name__");
    private static final List<String> MATCHERS = List.of("job=\"\"", "instance=\"\"", "code=\"\"", "le=\"\"", "nowhere=\"\"", "job!=\"\"", "job=\"a\"", "instance=~\"a|b|\"",
            "code!=\"200\"", "job=~\".*\"", "job!~\".+\"", "code=\"500\"", "le=~\"|1\"");
    private static final List<String> AGGREGATIONS = List.of("sum", "sum", "avg", "count", "min", "max", "group", "stddev", "stdvar");
    private static final List<String> OF_PARAMETER = List.of("topk(2, ", "bottomk(3, ", "quantile(0.5, ", "count_values(\"dst\", ", "count_values(\"job\", ", "limitk(3, ", "limit_ratio(0.7, ",
            "count_values(\"__name__\", ");
    private static final List<String> OF_VECTOR = List.of("abs(V)", "ceil(V)", "clamp_max(V, 5)", "sort(V)", "sort_desc(V)", "sort_by_label(V, \"job\")", "timestamp(V)", "hour(V)",
            "day_of_month(V)", "days_in_month(V)", "histogram_quantile(0.5, V)", "histogram_quantiles(V, \"dst\", 0.5, 0.9)", "histogram_count(V)", "histogram_avg(V)", "histogram_fraction(0, 2, V)",
            "-V", "+V", "(V)", "absent(V)", "vector(scalar(V))", "sgn(V)", "round(V, 5)", "info(V)", "sqrt(V)", "vector(time())", "minute()", "absent(gone{job=\"q\",code!=\"\"})", "absent(gone{job=\"q\",job=~\"q|\"})", "absent_over_time(gone{code=\"x\",instance=\"\"}[5m])", "absent({__name__=\"gone\",job=\"q\",le=\"1\",le=\"1\"})", "sort_by_label_desc(V, \"job\")",
            "info(V, {code=~\".+\"})", "label_replace(V, \"dst\", \"$1\", \"job\", \"(.*)\")", "label_replace(V, \"job\", \"\", \"job\", \".*\")", "label_replace(V, \"code\", \"x\", \"\", \"\")",
            "label_replace(V, \"__name__\", \"n\", \"\", \"\")", "label_join(V, \"instance\", \"-\", \"job\", \"code\")", "label_join(V, \"dst\", \"-\", \"nowhere\")");
    private static final List<String> OF_RANGE = List.of("rate", "increase", "delta", "irate", "idelta", "changes", "resets", "last_over_time", "first_over_time", "max_over_time", "sum_over_time",
            "count_over_time", "present_over_time", "absent_over_time", "deriv", "ts_of_max_over_time", "ts_of_last_over_time", "stddev_over_time", "mad_over_time");
    private static final List<String> OPERATORS = List.of("+", "-", "*", "/", "%", "^", "atan2", "==", "!=", ">", "<=", "> bool", "== bool", "</", ">/", "and", "or", "unless");

    /// The engine goes through the series of these in any order, and these depend on the order by ties or in the last digit: together they make other answers each time.
    private static final Pattern IN_ANY_ORDER = Pattern.compile("count_values|info\\(|:1m");
    private static final Pattern ORDER_MATTERS = Pattern.compile("topk|bottomk|limitk|std|avg|count_values.*info\\(|info\\(.*count_values");

    private final Random random;
    private final Lexemes words;

    private LabelQuestions(Random random) {
        this.random = random;
        this.words = new Lexemes(random, 0);
    }

    static List<JsonObject> questions() {
        Random random = new Random(SEED);
        Databases databases = new Databases(random);
        LabelQuestions generator = new LabelQuestions(random);
        List<JsonObject> questions = new ArrayList<>();
        for (int i = 0; i < DATABASES; i++) {
            JsonArray database = databases.next();
            Set<String> expressions = new LinkedHashSet<>();
            while (expressions.size() < PER_DATABASE) {
                String expression = generator.vector(1 + expressions.size() % 4);
                if (!IN_ANY_ORDER.matcher(expression).find() || !ORDER_MATTERS.matcher(expression).find()) {
                    expressions.add(expression);
                }
            }
            for (String expression : expressions) {
                JsonObject question = OracleRequests.evaluation("labels", expression, database);
                if (!expression.equals(expressions.iterator().next())) {
                    question.remove("series");
                }
                questions.add(question);
            }
        }
        return questions;
    }

    private String selector() {
        List<String> matchers = new ArrayList<>();
        while (words.chance(0.3)) {
            matchers.add(words.pick(MATCHERS));
        }
        return words.pick(Databases.METRICS) + (matchers.isEmpty() ? "" : '{' + String.join(",", matchers) + '}');
    }

    private String range(int depth) {
        return words.chance(0.7) ? selector() + "[5m]" : '(' + vector(depth - 1) + ")[5m:1m]";
    }

    private String labels() {
        List<String> labels = new ArrayList<>();
        while (words.chance(0.6)) {
            labels.add(words.pick(LABELS));
        }
        return '(' + String.join(", ", labels) + ')';
    }

    private String grouping() {
        return words.chance(0.2) ? "" : words.pick(List.of(" by ", " without ")) + labels();
    }

    private String vector(int depth) {
        if (depth <= 0) {
            return selector();
        }
        double r = random.nextDouble();
        if (r < 0.3) {
            String operand = vector(depth - 1) + ')';
            return (words.chance(0.7) ? words.pick(AGGREGATIONS) + grouping() + " (" : parameterised()) + operand;
        }
        if (r < 0.5) {
            return words.pick(OF_VECTOR).replace("V", words.chance(0.3) ? selector() : '(' + vector(depth - 1) + ')');
        }
        if (r < 0.6) {
            return words.pick(OF_RANGE) + '(' + range(depth) + ')';
        }
        return binary(depth);
    }

    private String parameterised() {
        String start = words.pick(OF_PARAMETER);
        int parenthesis = start.indexOf('(');
        return start.substring(0, parenthesis) + grouping() + ' ' + start.substring(parenthesis);
    }

    private String binary(int depth) {
        String op = words.pick(OPERATORS);
        boolean set = List.of("and", "or", "unless").contains(op);
        if (!set && words.chance(0.2)) {
            return words.chance(0.5) ? '(' + vector(depth - 1) + ") " + op + " 2" : "2 " + op + " (" + vector(depth - 1) + ')';
        }
        String left = side(depth);
        String right = words.chance(0.15) ? left : side(depth);
        return left + ' ' + op + matching(set) + ' ' + right;
    }

    /// Mostly aggregated, as a side is that has one series for each combination of the labels that are matched.
    private String side(int depth) {
        String by = words.pick(List.of("(job)", "(job)", "(instance)", "(job, instance)", "(code)", "()", "(job, __name__)"));
        return words.chance(0.6) ? words.pick(AGGREGATIONS) + " by " + by + " (" + vector(depth - 1) + ')' : '(' + vector(depth - 1) + ')';
    }

    private String matching(boolean set) {
        if (words.chance(0.35)) {
            return !set && words.chance(0.1) ? " fill (0)" : "";
        }
        List<String> on = new ArrayList<>(List.of(words.pick(LABELS)));
        if (words.chance(0.4)) {
            on.add(words.pick(LABELS));
        }
        String matching = (words.chance(0.6) ? " on (" : " ignoring (") + String.join(", ", new LinkedHashSet<>(on)) + ')';
        if (set) {
            return matching;
        }
        if (words.chance(0.4)) {
            String other = words.pick(LABELS);
            boolean clash = matching.startsWith(" on") && on.contains(other);
            matching += words.pick(List.of(" group_left ", " group_right ")) + (clash || words.chance(0.5) ? "()" : '(' + other + ')');
        }
        return matching + (words.chance(0.1) ? words.pick(List.of(" fill (0)", " fill_left (1)", " fill_right (2)")) : "");
    }
}
