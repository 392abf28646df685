package promc.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.analysis.Facts;
import promc.analysis.Producers;
import promc.promql.Options;
import promc.promql.Promql;

class FactWordsTest {
    private static Facts facts(String expression) {
        return Facts.of(Promql.parse(expression, Options.ALL).expr().orElseThrow(), Producers.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {"x#any label", "x{job='a'}#job=\"a\", any other label", "sum(x)#no labels", "sum by (job) (x)#job?, no others",
        "x{job=~'a|b',le='1'}#job in a, b; le=\"1\"; any other label", "x{job=~'a|b b'}#job in a, \"b b\"; any other label",
        "x{job=~'a|b|c|d|e|f|g'}#job in a, b, c, d and 3 more; any other label", "x{job!='a'}#job!=\"a\"?, any other label", "x{'a b'='1'}#\"a b\"=\"1\", any other label",
        "sum by (__name__) (x)#__name__=\"x\", no others"})
    void labels(String expression, String words) {
        assertThat(FactWords.labels(facts(expression).root().shapes().getFirst())).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"up|0 or 1", "up * 3|0..3, whole", "up / 2|0..0.5", "vector(3)|always 3", "x > 0.1|> 0.1", "x < 0.1|< 0.1", "x >= 0.1|>= 0.1", "x <= 5|<= 5",
        "x > 5 < 9|> 5 and < 9", "count(x)|>= 1, whole", "x|''", "x > y|''", "1 atan2 1|about 0.78539816", "vector(NaN)|NaN", "scalar(up)|0 or 1 or NaN", "vector(Inf)|always +Inf"})
    void values(String expression, String words) {
        assertThat(FactWords.samples(facts(expression).root().samples())).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x{job=\"a\"} / y{job=\"b\"}|`job=\"a\"` on the left, `job=\"b\"` on the right", "x{job=\"a\"} / sum(y)|`job=\"a\"` on the left, no `job` on the right",
        "up > 2|`up` is 0 or 1; the number is 2", "absent(vector(1))|`vector` returns one series without labels, whatever there is", "(x{job=\"a\"} and y{job=\"b\"}) * 2|`job=\"a\"` on the left, `job=\"b\"` on the right"})
    void reasons(String expression, String words) {
        Facts facts = facts(expression);
        assertThat(facts.root().isNever()).isTrue();
        assertThat(FactWords.because(facts)).isEqualTo(words);
    }
}
