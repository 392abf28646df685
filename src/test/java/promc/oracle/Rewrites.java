package promc.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Questions about safe fixes: an expression and what the fix makes of it, evaluated over the same random database.
final class Rewrites {
    /// The checks whose safe fixes are proved on results.
    static final List<String> CHECKS = List.of("promql/regex-matches-literal", "promql/regex-matches-everything");
    /// How many pairs each check has.
    private static final int PAIRS = 220;
    private static final int DATABASES = 10;
    private static final int AT_SECONDS = 600;
    private static final List<String> METRICS = List.of("up", "requests_total", "latency_bucket", "temperature", "target_info");
    private static final List<String> LITERALS = List.of("a", "prod", "a", "b", "prod", "a\\\\.b", "a\\\\|b", "^a$", "(?:prod)", "[a]", "", "^$", "500", "a\\\\.b$", "\\\\Qa.b\\\\E");
    private static final List<String> EVERYTHING = List.of(".*", "^.*$", "(.*)", ".*|a", "(?:.|a)*", ".*.*", "(|.+)", "(?s:.*)", ".{0,}", "(.|\\n)*");
    /// Where the selector stands: S is an instant one, R one with the range.
    private static final List<String> CONTEXTS = List.of("S", "S", "sum(S)", "sum by (job) (S)", "count without (instance) (S)", "rate(R)", "sum by (code) (increase(R))",
            "max_over_time(R)", "S > 1", "1 - S", "S and on (job) up", "up unless on (job, instance) S", "S or vector(7)", "S * on (job, instance) group_left up",
            "topk(2, S)", "histogram_quantile(0.5, sum by (le) (rate(R)))", "label_replace(S, \"dst\", \"$1\", \"job\", \"(.*)\")", "count_values(\"v\", S)",
            "max_over_time(sum by (job) (S)[5m:1m])", "S offset 2m", "S @ 300", "scalar(S)", "sort_desc(S)", "quantile(0.9, S)", "timestamp(S)", "absent(sum(S))",
            "S == bool 1", "-S", "(S)", "avg(S) / count(S)", "S + ignoring (code) group_right S");

    private final Random random;
    private final Lexemes words;

    private Rewrites(long seed) {
        this.random = new Random(seed);
        this.words = new Lexemes(random, 0);
    }

    /// Pairs of questions: the first of each has the id of the check, the second `fixed`.
    static List<JsonObject> questions() {
        List<JsonObject> questions = new ArrayList<>();
        for (String check : CHECKS) {
            new Rewrites(check.hashCode()).pairs(check, questions);
        }
        return questions;
    }

    private void pairs(String check, List<JsonObject> questions) {
        boolean literal = check.endsWith("literal");
        Set<String> originals = new LinkedHashSet<>();
        while (originals.size() < PAIRS) {
            originals.add(expression(literal ? LITERALS : EVERYTHING, literal));
        }
        List<String> before = List.copyOf(originals);
        List<String> after = new RuleFixes(check).apply(before);
        for (int i = 0; i < DATABASES; i++) {
            JsonArray database = database();
            for (int pair = i * PAIRS / DATABASES; pair < (i + 1) * PAIRS / DATABASES; pair++) {
                questions.add(evaluation(check, before.get(pair), database));
                questions.add(evaluation("fixed", after.get(pair), database));
            }
        }
    }

    private static JsonObject evaluation(String id, String expression, JsonArray database) {
        JsonObject question = OracleRequests.question("eval", expression);
        question.addProperty("id", id);
        question.add("series", database);
        question.addProperty("interval", "1m");
        question.addProperty("at", AT_SECONDS);
        return question;
    }

    private String expression(List<String> patterns, boolean literal) {
        String context = words.pick(CONTEXTS);
        String selector = selector(patterns, literal);
        return context.replace("S", selector).replace("R", selector + "[5m]");
    }

    private String selector(List<String> patterns, boolean literal) {
        List<String> matchers = new ArrayList<>();
        String label = words.pick(List.of("job", "job", "instance", "instance", "code", "le", "nowhere"));
        matchers.add(label + (literal && words.chance(0.3) ? "!~" : "=~") + '"' + words.pick(patterns) + '"');
        if (words.chance(0.4)) {
            matchers.add(words.pick(List.of("job!=\"\"", "code=~\"5.*|\"", "instance!=\"b\"", "le=\"\"", "job!~\"prod\"", "job=~\"a.*|prod\"", "code!=\"200\"")));
        }
        if (words.chance(0.15)) {
            matchers.add(words.pick(List.of("instance=~\".+\"", "le=~\"1|\"", "job=~\"" + words.pick(patterns) + '"')));
        }
        if (words.chance(0.15)) {
            matchers.add(literal ? "__name__=~\"" + words.pick(METRICS) + '"' : "__name__=\"" + words.pick(METRICS) + '"');
            return '{' + shuffled(matchers) + '}';
        }
        return words.pick(METRICS) + '{' + shuffled(matchers) + '}';
    }

    private String shuffled(List<String> matchers) {
        java.util.Collections.shuffle(matchers, random);
        return String.join(words.chance(0.5) ? ", " : ",", matchers) + (words.chance(0.1) ? "," : "");
    }

    /// Series of every metric, each with a label or not, of which some have no value at some time, or have gone.
    private JsonArray database() {
        Set<String> metrics = new LinkedHashSet<>();
        JsonArray series = new JsonArray();
        for (String metric : METRICS) {
            int count = 5 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                String labels = labels(metric.endsWith("_bucket"));
                if (metrics.add(metric + labels)) {
                    series.add(metric + '{' + labels + "} " + values(metric.endsWith("total") || metric.endsWith("bucket")));
                }
            }
        }
        return series;
    }

    private String labels(boolean bucket) {
        List<String> labels = new ArrayList<>();
        label(labels, "job", 0.85, List.of("a", "prod", "a.b", "a|b", "axb"));
        label(labels, "instance", 0.7, List.of("a", "b", "a.b", "prod"));
        label(labels, "code", 0.4, List.of("200", "500", "503"));
        label(labels, "le", bucket ? 0.95 : 0.05, List.of("0.1", "1", "+Inf", "a"));
        return String.join(",", labels);
    }

    private void label(List<String> labels, String name, double often, List<String> values) {
        if (words.chance(often)) {
            labels.add(name + "=\"" + words.pick(values) + '"');
        }
    }

    private String values(boolean counter) {
        return switch (random.nextInt(8)) {
            case 0 -> "1 1 1 stale";
            case 1 -> "_x8 1 2 3";
            case 2 -> "0 0 0 1 1 1 _ _ 1 1 0";
            case 3 -> counter ? "0+7x5 0+3x10" : "5-1x12";
            default -> random.nextInt(20) + "+" + random.nextInt(9) + "x12";
        };
    }
}
