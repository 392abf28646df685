package promc.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import promc.promql.grammar.PromQLLexer;
import promc.testing.Shared;

/// Compares the front end with what the real Prometheus 3.14 answered.
class ConformanceTest {
    /// The one place where we differ: 11,000 operators in one chain, of which Prometheus reports 10,999 empty selectors and we the depth.
    private static boolean isTooDeep(Parsed parsed) {
        return parsed.problems().size() == 1 && parsed.problems().getFirst().message().contains("levels deep");
    }

    /// What Prometheus says of one expression.
    private record Answer(String input, Options options, Optional<String> type, Optional<String> canonical, int errorByte, String error) {
        boolean valid() {
            return type.isPresent();
        }
    }

    private static JsonArray read(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    }

    private static int utf8Offset(String text, int offset) {
        return text.substring(0, offset).getBytes(StandardCharsets.UTF_8).length;
    }

    private static Answer answer(String input, Options options, JsonObject o) {
        if (o.get("ok").getAsBoolean()) {
            return new Answer(input, options, Optional.of(o.get("type").getAsString()), Optional.of(o.get("string").getAsString()), 0, "");
        }
        JsonObject first = o.getAsJsonArray("errs").get(0).getAsJsonObject();
        return new Answer(input, options, Optional.empty(), Optional.empty(), first.get("start").getAsInt(), first.get("msg").getAsString());
    }

    private static List<String> differences(List<Answer> answers, String what) {
        List<String> validity = new ArrayList<>();
        List<String> positions = new ArrayList<>();
        int invalid = 0;
        for (Answer answer : answers) {
            Parsed parsed = Promql.parse(answer.input, answer.options);
            invalid += answer.valid() ? 0 : 1;
            if (answer.valid()) {
                if (!(parsed instanceof Parsed.Valid(String _, Expr root, List<Parsed.Comment> _))) {
                    validity.add("refused " + answer.input + ": " + parsed.problems());
                } else if (!root.type().shortName().equals(answer.type.get())) {
                    validity.add("type of " + answer.input + ": " + root.type());
                } else if (!Printer.print(root).equals(answer.canonical.get())) {
                    validity.add("text of " + answer.input + ": " + Printer.print(root) + " for " + answer.canonical.get());
                }
            } else if (parsed.problems().isEmpty()) {
                validity.add("accepted " + answer.input + ": " + answer.error);
            } else if (!isTooDeep(parsed) && utf8Offset(answer.input, parsed.problems().getFirst().span().start()) != answer.errorByte) {
                positions.add(answer.input + ": " + parsed.problems() + " for " + answer.errorByte + " " + answer.error);
            }
        }
        System.out.printf("%s: %d of %d agree in validity, type and text, %d of %d in the place of the first error%n",
                what, answers.size() - validity.size(), answers.size(), invalid - positions.size(), invalid);
        validity.addAll(positions);
        validity.forEach(System.out::println);
        return validity;
    }

    @Test void oracleCases() throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (JsonElement element : read(Shared.conformance("oracle_cases.json"))) {
            JsonObject o = element.getAsJsonObject();
            String input = o.get("input").getAsString();
            answers.add(answer(input, Re2.ALL, o.getAsJsonObject("allFlags")));
            answers.add(answer(input, Re2.DEFAULT, o.has("promtoolDefaults") ? o.getAsJsonObject("promtoolDefaults") : o.getAsJsonObject("allFlags")));
        }
        assertThat(differences(answers, "oracle_cases")).isEmpty();
    }

    @Test void parseCases() throws IOException {
        Options options = new Options(true, true, true, false, new Re2());
        List<Answer> answers = new ArrayList<>();
        for (JsonElement element : read(Shared.conformance("parse_cases.json"))) {
            JsonObject o = element.getAsJsonObject();
            String input = o.get("input").getAsString();
            if (o.get("fail").getAsBoolean()) {
                JsonObject first = o.getAsJsonArray("errors").get(0).getAsJsonObject();
                answers.add(new Answer(input, options, Optional.empty(), Optional.empty(), first.get("start").getAsInt(), first.get("msg").getAsString()));
            } else {
                answers.add(new Answer(input, options, Optional.of(o.get("type").getAsString()), Optional.of(o.get("string").getAsString()), 0, ""));
            }
        }
        assertThat(differences(answers, "parse_cases")).isEmpty();
    }

    @Test void promqltestExpressions() throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (JsonElement element : read(Shared.conformance("promqltest_exprs.json"))) {
            JsonObject o = element.getAsJsonObject();
            answers.add(new Answer(o.get("expr").getAsString(), Re2.ALL, Optional.of(o.get("type").getAsString()),
                    Optional.of(o.get("string").getAsString()), 0, ""));
        }
        assertThat(differences(answers, "promqltest_exprs")).isEmpty();
    }

    /// What Prometheus calls the tokens that it does not name by their text.
    private static String kind(CommonToken token) {
        return switch (token.getType()) {
            case PromQLLexer.ASSIGN -> "EQL";
            case PromQLLexer.EQ, PromQLLexer.NE, PromQLLexer.LT, PromQLLexer.LE, PromQLLexer.GT, PromQLLexer.GE, PromQLLexer.ADD, PromQLLexer.SUB,
                    PromQLLexer.MUL, PromQLLexer.DIV, PromQLLexer.MOD, PromQLLexer.POW, PromQLLexer.AT, PromQLLexer.MATCH_REGEX,
                    PromQLLexer.MATCH_NOT_REGEX -> token.getText();
            case PromQLLexer.AGGREGATOR, PromQLLexer.AND, PromQLLexer.OR, PromQLLexer.UNLESS, PromQLLexer.ATAN2, PromQLLexer.BY, PromQLLexer.WITHOUT,
                    PromQLLexer.ON, PromQLLexer.IGNORING, PromQLLexer.GROUP_LEFT, PromQLLexer.GROUP_RIGHT, PromQLLexer.BOOL, PromQLLexer.OFFSET,
                    PromQLLexer.START, PromQLLexer.END -> token.getText().toLowerCase(Locale.ROOT);
            default -> PromQLLexer.VOCABULARY.getSymbolicName(token.getType());
        };
    }

    @Test void lexCases() throws IOException {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (JsonElement element : read(Shared.conformance("lex_cases.json"))) {
            JsonObject o = element.getAsJsonObject();
            String input = o.get("input").getAsString();
            if (o.get("seriesDesc").getAsBoolean()) {
                // Series have a reader of their own, without tokens: see SeriesDescriptionTest.
                continue;
            }
            compared++;
            if (o.get("fail").getAsBoolean()) {
                if (!(Promql.parse(input, Re2.ALL) instanceof Parsed.Broken)) {
                    wrong.add("accepted " + input);
                }
                continue;
            }
            List<String> expected = new ArrayList<>();
            for (JsonElement t : o.get("tokens").isJsonNull() ? new JsonArray() : o.getAsJsonArray("tokens")) {
                JsonObject token = t.getAsJsonObject();
                // The message of a bad string, which we keep apart from its token; and comments, which are no tokens here.
                boolean bad = token.get("val").getAsString().startsWith("unknown escape");
                String text = token.get("val").getAsString();
                if (!bad && !token.get("type").getAsString().equals("COMMENT")) {
                    expected.add(token.get("pos").getAsInt() + " " + token.get("type").getAsString() + " " + text);
                }
            }
            List<String> found = Scanner.scan(input, Promql.MAX_DEPTH).tokens().stream().filter(t -> t.getType() != Token.EOF)
                    .map(t -> utf8Offset(input, t.getStartIndex()) + " " + kind(t).replace("BAD_STRING", "STRING") + " " + t.getText()).toList();
            if (!found.equals(expected)) {
                wrong.add(input + ": " + found + " for " + expected);
            }
        }
        assertThat(compared).isGreaterThan(140);
        assertThat(wrong).isEmpty();
    }

    @Test void formatCases() throws IOException {
        List<String> differences = new ArrayList<>();
        for (JsonElement element : read(Shared.conformance("format_cases.json"))) {
            JsonObject o = element.getAsJsonObject();
            if (o.get("kind").getAsString().equals("string")) {
                Parsed parsed = Promql.parse(o.get("in").getAsString(), Re2.ALL);
                String printed = parsed.expr().map(Printer::print).orElse("refused");
                if (o.has("out") && !printed.equals(o.get("out").getAsString())) {
                    differences.add(o.get("in").getAsString() + ": " + printed + " " + parsed.problems() + " for " + o.get("out").getAsString());
                }
            }
        }
        for (JsonElement element : read(Shared.conformance("format100_cases.json"))) {
            JsonObject o = element.getAsJsonObject();
            String printed = Promql.parse(o.get("in").getAsString(), Re2.ALL).expr().map(Printer::print).orElse("refused");
            if (o.get("ok").getAsBoolean() && !printed.equals(o.get("string").getAsString())) {
                differences.add(o.get("in").getAsString() + ": " + printed);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test void expressionsOfTheCorpus() throws IOException {
        List<String> wrong = new ArrayList<>();
        int broken = 0;
        int count = 0;
        for (String line : Files.readAllLines(Shared.corpus("exprs-open.txt"))) {
            String text = JsonParser.parseString(line).getAsString();
            Parsed parsed = Promql.parse(text, Re2.ALL);
            count++;
            if (!(parsed instanceof Parsed.Valid valid)) {
                broken++;
                // A function of another engine: Prometheus refuses these too.
                if (!parsed.problems().getFirst().message().equals("unknown function `histogram_share`")) {
                    wrong.add(text + parsed.problems());
                }
                continue;
            }
            String printed = Printer.print(valid.root());
            Parsed again = Promql.parse(printed, Re2.ALL);
            if (again.expr().isEmpty() || !Printer.print(again.expr().get()).equals(printed)) {
                wrong.add(text);
            }
        }
        System.out.printf("corpus: %d of %d expressions are refused%n", broken, count);
        assertThat(wrong).isEmpty();
    }
}
