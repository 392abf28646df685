package promc.oracle;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/// Writes the questions for the oracle program, one JSON object a line, a file for each kind, into the folder named by the first argument. Run by
/// `src/test/oracle/regenerate`; the same sources write the same bytes.
public final class OracleRequests {
    private static final long SEED = 3_14_0;
    private static final int VALID = 11_000;
    private static final int WITH_SLIPS = 4_000;
    private static final int MUTATED = 12_500;
    private static final int SELECTORS = 3_000;
    private static final int FORMATS = 3_200;
    private static final int REACHES = 4_000;
    static final int AT_SECONDS = 600;
    /// One expression in so many is asked with the options of a server without flags, too.
    private static final int DEFAULTS_EVERY = 8;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private OracleRequests() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Files.createDirectories(folder);
        write(folder.resolve("expressions.jsonl"), expressions());
        write(folder.resolve("selectors.jsonl"), selectors());
        write(folder.resolve("formats.jsonl"), formats());
        write(folder.resolve("functions.jsonl"), List.of(question("functions", "")));
        write(folder.resolve("rewrites.jsonl"), Rewrites.questions());
        write(folder.resolve("labels.jsonl"), LabelQuestions.questions());
        write(folder.resolve("evaluations.jsonl"), evaluations());
        write(folder.resolve("series.jsonl"), SeriesQuestions.questions());
        write(folder.resolve("rules.jsonl"), RuleSetQuestions.questions());
        write(folder.resolve("reach.jsonl"), reaches());
        write(folder.resolve("relabel.jsonl"), RelabelQuestions.questions());
        write(folder.resolve("equivalences.jsonl"), EquivalenceQuestions.questions());
        write(folder.resolve("templates.jsonl"), TemplateQuestions.questions());
        write(folder.resolve("configs.jsonl"), ConfigQuestions.questions());
    }

    private static void write(Path file, List<JsonObject> questions) throws IOException {
        Files.write(file, questions.stream().map(GSON::toJson).toList());
    }

    static JsonObject question(String op, String expr) {
        JsonObject question = new JsonObject();
        question.addProperty("op", op);
        question.addProperty("expr", expr);
        return question;
    }

    /// Asks what the instant value of `expr` is over `database` after ten minutes.
    static JsonObject evaluation(String op, String expr, JsonArray database) {
        JsonObject question = question(op, expr);
        question.add("series", database);
        question.addProperty("interval", "1m");
        question.addProperty("at", AT_SECONDS);
        return question;
    }

    private static Set<String> distinct(int count, Supplier<String> next) {
        Set<String> texts = new LinkedHashSet<>();
        while (texts.size() < count) {
            texts.add(next.get());
        }
        return texts;
    }

    private static List<JsonObject> expressions() {
        ExpressionGenerator valid = new ExpressionGenerator(SEED, 0);
        ExpressionGenerator slipping = new ExpressionGenerator(SEED + 1, 0.1);
        ExpressionGenerator origins = new ExpressionGenerator(SEED + 2, 0);
        Mutator mutator = new Mutator(SEED + 3);
        int[] turn = new int[1];
        Set<String> texts = distinct(VALID, () -> valid.text(turn[0]++ % 6));
        texts.addAll(distinct(WITH_SLIPS, () -> slipping.text(turn[0]++ % 5)));
        texts.addAll(distinct(MUTATED, () -> mutator.mutate(origins.tokens(turn[0]++ % 4))));
        List<JsonObject> questions = new ArrayList<>();
        for (String text : texts) {
            questions.add(question("parse", text));
            if (questions.size() % DEFAULTS_EVERY == 0) {
                JsonObject question = question("parse", text);
                question.addProperty("options", "default");
                questions.add(question);
            }
        }
        return questions;
    }

    private static List<JsonObject> selectors() {
        ExpressionGenerator valid = new ExpressionGenerator(SEED + 4, 0.01);
        ExpressionGenerator expressions = new ExpressionGenerator(SEED + 5, 0);
        Mutator mutator = new Mutator(SEED + 6);
        int[] turn = new int[1];
        return distinct(SELECTORS, () -> switch (turn[0]++ % 10) {
            case 0 -> expressions.text(1);
            case 1, 2, 3 -> mutator.mutate(List.of(valid.selectorText().split("(?<=[{},=~])|(?=[{},=!])")));
            default -> valid.selectorText();
        }).stream().map(text -> question("selector", text)).toList();
    }

    /// A few expressions over a small database, whose results [EvaluationTest] knows by heart.
    private static List<JsonObject> evaluations() {
        JsonArray database = new JsonArray();
        List.of("up{job=\"a\",instance=\"i\"} 1x20", "up{job=\"b\"} 0x20", "requests_total{job=\"a\"} 0+60x20", "gone{job=\"a\"} 1 2 3 stale",
                "target_info{job=\"a\",instance=\"i\",v=\"1\",w=\"2\"} 1x20", "h {{schema:0 count:3 sum:6 buckets:[1 2]}}x20").forEach(database::add);
        List<JsonObject> questions = new ArrayList<>();
        for (String expr : EvaluationTest.RESULTS.keySet()) {
            questions.add(evaluation("eval", expr, database));
        }
        return questions;
    }

    /// Expressions with ranges and modifiers, evaluated long after 1970.
    private static List<JsonObject> reaches() {
        ExpressionGenerator generator = new ExpressionGenerator(SEED + 8, 0);
        int[] turn = new int[1];
        return distinct(REACHES, () -> {
            String text = generator.text(1 + turn[0]++ % 6);
            while (!text.contains("[") && !text.contains("@") && !text.toLowerCase(Locale.ROOT).contains("offset")) {
                text = generator.text(1 + turn[0]++ % 6);
            }
            return text;
        }).stream().map(text -> {
            JsonObject question = question("reach", text);
            question.addProperty("at", ReachOracleTest.AT_SECONDS);
            return question;
        }).toList();
    }

    private static List<JsonObject> formats() {
        ExpressionGenerator generator = new ExpressionGenerator(SEED + 7, 0);
        int[] turn = new int[1];
        return distinct(FORMATS, () -> generator.text(2 + turn[0]++ % 9)).stream().map(text -> question("format", text)).toList();
    }
}
