package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import promc.oracle.Recorded.Answer;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Function;
import promc.promql.Functions;
import promc.promql.Parsed;
import promc.promql.Printer;
import promc.promql.Promql;
import promc.promql.ValueType;

/// Compares the front end with what Prometheus' parser said of tens of thousands of random expressions, valid and broken.
class ParserTest {
    /// Where we answer otherwise on purpose, and why.
    private static final Map<String, String> OTHERWISE = Map.of(
            "sqrt(rate OFFSET NaN)", "an offset of NaN seconds is the smallest integer where Prometheus runs on amd64, and zero on arm64: we take zero");
    /// Prometheus looks for the operator from the end of the left operand, over blanks alone, and stops at a comment before it, or at an `anchored` or
    /// `smoothed` that it does not count to the operand. We point at the operator itself.
    private static final Set<String> AT_OPERATOR = Set.of("bool modifier can only be used on comparison operators", "comparisons between scalars must use BOOL modifier");
    private static final Pattern BEFORE_OPERATOR = Pattern.compile("(?i)(?:\\s|#[^\\r\\n]*|anchored|smoothed)*");

    private final List<String> wrong = new ArrayList<>();
    private int misplaced;
    /// How many answers differ as [Release] or [#OTHERWISE] say.
    private int otherwise;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void place(Answer answer, Parsed parsed) {
        int start = parsed.problems().getFirst().span().start();
        int at = utf8(answer.expr().substring(0, start)).length;
        if (at == answer.errorByte()) {
            return;
        }
        if (Release.differs(answer, parsed)) {
            otherwise++;
            return;
        }
        misplaced++;
        boolean operator = AT_OPERATOR.contains(answer.error()) || answer.error().endsWith("must not occur in ON and GROUP clause at once");
        if (!operator || at < answer.errorByte()
                || !BEFORE_OPERATOR.matcher(new String(utf8(answer.expr()), answer.errorByte(), at - answer.errorByte(), StandardCharsets.UTF_8)).matches()) {
            wrong.add("place of " + answer.expr() + ": " + parsed.problems() + " for " + answer.errorByte() + " " + answer.error());
        }
    }

    private void compare(Answer answer) {
        Parsed parsed = Promql.parse(answer.expr(), answer.options());
        Optional<Expr> valid = parsed instanceof Parsed.Valid(String _, Expr root, List<Parsed.Comment> _) ? Optional.of(root) : Optional.empty();
        if (valid.isEmpty() && !answer.ok()) {
            place(answer, parsed);
        } else if (valid.isEmpty()) {
            expected(Release.differs(answer, parsed), "refused " + answer.expr() + ": " + parsed.problems());
        } else if (!answer.ok()) {
            expected(Release.refuses(answer, valid.get()), "accepted " + answer.expr() + ": " + answer.error());
        } else if (!valid.get().type().shortName().equals(answer.type())) {
            wrong.add("type of " + answer.expr() + ": " + valid.get().type() + " for " + answer.type());
        } else if (!Printer.print(valid.get()).equals(answer.text())) {
            boolean known = OTHERWISE.containsKey(answer.expr()) || Release.prints(answer, valid.get());
            expected(known, "text of " + answer.expr() + ": " + Printer.print(valid.get()) + " for " + answer.text());
        }
    }

    /// Counts a difference that has its reason, or notes it as wrong.
    private void expected(boolean known, String difference) {
        if (known) {
            otherwise++;
        } else {
            wrong.add(difference);
        }
    }

    private void report(String what, List<Answer> answers) {
        long invalid = answers.stream().filter(answer -> !answer.ok()).count();
        System.out.printf("%s: %d of %d answers agree in validity, type and text, %d differ for a reason that is listed; %d of %d first errors begin elsewhere%n",
                what, answers.size() - wrong.size() - otherwise, answers.size(), otherwise, misplaced, invalid);
        assertThat(wrong).isEmpty();
    }

    @Test void expressions() throws IOException {
        List<Answer> answers = Recorded.answers("expressions");
        answers.forEach(this::compare);
        report("expressions", answers);
        assertThat(misplaced).as("first errors that we place elsewhere").isLessThanOrEqualTo(4);
        assertThat(otherwise).as("answers that differ for a reason").isLessThanOrEqualTo(answers.size() / 50);
    }

    @Test void expressionsAreManyAndOfEveryKind() throws IOException {
        List<Answer> answers = Recorded.answers("expressions");
        Set<String> distinct = answers.stream().map(Answer::expr).collect(Collectors.toSet());
        assertThat(distinct).hasSizeGreaterThanOrEqualTo(20_000);
        long valid = answers.stream().filter(Answer::ok).count();
        assertThat(100 * valid / answers.size()).as("percentage of valid expressions").isBetween(40L, 60L);
        Set<String> seen = new HashSet<>();
        answers.stream().filter(Answer::ok).forEach(answer -> Promql.parse(answer.expr(), answer.options()).expr().ifPresent(root -> root.forEach(expr -> {
            switch (expr) {
                case Expr.Call call -> seen.add(call.name().text());
                case Expr.Aggregation aggregation -> seen.add(aggregation.op().keyword());
                case Expr.Binary binary -> seen.add(binary.op().symbol());
                default -> { }
            }
        })));
        Set<String> all = new TreeSet<>();
        Functions.all().forEach(function -> all.add(function.name()));
        Stream.of(Aggregator.values()).forEach(op -> all.add(op.keyword()));
        Stream.of(BinaryOp.values()).forEach(op -> all.add(op.symbol()));
        assertThat(seen).containsAll(all);
        OTHERWISE.keySet().forEach(expr -> assertThat(distinct).contains(expr));
    }

    @Test void selectors() throws IOException {
        List<JsonObject> recorded = Recorded.read("selectors");
        List<Answer> answers = Recorded.answers("selectors");
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            Parsed parsed = Promql.parseSelector(answer.expr(), answer.options());
            if (!answer.ok() && !parsed.problems().isEmpty()) {
                place(answer, parsed);
            } else if (answer.ok() != parsed.problems().isEmpty()) {
                wrong.add("validity of " + answer.expr() + ": " + parsed.problems() + " for " + answer.error());
            } else {
                List<String> expected = strings(recorded.get(i).getAsJsonArray("matchers"));
                List<String> matchers = matchers((Expr.VectorSelector) parsed.expr().orElseThrow());
                if (!matchers.equals(expected)) {
                    wrong.add("matchers of " + answer.expr() + ": " + matchers + " for " + expected);
                }
            }
        }
        report("selectors", answers);
    }

    /// The name in front counts as the last matcher.
    private static List<String> matchers(Expr.VectorSelector selector) {
        List<String> matchers = new ArrayList<>(selector.matchers().stream().map(Printer::print).toList());
        selector.name().ifPresent(name -> matchers.add("__name__=\"" + name.text() + '"'));
        return matchers;
    }

    private static List<String> strings(Iterable<JsonElement> array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.getAsString()));
        return strings;
    }

    /// What Prometheus' formatter writes is the same expression, but where its canonical text is not even valid (`info(x, {})` without its braces) or is
    /// another expression (`offset 1e-9` as `0s`, `Inf ^ x` as `+Inf ^ x`).
    @Test void formatted() throws IOException {
        List<Answer> answers = Recorded.answers("formats").stream().filter(Answer::ok)
                .filter(answer -> printed(printed(answer.expr(), answer), answer).equals(printed(answer.expr(), answer))).toList();
        assertThat(answers).hasSizeGreaterThanOrEqualTo(3_000);
        for (Answer answer : answers) {
            String before = Promql.parse(answer.expr(), answer.options()).expr().map(Release::canonical).orElse("refused");
            String after = printed(answer.text(), answer);
            if (!after.equals(before)) {
                wrong.add(answer.expr() + ": " + before + " for " + answer.text());
            }
        }
        report("formats", answers);
    }

    private static String printed(String expr, Answer answer) {
        return Promql.parse(expr, answer.options()).expr().map(Printer::print).orElse("refused " + expr);
    }

    @Test void functions() throws IOException {
        List<String> expected = new ArrayList<>();
        for (JsonElement element : Recorded.read("functions").getFirst().getAsJsonArray("functions")) {
            JsonObject f = element.getAsJsonObject();
            int listed = f.getAsJsonArray("args").size();
            int variadic = f.get("variadic").getAsInt();
            int least = variadic == 0 ? listed : listed - 1;
            String most = variadic < 0 ? "many" : String.valueOf(variadic == 0 ? listed : least + variadic);
            expected.add(String.join(" ", f.get("name").getAsString(), strings(f.getAsJsonArray("args")).toString(), String.valueOf(least), most,
                    f.get("returns").getAsString(), f.get("experimental").getAsString()));
        }
        assertThat(Functions.all().stream().map(ParserTest::signature).sorted()).containsExactlyElementsOf(expected.stream().sorted().toList());
    }

    private static String signature(Function f) {
        return String.join(" ", f.name(), f.args().stream().map(ValueType::shortName).toList().toString(), String.valueOf(f.minArgs()),
                f.maxArgs() == Integer.MAX_VALUE ? "many" : String.valueOf(f.maxArgs()), f.returns().shortName(), String.valueOf(f.experimental()));
    }
}
