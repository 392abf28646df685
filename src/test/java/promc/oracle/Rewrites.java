package promc.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Questions about safe fixes: an expression and what the fix makes of it, evaluated over the same random database.
final class Rewrites {
    static final String LITERAL = "promql/regex-matches-literal";
    static final String EVERYTHING = "promql/regex-matches-everything";
    static final String DUPLICATE = "promql/duplicate-matcher";
    static final String REDUNDANT = "promql/redundant-matcher";
    static final String ANCHORED = "promql/regex-anchored-twice";
    /// The checks whose safe fixes are proved on results.
    static final List<String> CHECKS = List.of(LITERAL, EVERYTHING, DUPLICATE, REDUNDANT, ANCHORED, LabelRewrites.GONE, LabelRewrites.COPIED, LabelRewrites.TWICE, ShapeRewrites.NO_OP, ShapeRewrites.SORTED);
    /// How many pairs each check has.
    private static final int PAIRS = 220;
    private static final int DRAWN = 250;
    private static final int DATABASES = 10;
    private static final List<String> LITERALS = List.of("a", "prod", "a", "b", "prod", "a\\\\.b", "a\\\\|b", "^a$", "(?:prod)", "[a]", "", "^$", "500", "a\\\\.b$", "\\\\Qa.b\\\\E");
    private static final List<String> ALL_MATCHING = List.of(".*", "^.*$", "(.*)", ".*|a", "(?:.|a)*", ".*.*", "(|.+)", "(?s:.*)", ".{0,}", "(.|\\n)*");
    private static final List<String> ANCHORED_TWICE = List.of("^(a|prod)$", "^a.*", ".*b$", "^a|prod$", "(^a.*|prod)", "^.+$", "\\\\Aa.*\\\\z", "(?m)^a.*$", "^(?i)A.*",
            "^[ab]$", "(^a|^prod)(.*)$", "^5..$", "^(500|503|)$", "^|a.b$", "^a\\\\.b|axb$", "(?:^a|p).*$", "^^a|b$$", "(?i:^A)(.b$)?$", "^(a$|b)", "^(?-s:a.*)$", "(^)a.*($)");
    private static final List<String> ASIDE = List.of("job!=\"\"", "code=~\"5.*|\"", "instance!=\"b\"", "le=\"\"", "job!~\"prod\"", "job=~\"a.*|prod\"", "code!=\"200\"");
    /// Matchers of one label, of which the others imply at least one.
    private static final List<List<String>> IMPLIED = List.of(List.of("job=\"a\"", "job!=\"\""), List.of("job=~\"a.*\"", "job!=\"prod\""), List.of("code=~\"5..\"", "code!=\"200\""),
            List.of("job=~\"a|prod\"", "job=~\"prod|a\""), List.of("instance=~\"a|b\"", "instance=~\"a|b|a\\\\.b\""), List.of("job=~\"a.+\"", "job=~\"a.*\""),
            List.of("nowhere=\"\"", "nowhere!=\"x\""), List.of("nowhere!~\".+\"", "nowhere!=\"a\""), List.of("le=\"\"", "le!=\"1\""), List.of("code!~\"5..\"", "code!=\"500\""),
            List.of("job!~\"a.*\"", "job!=\"a\""), List.of("instance=~\"(?i)A\"", "instance=~\"a|A|b\""), List.of("job=~\"a[.|x]b\"", "job=~\"a.b\""),
            List.of("code=~\"|200\"", "code!=\"500\""), List.of("job=~\"a.*\"", "job!=\"a\"", "job=~\"a.+|prod\""), List.of("job=~\"a.b\"", "job!~\"prod|b.*\""),
            List.of("instance!~\"a|b\"", "instance!~\"b\"", "instance!=\"a\""), List.of("job=~\".+\"", "job!=\"\""), List.of("code=~\"5.*|\"", "code=~\"5.*|2.*|\"", "code!~\"4..\""));
    /// Where a matcher that stays a regex may be rewritten too.
    private static final List<String> ABSENT = List.of("absent(S)", "absent_over_time(R)", "absent((S offset 1m))", "absent_over_time(S[5m:1m])");
    /// Where the selector stands: S is an instant one, R one with the range.
    private static final List<String> CONTEXTS = List.of("S", "S", "sum(S)", "sum by (job) (S)", "count without (instance) (S)", "rate(R)", "sum by (code) (increase(R))",
            "max_over_time(R)", "S > 1", "1 - S", "S and on (job) up", "up unless on (job, instance) S", "S or vector(7)", "S * on (job, instance) group_left up",
            "topk(2, S)", "histogram_quantile(0.5, sum by (le) (rate(R)))", "label_replace(S, \"dst\", \"$1\", \"job\", \"(.*)\")", "count_values(\"v\", S)",
            "max_over_time(sum by (job) (S)[5m:1m])", "S offset 2m", "S @ 300", "scalar(S)", "sort_desc(S)", "quantile(0.9, S)", "timestamp(S)", "absent(sum(S))",
            "S == bool 1", "-S", "(S)", "avg(S) / count(S)", "S + ignoring (code) group_right S");

    private final String check;
    private final Random random;
    private final Lexemes words;

    private Rewrites(String check) {
        this.check = check;
        this.random = new Random(check.hashCode());
        this.words = new Lexemes(random, 0);
    }

    /// Pairs of questions: the first of each has the id of the check, the second `fixed`.
    static List<JsonObject> questions() {
        List<JsonObject> questions = new ArrayList<>();
        for (String check : CHECKS) {
            new Rewrites(check).pairs(questions);
        }
        return questions;
    }

    private void pairs(List<JsonObject> questions) {
        Set<String> drawn = new LinkedHashSet<>();
        while (drawn.size() < DRAWN) {
            drawn.add(expression());
        }
        Databases databases = new Databases(random);
        List<String> before = new ArrayList<>(drawn);
        List<String> after = new ArrayList<>(new RuleFixes(check).apply(before));
        // A matcher added aside may contradict the faulty one, and then another check has the word.
        for (int i = DRAWN - 1; i >= 0; i--) {
            if (before.get(i).equals(after.get(i))) {
                before.remove(i);
                after.remove(i);
            }
        }
        for (int i = 0; i < DATABASES; i++) {
            JsonArray database = databases.next();
            for (int pair = i * PAIRS / DATABASES; pair < (i + 1) * PAIRS / DATABASES; pair++) {
                questions.add(evaluation(check, before.get(pair), database));
                questions.add(evaluation("fixed", after.get(pair), database));
            }
        }
    }

    private static JsonObject evaluation(String id, String expression, JsonArray database) {
        JsonObject question = OracleRequests.evaluation("eval", expression, database);
        question.addProperty("id", id);
        return question;
    }

    private String expression() {
        if (LabelRewrites.CHECKS.contains(check)) {
            return new LabelRewrites(random, words).expression(check);
        }
        if (ShapeRewrites.CHECKS.contains(check)) {
            return new ShapeRewrites(random, words).expression(check);
        }
        boolean staysRegex = check.equals(ANCHORED);
        String context = staysRegex && words.chance(0.08) ? words.pick(ABSENT) : words.pick(CONTEXTS);
        String selector = selector();
        return context.replace("S", selector).replace("R", selector + "[5m]");
    }

    private String selector() {
        List<String> matchers = new ArrayList<>(faulty());
        if (words.chance(0.4)) {
            matchers.add(words.pick(ASIDE));
        }
        if (words.chance(0.15)) {
            matchers.add(words.pick(List.of("instance=~\".+\"", "le=~\"1|\"", pattern("job", 0))));
        }
        String metric = words.pick(Databases.METRICS);
        if (words.chance(0.15)) {
            return '{' + shuffled(matchers, check.equals(LITERAL) ? "__name__=~\"" + metric + '"' : "__name__=\"" + metric + '"') + '}';
        }
        return words.chance(0.1) ? '{' + shuffled(matchers, '"' + metric + '"') + '}' : metric + '{' + shuffled(matchers) + '}';
    }

    /// The matchers of which the check takes one away, or rewrites one.
    private List<String> faulty() {
        return switch (check) {
            case DUPLICATE -> {
                String twice = words.pick(ASIDE);
                String again = words.chance(0.3) ? twice.replace('"', '\'') : words.chance(0.2) ? twice.replaceFirst("(\\w+)", "\"$1\"") : twice;
                yield List.of(twice, again);
            }
            case REDUNDANT -> words.pick(IMPLIED);
            default -> List.of(pattern(words.pick(List.of("job", "job", "instance", "instance", "code", "le", "nowhere")), check.equals(EVERYTHING) ? 0 : 0.3));
        };
    }

    /// A matcher with a pattern that the check is about, where it is about patterns.
    private String pattern(String label, double negated) {
        List<String> patterns = switch (check) {
            case LITERAL -> LITERALS;
            case EVERYTHING -> ALL_MATCHING;
            default -> ANCHORED_TWICE;
        };
        return label + (words.chance(negated) ? "!~" : "=~") + '"' + words.pick(patterns) + '"';
    }

    private String shuffled(List<String> matchers, String more) {
        List<String> all = new ArrayList<>(matchers);
        all.add(more);
        return shuffled(all);
    }

    private String shuffled(List<String> matchers) {
        Collections.shuffle(matchers, random);
        return String.join(words.chance(0.5) ? ", " : ",", matchers) + (words.chance(0.1) ? "," : "");
    }
}
