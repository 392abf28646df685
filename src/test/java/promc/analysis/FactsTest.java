package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.promql.Expr;
import promc.promql.Function;
import promc.promql.Functions;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.promql.ValueType;

/// One line for each construct: what of `x`, which may have every label, is surely gone. The engine is `promql/engine.go` of Prometheus 3.14.
class FactsTest {
    private static boolean lost(String expression, String label) {
        return Facts.of(parse(expression), Producers.UNKNOWN).root().label(label).isNever();
    }

    private static Expr parse(String expression) {
        assertThat(Promql.parse(expression, Options.ALL)).as(expression).isInstanceOf(Parsed.Valid.class);
        return Promql.parse(expression, Options.ALL).expr().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
            // literals and scalars
            "1; le; true", "time(); le; true", "scalar(x); le; true", "vector(1); le; true", "vector(scalar(x)); __name__; true", "pi(); le; true", "-1; le; true",
            // selectors
            "x; le; false", "x; __name__; false", "x{le=''}; le; true", "x{le='1'}; le; false", "x{le!=''}; le; false", "x{le=~''}; le; true", "x{job=''}; le; false",
            "x{le=''}[5m]; le; true", "rate(x{le=''}[5m]); le; true", "rate(x[5m]); le; false", "max_over_time(sum(x)[5m:]); le; true", "max_over_time(x[5m:]); le; false",
            "x offset 5m; le; false", "(x{le=''}); le; true",
            // signs
            "-x; le; false", "-x; __name__; true", "+x; __name__; false", "-sum(x); le; true",
            // aggregations
            "sum(x); le; true", "sum(x); __name__; true", "sum by (le) (x); le; false", "sum by (job) (x); le; true", "sum by () (x); le; true", "sum without (job) (x); le; false",
            "sum without (le) (x); le; true", "sum without () (x); __name__; true", "sum without () (x); le; false", "sum by (__name__) (x); __name__; false",
            "sum by (le) (sum by (job) (x)); le; true", "sum without (job) (x{le=''}); le; true", "topk(3, x); le; false", "topk by (job) (3, x); le; false",
            "bottomk(3, x); __name__; false", "limitk(3, x); le; false", "limit_ratio(0.5, x); le; false", "topk(3, sum(x)); le; true", "quantile(0.9, x); le; true",
            "group by (job) (x); le; true", "count_values('le', x); le; false", "count_values by (job) ('le', x); le; false", "count_values('v', x); le; true",
            "count_values('__name__', x); __name__; false",
            // vector and scalar
            "x * 2; le; false", "x * 2; __name__; true", "2 * x; __name__; true", "x > 2; __name__; false", "2 < x; __name__; false", "x > bool 2; __name__; true", "x > bool 2; le; false",
            "sum(x) * 2; le; true", "1 + scalar(x); le; true", "x </ 2; __name__; false", "x >/ 2; __name__; false", "x atan2 2; __name__; true",
            // one to one
            "x / y; le; false", "x / y; __name__; true", "x == y; __name__; false", "x == bool y; __name__; true", "sum(x) / y; le; true", "x / sum(y); le; true",
            "x / on (job) y; le; true", "x / on (job) y; job; false", "x == on (job) y; __name__; true", "x / ignoring (le) y; le; true", "x == ignoring (le) y; le; true",
            "x / ignoring (job) y; le; false", "x == ignoring (job) y; __name__; false", "x / on (le) sum(y); le; true", "x == on (__name__) x; __name__; false",
            "x </ y; __name__; false",
            // one to many
            "x * on (job) group_left sum by (job) (y); le; false", "x * on (job) group_left (le) sum by (job) (y); le; true", "x * on (job) group_left (le) y; le; false",
            "sum by (job) (x) * on (job) group_left y; le; true", "sum by (job) (x) * on (job) group_left (le) y; le; false",
            "sum by (job) (x) * on (job) group_right y; le; false", "x * on (job) group_right sum by (job) (y); le; true", "x * on (job) group_left y; __name__; true",
            "x * on (job) group_left (__name__) y; __name__; false", "x * on (job) group_left (__name__) sum by (job) (y); __name__; true",
            "x > bool on (job) group_left (__name__) y; __name__; false", "x > on (job) group_left y; __name__; false",
            // set operators
            "x or y; le; false", "x{le=''} or y; le; false", "x{le=''} or sum(y); le; true", "sum(x) and y; le; true", "x and sum(y); le; true", "x and on () sum(y); le; false", "sum(x) unless y; le; true",
            "x and y; __name__; false",
            // fill
            "x{le=''} / fill (0) y; le; false", "x{le=''} / fill_right (0) y{le=''}; le; true", "sum(x) + ignoring (a) fill_left (0) y; le; false",
            "sum by (job) (x) + on (job) group_left fill (0) y; le; true", "sum(x) == on (__name__) fill_left (0) y; __name__; false",
            // functions
            "absent(x{job='a'}); job; false", "absent(x{job='a'}); le; true", "absent(x{job='a'}); __name__; true", "absent(x{job=~'a'}); job; true", "absent(x{job='a',job='b'}); job; true",
            "absent(x{job!='b',job='a'}); job; false", "absent(x{job='a',job!='b'}); job; true", "absent(x{job='a',job!='b',job='c'}); job; true", "absent(x{job=''}); job; true",
            "absent(sum(x{job='a'})); job; true", "absent((x{job='a'})); job; false", "absent_over_time(x{job='a'}[5m]); job; false", "absent_over_time(x{job='a'}[5m:]); job; true",
            "label_replace(sum(x), 'le', '1', 'job', '.*'); le; false", "label_replace(sum(x), 'a', '1', 'job', '.*'); le; true", "label_join(sum(x), 'le', ',', 'job'); le; true",
            "label_join(x, 'a', ',', 'job'); le; false", "histogram_quantile(0.9, x); le; false", "histogram_quantile(0.9, sum(x)); le; true", "histogram_fraction(0, 1, sum(x)); le; true",
            "histogram_quantiles(sum(x), 'q', 0.5); q; false", "info(sum(x)); le; false", "hour(); le; true", "hour(x); le; false", "hour(sum(x)); le; true", "timestamp(sum(x)); le; true",
            "sort(x); __name__; false", "sort_by_label(x, 'job'); le; false", "last_over_time(x[5m]); __name__; false", "last_over_time(sum(x)[5m:]); le; true",
            "round(sum(x), 5); le; true", "quantile_over_time(0.9, x{le=''}[5m]); le; true", "clamp(sum(x), 0, 1); le; true", "predict_linear(x[5m], 60); le; false"})
    void table(String expression, String label, boolean lost) {
        assertThat(lost(expression, label)).as("%s has lost %s", expression, label).isEqualTo(lost);
    }

    @Test
    void everyFunctionKeepsALabelThatMayBeThereUnlessItReturnsNone() {
        Set<String> withoutLabels = Set.of("absent", "absent_over_time", "scalar");
        Set<String> seen = new HashSet<>();
        for (Function function : Functions.all()) {
            if (function.args().isEmpty() || function.args().stream().noneMatch(type -> type == ValueType.VECTOR || type == ValueType.MATRIX)) {
                continue;
            }
            List<String> args = function.args().stream().limit(Math.max(1, function.minArgs())).map(type -> switch (type) {
                case VECTOR -> "x";
                case MATRIX -> "x[5m]";
                case SCALAR -> "1";
                case STRING -> "'a'";
            }).toList();
            String call = function.name() + "(" + String.join(", ", args) + ")";
            if (Promql.parse(call, Options.ALL) instanceof Parsed.Valid) {
                assertThat(lost(call, "le")).as(call).isEqualTo(withoutLabels.contains(function.name()));
                seen.add(function.name());
            }
        }
        assertThat(seen).hasSizeGreaterThan(60);
    }

    @Test
    void theReasonPointsAtTheOperator() {
        String text = "2 * sum by (job) (rate(x[5m]))";
        Why why = Facts.of(parse(text), Producers.UNKNOWN).root().label("le").why();
        assertThat(why.place().of(text)).isEqualTo("by (job)");
        assertThat(why.reason()).contains("`sum`");
    }
}
