package promc.oracle;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import promc.promql.Parsed;
import promc.promql.Promql;

/// Questions about expressions that may be the same: random ones with variants of each, asked over the same databases.
final class EquivalenceQuestions {
    private static final long SEED = 3_14_9;
    static final int DATABASES = 12;
    private static final int ORIGINS = 1_800;
    private static final int VARIANTS = 3;
    private static final int MAX_LENGTH = 400;
    /// The kinds of questions: an expression, and the variants that follow it.
    static final String ORIGIN = "origin";
    static final String VARIANT = "variant";

    private EquivalenceQuestions() {}

    static List<JsonObject> questions() {
        Random random = new Random(SEED);
        SeriesExpressions expressions = new SeriesExpressions(random);
        RuleExpressions rules = new RuleExpressions(random, expressions);
        Variants variants = new Variants(random);
        SeriesDatabases databases = new SeriesDatabases(random);
        List<JsonObject> questions = new ArrayList<>();
        for (int i = 0; i < DATABASES; i++) {
            questions.add(SeriesQuestions.database("d" + i, databases.next(i)));
        }
        for (int i = 0; i < ORIGINS; i++) {
            String origin;
            do {
                origin = random.nextInt(3) == 0 ? rules.written() : expressions.next(1 + i % 3);
            } while (!isFit(origin));
            questions.add(question(ORIGIN, origin));
            Set<String> different = new LinkedHashSet<>(List.of(origin));
            for (int tries = 0; tries < 4 * VARIANTS && different.size() <= VARIANTS; tries++) {
                String variant = variants.of(origin, 1 + random.nextInt(3));
                if (isFit(variant) && different.add(variant)) {
                    questions.add(question(VARIANT, variant));
                }
            }
        }
        return questions;
    }

    private static boolean isFit(String text) {
        return text.length() < MAX_LENGTH && Promql.parse(text, Recorded.ALL) instanceof Parsed.Valid && SeriesQuestions.isDetermined(text);
    }

    private static JsonObject question(String kind, String expr) {
        JsonObject question = OracleRequests.question("series", expr);
        question.addProperty("kind", kind);
        question.addProperty("at", OracleRequests.AT_SECONDS);
        return question;
    }
}
