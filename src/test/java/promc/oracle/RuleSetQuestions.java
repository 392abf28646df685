package promc.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;

/// Random rule files of two to six recording rules, of which some read others, and readers of what they record, each over a random database.
final class RuleSetQuestions {
    private static final long SEED = 3_14_3;
    private static final int DATABASES = 20;
    private static final int PER_DATABASE = 30;
    /// The times of evaluation: twice in two minutes, so that a rule that reads a later one finds it, and at that of the readers.
    private static final List<Integer> TIMES = List.of(480, 540, 600);
    /// What the rules record; the last is a metric that the databases have too.
    private static final List<String> RECORDED = List.of("job:x:sum", "job:y:rate5m", "instance:z:max", "level:w", "temperature");
    private static final List<String> LABELS = List.of("job: \"\"", "job: team", "instance: \"\"", "env: prod", "extra: x", "version: \"\"", "severity: page", "dst: a");
    private static final List<String> READERS = List.of("N", "N{job=\"a\"}", "N{job=\"team\"}", "sum by (job) (N)", "sum by (severity, extra) (N)", "N and on (job) up", "N * on (job) group_left (version) build_info", "N > 0", "N < 0", "N or up",
            "N{job=\"\"}", "N{env=\"prod\"}", "N{extra!=\"x\"}", "count by (env) (N)", "label_replace(N, \"dst\", \"$1\", \"job\", \"(.*)\")", "N / on (job, instance) P", "N unless on (job) P", "N or P", "max without (instance) (N)", "rate(N[5m])", "absent(N{job=\"a\"})", "N == 1",
            "N{severity=\"page\"} and on (severity) P{severity=\"\"}", "N - ignoring (extra) P", "{__name__=~\"job:.*\"}", "info(N)", "N + on () group_left P", "scalar(N)", "topk(1, N)", "N{instance=~\".+\"}", "max_over_time(N[5m])", "N and on (dst) up{dst=\"\"}", "N offset 1m");

    private final Random random = new Random(SEED);
    private final Lexemes words = new Lexemes(random, 0);
    private final SeriesExpressions expressions = new SeriesExpressions(random);
    private final RuleExpressions rules = new RuleExpressions(random, expressions);

    private RuleSetQuestions() {}

    static List<JsonObject> questions() {
        return new RuleSetQuestions().all();
    }

    private List<JsonObject> all() {
        SeriesDatabases databases = new SeriesDatabases(random);
        List<JsonObject> questions = new ArrayList<>();
        for (int i = 0; i < DATABASES; i++) {
            questions.add(SeriesQuestions.database("r" + i, databases.next(i)));
            for (int j = 0; j < PER_DATABASE; j++) {
                questions.add(ruleSet("r" + i));
            }
        }
        return questions;
    }

    private JsonObject ruleSet(String database) {
        JsonObject question = OracleRequests.question("rules", "");
        question.addProperty("id", database);
        StringJoiner file = new StringJoiner("\n", "groups:\n", "\n");
        int count = 2 + random.nextInt(5);
        int second = words.chance(0.5) ? count : 1 + random.nextInt(count - 1);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            if (i == 0 || i == second) {
                file.add("- name: g" + i + '\n' + (words.chance(0.4) ? "  labels: {" + labels(2) + "}\n" : "") + "  rules:");
            }
            String expr = expression(names);
            // Two rules may record one name.
            String name = words.pick(words.chance(0.1) ? RECORDED : RECORDED.subList(0, RECORDED.size() - 1));
            names.add(name);
            file.add("  - record: " + name + "\n    expr: '" + expr.replace("'", "''") + '\'' + (words.chance(0.45) ? "\n    labels: {" + labels(2) + '}' : ""));
        }
        question.addProperty("rules", file.toString());
        JsonArray times = new JsonArray();
        TIMES.forEach(times::add);
        question.add("times", times);
        JsonArray readers = new JsonArray();
        readers(List.copyOf(names)).forEach(readers::add);
        question.add("readers", readers);
        question.addProperty("at", OracleRequests.AT_SECONDS);
        return question;
    }

    private String labels(int most) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < most; i++) {
            String label = words.pick(LABELS);
            labels.put(label.split(":")[0], label);
        }
        return String.join(", ", labels.values());
    }

    private String expression(Set<String> names) {
        while (true) {
            String text = !names.isEmpty() && words.chance(0.35) ? read(List.copyOf(names)) : words.chance(0.7) ? rules.written() : expressions.vector(1 + random.nextInt(2));
            if (SeriesQuestions.isOrdered(text)) {
                return text;
            }
        }
    }

    private String read(List<String> names) {
        return words.pick(READERS).replace("N", words.pick(names)).replace("P", words.pick(names));
    }

    private Set<String> readers(List<String> names) {
        Set<String> readers = new LinkedHashSet<>();
        int count = 3 + random.nextInt(3);
        while (readers.size() < count) {
            String text = read(names);
            if (SeriesQuestions.isDetermined(text)) {
                readers.add(text);
            }
        }
        return readers;
    }
}
