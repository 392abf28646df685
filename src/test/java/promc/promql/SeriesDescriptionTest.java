package promc.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import promc.promql.SeriesDescription.Result;
import promc.promql.SeriesDescription.Value;
import promc.testing.Shared;

/// The series of unit-test files, against Prometheus' answers and examples of our own.
class SeriesDescriptionTest {
    private static final int LIMIT = 1_000;

    private static SeriesDescription read(String text) {
        Result result = SeriesDescription.parse(text);
        assertThat(result).as(text).isInstanceOf(Result.Read.class);
        return ((Result.Read) result).series();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "up", "up{}", "up {a=\"b\"} # as the query returns it", "{\"a b\",c='d',}", " up", "sum"})
    void readsASeriesWithoutValues(String text) {
        assertThat(SeriesDescription.parseMetric(text)).isInstanceOf(Result.Read.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"up 1|3", "a=\"b\"|1", "{a}|2", "{a=\"b\"|6", "up{a=~\"b\"}|4", "1|0", "up{a=\"b\"} + 1|10"})
    void refusesWhatIsNoSeriesWithoutValues(String text, int at) {
        assertThat(SeriesDescription.parseMetric(text)).isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(refused.problem().span().start()).isEqualTo(at));
    }

    private static String word(Value value) {
        return switch (value) {
            case Value.Number(double number) -> Printer.decimal(number);
            case Value.Histogram(SeriesHistogram histogram) -> histogram.toString();
            case Value.Missing _ -> "_";
            case Value.Stale _ -> "stale";
            case Value.NotComputed _ -> "?";
        };
    }

    private static List<String> values(SeriesDescription series) {
        return series.values(LIMIT).stream().map(SeriesDescriptionTest::word).toList();
    }

    @Test void seriesCases() throws IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (JsonElement element : JsonParser.parseString(Files.readString(Shared.conformance("series_cases.json"))).getAsJsonArray()) {
            JsonObject o = element.getAsJsonObject();
            String input = o.get("input").getAsString();
            count++;
            switch (SeriesDescription.parse(input)) {
                case Result.Refused refused -> {
                    if (!o.get("fail").getAsBoolean()) {
                        wrong.add("refused " + input + ": " + refused.problem());
                    }
                }
                case Result.Read read when o.get("fail").getAsBoolean() -> wrong.add("accepted " + input + ": " + o.get("errMsg"));
                case Result.Read(SeriesDescription series) -> {
                    Map<String, String> labels = new TreeMap<>();
                    o.getAsJsonObject("labels").asMap().forEach((name, value) -> labels.put(name, value.getAsString()));
                    List<String> expected = o.getAsJsonArray("values").asList().stream()
                            .map(v -> v.getAsJsonPrimitive().isNumber() ? Printer.decimal(v.getAsDouble()) : v.getAsString()).toList();
                    if (!labels.equals(series.labels()) || !expected.equals(values(series))) {
                        wrong.add(input + ": " + series.labels() + values(series) + " for " + labels + expected);
                    }
                }
            }
        }
        assertThat(count).isGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
        "up 1 2 3 | 1, 2, 3", "up{a='b'} 1+2x3 | 1, 3, 5, 7", "up 10-2x2 _x2 stale | 10, 8, 6, _, _, stale", "up 0x3 | 0, 0, 0, 0", "up -Inf NaN | -Inf, NaN",
        "up {{sum:1 count:2}}+{{sum:1}}x1 | {{count:2 sum:1}}, {{count:2 sum:2}}", "up {{z_bucket_w:1}}+{{sum:1}}x1 | {{z_bucket_w:1}}, ?",
        "up {{offset:1 buckets:[1 2]}}-{{offset:3 buckets:[4]}}x1 | {{offset:1 buckets:[1 2]}}, {{offset:1 buckets:[1 2 -4]}}"})
    void values(String text, String expected) {
        assertThat(String.join(", ", values(read(text)))).isEqualTo(expected);
    }

    @ParameterizedTest @ValueSource(strings = {"up 1+1", "up 5m", "up 1x", "up 1x1.5", "up 1x-1", "up 1x99999999999999999999", "up{a=\"b\"}1", "up{a=~\"b\"} 1", "up{a} 1", "up {a=\"b\"} 1",
        "up 1 # no comment", "up stalex2", "up {{", "up {{sum:}}", "up {{sum:1 sum:2}}", "up {{buckets:[]}}", "up {{sum:.5}}", "up x3", "on 1", "inf 1"})
    void refused(String text) {
        assertThat(SeriesDescription.parse(text)).isInstanceOf(Result.Refused.class);
        assertThat(((Result.Refused) SeriesDescription.parse(text)).problem().span().end()).isLessThanOrEqualTo(text.length());
    }

    @Test void hugeRepetitionsCostNothing() {
        SeriesDescription series = read("up 1x18446744073709551615 2x9999999999999999999");
        assertThat(series.count()).isEqualTo(Long.MAX_VALUE);
        assertThat(series.values(5)).hasSize(5);
    }

    @Test void anythingIsAProblemAtMost() {
        Random random = new Random(26);
        String signs = "ux_1 .+-{}[]:=\"stale5mé,e\ud800\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("up{a=\"b\"} ");
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            String random5 = text.substring(random.nextInt(5));
            assertThatCode(() -> SeriesDescription.parse(random5)).as(random5).doesNotThrowAnyException();
        }
    }
}
