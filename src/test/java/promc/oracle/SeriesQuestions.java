package promc.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import promc.promql.Aggregator;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Subquery;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.promql.ValueType;

/// Questions about what an expression returns: first the databases, then expressions that are asked over all of them, so that facts can be told over
/// all, and then some for each database alone.
final class SeriesQuestions {
    private static final long SEED = 3_14_2;
    static final int DATABASES = 60;
    private static final int PER_DATABASE = 60;
    /// How the expressions that are asked over all databases came about, and how many of each kind there are.
    static final Map<String, Integer> KINDS = new LinkedHashMap<>();
    /// The kind of [CornerExpressions].
    static final String CORNER = "corner";
    private static final Pattern DEEP = Pattern.compile("(?s).{600,}");

    static {
        KINDS.put("random", 900);
        KINDS.put("written", 600);
        KINDS.put("empty", 300);
    }

    private final Random random = new Random(SEED);
    private final SeriesExpressions expressions = new SeriesExpressions(random);
    private final RuleExpressions rules = new RuleExpressions(random, expressions);
    private final Map<String, Boolean> seen = new LinkedHashMap<>();

    private SeriesQuestions() {}

    static List<JsonObject> questions() {
        return new SeriesQuestions().all();
    }

    private List<JsonObject> all() {
        SeriesDatabases databases = new SeriesDatabases(random);
        List<JsonObject> questions = new ArrayList<>();
        for (int i = 0; i < DATABASES; i++) {
            questions.add(database("d" + i, databases.next(i)));
        }
        KINDS.forEach((kind, count) -> {
            for (int i = 0; i < count; i++) {
                int depth = 1 + i % 5;
                questions.add(question(kind, distinct(() -> switch (kind) {
                    case "written" -> rules.written();
                    case "empty" -> rules.empty();
                    default -> expressions.next(depth);
                })));
            }
        });
        CornerExpressions.ALL.stream().filter(SeriesQuestions::isDetermined).forEach(text -> questions.add(question(CORNER, text)));
        for (int i = 0; i < DATABASES; i++) {
            for (int j = 0; j < PER_DATABASE; j++) {
                int depth = 1 + j % 5;
                JsonObject question = question("random", distinct(() -> words(depth)));
                question.addProperty("id", "d" + i);
                questions.add(question);
            }
        }
        return questions;
    }

    private String words(int depth) {
        return random.nextInt(3) == 0 ? rules.written() : expressions.next(depth);
    }

    private String distinct(Supplier<String> next) {
        while (true) {
            String text = next.get();
            if (!DEEP.matcher(text).matches() && seen.put(text, true) == null && isDetermined(text)) {
                return text;
            }
        }
    }

    static JsonObject database(String id, JsonArray series) {
        JsonObject question = OracleRequests.question("database", "");
        question.addProperty("id", id);
        question.add("series", series);
        question.addProperty("interval", "1m");
        return question;
    }

    private static JsonObject question(String kind, String expr) {
        JsonObject question = OracleRequests.question("series", expr);
        question.addProperty("kind", kind);
        question.addProperty("at", OracleRequests.AT_SECONDS);
        return question;
    }

    /// A vector or scalar of which the engine makes the same each time. It goes through the series of some operations in any order, and some others depend
    /// on that order, by ties or in the last digit.
    static boolean isDetermined(String text) {
        return Promql.parse(text, Recorded.ALL) instanceof Parsed.Valid valid && isDetermined(valid.root());
    }

    /// Determined, and in an order that is the same each time, in which a storage then keeps it.
    static boolean isOrdered(String text) {
        return Promql.parse(text, Recorded.ALL) instanceof Parsed.Valid valid && isDetermined(valid.root()) && !comesInAnyOrder(valid.root(), false);
    }

    private static boolean isDetermined(Expr root) {
        return (root.type() == ValueType.VECTOR || root.type() == ValueType.SCALAR) && isDetermined(root, false);
    }

    private static boolean isDetermined(Expr expr, boolean inSubquery) {
        boolean matters = expr instanceof Aggregation aggregation && dependsOnOrder(aggregation.op()) || expr instanceof Call call && call.function().name().startsWith("histogram_");
        boolean steps = inSubquery || expr instanceof Subquery;
        return expr.children().stream().allMatch(child -> isDetermined(child, steps) && !(matters && comesInAnyOrder(child, steps)));
    }

    private static boolean dependsOnOrder(Aggregator op) {
        return switch (op) {
            case MIN, MAX, COUNT, GROUP -> false;
            default -> true;
        };
    }

    /// What has been computed at several steps comes in any order.
    private static boolean comesInAnyOrder(Expr expr, boolean inSubquery) {
        boolean here = switch (expr) {
            case Subquery ignored -> true;
            case Aggregation aggregation -> inSubquery || aggregation.op() == Aggregator.COUNT_VALUES;
            case Call call -> call.function().name().equals("info") || inSubquery && !call.function().args().contains(ValueType.MATRIX);
            case Binary binary -> inSubquery || binary.fill().isPresent();
            default -> false;
        };
        return here || expr.children().stream().anyMatch(child -> comesInAnyOrder(child, inSubquery));
    }
}
