package promc.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The history of PromQL's constructs.
class PrometheusFeaturesTest {
    private static List<FeatureUse> uses(String text) {
        return PrometheusFeatures.of(Promql.parse(text, Options.ALL).expr().orElseThrow(), text);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
        "group(up) | group | 2.20 | -", "up @ 5 | @ 5 | 2.25 | promql-at-modifier", "up offset -5m | offset -5m | 2.26 | promql-negative-offset",
        "up > 1_000 | 1_000 | 2.54 | -", "up > 5m | 5m | 2.54 | -", "rate(up[300]) | 300 | 2.54 | -", "limitk(1, up) | limitk | 2.54 | promql-experimental-functions",
        "{\"a.b\"} | \"a.b\" | 3.0 | -", "sum by (\"a.b\") (up) | \"a.b\" | 3.0 | -", "rate(up[5m * 2]) | 5m * 2 | 3.4 | promql-duration-expr",
        "rate(up[step()]) | step() | 3.6 | promql-duration-expr", "rate(up[range()]) | range() | 3.10 | promql-duration-expr",
        "up anchored | anchored | 3.7 | promql-extended-range-selectors", "a + fill (0) b | fill (0) | 3.10 | promql-binop-fill-modifiers",
        "up >/ 1 | >/ | 3.11 | -", "start() | start | 3.12 | promql-experimental-functions", "info(up) | info | 2.55 | promql-experimental-functions",
        "sgn(up) | sgn | 2.26 | -", "a atan2 b | atan2 | 2.31 | -", "x[5m:] | [5m:] | 2.7 | -"})
    void oneUse(String text, String where, String since, String flag) {
        assertThat(uses(text)).singleElement().satisfies(use -> {
            assertThat(use.span().of(text)).isEqualTo(where);
            assertThat(use.since()).hasToString(since);
            assertThat(use.flag().orElse("-")).isEqualTo(flag);
        });
    }

    @Test void whatPrometheusTwoHadIsNothingToTell() {
        assertThat(uses("sum by (job) (rate(a{b=~\"c\"}[5m] offset 1h)) / on (x) group_left y > bool 1")).isEmpty();
    }

    @Test void flagsAreNeededUntilTheFeatureIsFree() {
        FeatureUse at = uses("up @ 5").getFirst();
        assertThat(at.needsFlag(new FeatureUse.Release(2, 32))).isTrue();
        assertThat(at.needsFlag(new FeatureUse.Release(2, 33))).isFalse();
        assertThat(uses("info(up)").getFirst().needsFlag(new FeatureUse.Release(3, 14))).isTrue();
    }
}
