package promc.oracle;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Random relabel rules, as people write them and as nobody would, with random label sets; and scrape jobs with targets and what these expose.
final class RelabelQuestions {
    private static final long SEED = 4_20;
    private static final int RULE_LISTS = 3_400;
    private static final int SETS = 8;
    private static final int JOBS = 900;
    private static final int EXPOSED = 6;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    static final List<String> NAMES = List.of("job", "instance", "a", "b", "tmp_a", "__meta_x_label_a", "__meta_x_label_job", "__address__", "__name__", "exported_job");
    private static final List<String> VALUES = List.of("", "x", "y", "foo", "Foo-Bar", "foo;bar", "host:9100", "10.0.0.1:80", "/metrics", "true", "é1", "a", "b", "x;y", "go_goroutines", "1\n2");
    private static final List<String> REGEXES = List.of("(.*)", "(.+)", ".*", ".+", "", "x", "foo|x", "(foo|x)", "(?i)FOO.*", "([^:]+)(?::\\d+)?", "([^:]+)(?::\\d+)?;(\\d+)", "(.*);(.*)", "(.+);(.+)",
            "foo;bar", "x;y", ";", ";+", "(.*)\\d", "(?P<host>[^:]*):(?P<port>\\d+)", "(a)|(b)", "(a|b|)", "(?:(f)(o)*)*(-?.*)", "(x+?)(x*)", "go_.*", "[a-z]+", "(\\w+)-(\\w+)", "x)|(y", "^x$", "a.*", "()",
            "((a)|b)+", "(a*)*", "(a|b)*?(.*)", "\\bfoo\\b.*", "true", "(.)(.*)", "(.*)(.)", ".{2}(.*)", "$", "(o|oo)(o*)");
    private static final List<String> NAME_REGEXES = List.of("__meta_x_label_(.+)", "__meta_x_(.+)", "tmp_.*", "a|b", "(a|b)", "(.*)", "job", "instance|job", "__.*", "[a-z_]+", "_*(.*)", "(.)(.*)", "x)|(a", "(exported_)?(job)",
            "__name__|job|a", "__name__", "(?i)A", "_");
    private static final List<String> REPLACEMENTS = List.of("$1", "${1}", "$2", "$1:$2", "x", "", "$0", "prefix-$1", "${host}-$port", "$1x", "${1}x", "$$1", "$", "${", "$nope", "a$2$1", "static value", "$01", "${3}");
    private static final List<String> TARGETS = List.of("job", "instance", "a", "b", "c", "tmp_a", "__tmp", "__address__", "__name__", "__param_target", "$1", "l_$1", "${1}_x", "${2}");
    private static final List<String> SEPARATORS = List.of(";", "", ":", "/", "@");
    private static final List<String> ACTIONS = List.of("replace", "replace", "replace", "replace", "keep", "drop", "keepequal", "dropequal", "hashmod", "labelmap", "labelmap", "labeldrop", "labelkeep", "lowercase", "uppercase",
            "Replace", "KEEP");

    private final Random random;
    private final Lexemes words;

    private RelabelQuestions(Random random) {
        this.random = random;
        this.words = new Lexemes(random, 0);
    }

    static List<JsonObject> questions() {
        RelabelQuestions generator = new RelabelQuestions(new Random(SEED));
        List<JsonObject> questions = new ArrayList<>();
        for (int i = 0; i < RULE_LISTS; i++) {
            questions.add(generator.rules(i % 10 == 0));
        }
        for (int i = 0; i < JOBS; i++) {
            questions.add(generator.job());
        }
        return questions;
    }

    private JsonObject question(String op, JsonObject asked) {
        JsonObject question = OracleRequests.question(op, "");
        question.add("relabel", asked);
        return question;
    }

    private JsonObject rules(boolean odd) {
        JsonObject asked = new JsonObject();
        asked.addProperty("rules", list(1 + random.nextInt(5), odd ? 0.3 : 0.02, false));
        if (words.chance(0.2)) {
            asked.addProperty("scheme", "legacy");
        }
        JsonArray sets = new JsonArray();
        for (int i = 0; i < SETS; i++) {
            sets.add(set(NAMES, 0.4));
        }
        asked.add("sets", sets);
        return question("relabel", asked);
    }

    private JsonObject set(List<String> names, double most) {
        Map<String, String> labels = new TreeMap<>();
        names.stream().filter(name -> words.chance(most)).forEach(name -> labels.put(name, words.pick(VALUES)));
        labels.values().removeIf(String::isEmpty);
        return GSON.toJsonTree(labels).getAsJsonObject();
    }

    private String list(int count, double slips, boolean distinct) {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rules.append("- ").append(rule(slips, distinct)).append('\n');
        }
        return rules.toString();
    }

    private static String quoted(String text) {
        return GSON.toJson(text);
    }

    /// A rule in flow style. Fields that its action does not take are there by a slip only. If `distinct`, no two labels are mapped to one name.
    private String rule(double slips, boolean distinct) {
        String action = words.pick(ACTIONS);
        boolean names = action.startsWith("label");
        boolean equal = action.endsWith("equal");
        Map<String, String> fields = new LinkedHashMap<>();
        if (!action.equals("replace") || words.chance(0.3)) {
            fields.put("action", action);
        }
        if (!names && words.chance(0.92) || words.chance(slips)) {
            List<String> sources = new ArrayList<>();
            for (int i = random.nextInt(10) < 6 ? 1 : random.nextInt(4); i > 0; i--) {
                sources.add(quoted(words.pick(NAMES)));
            }
            fields.put("source_labels", sources.toString());
        }
        if (!equal && (names || words.chance(0.75)) || words.chance(slips)) {
            fields.put("regex", words.chance(slips / 2) ? "" : quoted(words.pick(names ? NAME_REGEXES : REGEXES)));
        }
        if (!names && !equal && words.chance(0.15) || words.chance(slips)) {
            fields.put("separator", words.chance(slips) ? "" : quoted(words.pick(SEPARATORS)));
        }
        boolean target = List.of("replace", "hashmod", "keepequal", "dropequal", "lowercase", "uppercase").contains(action.toLowerCase());
        if (target && !words.chance(slips) || words.chance(slips)) {
            List<String> plain = TARGETS.stream().filter(name -> !name.contains("$")).toList();
            fields.put("target_label", quoted(words.pick(action.equalsIgnoreCase("replace") || words.chance(slips) ? TARGETS : plain)));
        }
        if ((action.equalsIgnoreCase("replace") || action.equals("labelmap")) && words.chance(0.7) || words.chance(slips)) {
            fields.put("replacement", words.chance(slips / 2) ? "" : quoted(words.pick(action.equals("labelmap") && words.chance(0.7) ? List.of("$1", "x_$1", "job", "${2}_$1") : REPLACEMENTS)));
        }
        if (distinct && action.equals("labelmap")) {
            fields.put("replacement", quoted("x_$0"));
        }
        if (action.equals("hashmod") || words.chance(slips)) {
            fields.put("modulus", words.pick(List.of("1", "2", "8", "1000", "18446744073709551615", "0x10")));
        }
        return fields.entrySet().stream().map(field -> field.getKey() + ": " + field.getValue()).collect(Collectors.joining(", ", "{", "}"));
    }

    /// A job whose target comes from the static configuration that it has, or from Kubernetes.
    private JsonObject job() {
        boolean discovered = words.chance(0.4);
        Map<String, String> group = new TreeMap<>();
        for (String name : discovered ? List.of("__meta_kubernetes_namespace", "__meta_kubernetes_pod_label_a", "__meta_kubernetes_pod_label_job") : List.of("a", "job", "instance", "exported_job", "env", "__param_target")) {
            if (words.chance(0.35)) {
                group.put(name, words.pick(List.of("x", "y", "foo", "a:1")));
            }
        }
        Map<String, String> target = Map.of("__address__", words.pick(List.of("h:1", "10.0.0.1:80", "x")));
        StringBuilder job = new StringBuilder("scrape_configs:\n- job_name: ").append(words.pick(List.of("j", "x", "node"))).append('\n');
        if (words.chance(0.4)) {
            job.append("  honor_labels: true\n");
        }
        if (words.chance(0.2)) {
            job.append("  params: {module: [http, other], \"match[]\": []}\n");
        }
        if (words.chance(0.1)) {
            job.append("  metric_name_validation_scheme: legacy\n  metric_name_escaping_scheme: underscores\n");
        }
        if (!discovered) {
            job.append("  static_configs:\n  - targets: [").append(target.get("__address__")).append(", other:1]\n    labels: ").append(GSON.toJson(group)).append('\n');
        }
        if (words.chance(0.7)) {
            // Prometheus goes through the labels of a target in any order: a second one that is mapped to the same name would make another answer each time.
            job.append("  relabel_configs:\n").append(list(1 + random.nextInt(3), 0.01, true).indent(2));
        }
        if (words.chance(0.7)) {
            job.append("  metric_relabel_configs:\n").append(list(1 + random.nextInt(3), 0.01, false).indent(2));
        }
        JsonObject asked = new JsonObject();
        asked.addProperty("job", job.toString());
        if (discovered) {
            // The program that answers knows no discoveries, and takes what they found.
            asked.addProperty("discovery", "  kubernetes_sd_configs: [{role: pod}]\n");
        }
        asked.add("target", GSON.toJsonTree(target));
        asked.add("group", GSON.toJsonTree(group));
        JsonArray exposed = new JsonArray();
        for (int i = 0; i < EXPOSED; i++) {
            JsonObject labels = set(List.of("job", "instance", "a", "b", "exported_job", "exported_exported_job", "exported_instance"), 0.3);
            if (words.chance(0.1)) {
                labels.addProperty("instance", "");
            }
            labels.addProperty("__name__", words.pick(List.of("up", "go_goroutines", "x")));
            exposed.add(labels);
        }
        asked.add("exposed", exposed);
        return question("scrape", asked);
    }
}
