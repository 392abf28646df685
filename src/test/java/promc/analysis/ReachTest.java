package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.analysis.Reach.Extent;
import promc.promql.Expr;
import promc.promql.Options;
import promc.promql.PromDuration;
import promc.promql.Promql;

/// Vectors by hand from `promql/engine.go`, getTimeRangesForSelector; [promc.oracle.ReachOracleTest] compares with what the engine itself answers.
class ReachTest {
    private static Expr parse(String expression) {
        return Promql.parse(expression, Options.ALL).expr().orElseThrow(() -> new AssertionError(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
            "1; 0s", "time(); 0s", "vector(1); 0s",
            // an instant selector looks back
            "up; 5m", "up{a='b'}; 5m", "-up; 5m", "(up); 5m", "timestamp(up); 5m", "absent(up); 5m", "sum(up); 5m",
            // a range does not
            "rate(x[1h]); 1h", "rate(x[5m]); 5m", "rate(x[1m]); 1m", "x[1h]; 1h",
            // offsets, negative ones too
            "up offset 1h; 1h5m", "up offset -5m; 0s", "up offset -1h; -55m", "rate(x[1h] offset 1d); 1d1h", "rate(x[1h] offset -1h); 0s",
            // subqueries add up
            "max_over_time(up[1h:]); 1h5m", "max_over_time(up[1h:1m]); 1h5m", "max_over_time(rate(x[5m])[1h:]); 1h5m", "max_over_time(up[1h:] offset 1d); 1d1h5m",
            "max_over_time(max_over_time(up[1h:])[1d:]); 1d1h5m", "max_over_time(max_over_time(up offset 1m [1h:] offset 2m)[1d:] offset 3m); 1d1h11m",
            // the longest path counts
            "rate(x[1h]) / rate(y[1d]); 1d", "up and up offset 1w; 7d5m", "up or up offset 8d; 8d5m", "up - up offset -1h; 5m", "topk(scalar(x offset 1h), up); 1h5m", "quantile_over_time(scalar(x offset 1h), up[1m]); 1h5m",
            // the time of the evaluation
            "up @ start(); 5m", "up @ end() offset 1h; 1h5m", "max_over_time((up @ start())[1d:]); 5m", "max_over_time(up[1h:] @ end()); 1h5m", "max_over_time(max_over_time(up[1h:] @ end())[1w:]); 1h5m",
            // what extends ranges
            "rate(x[1h] anchored); 1h5m", "rate(x[1h] smoothed); 1h5m", "x smoothed; 5m",
            // expressions as durations
            "rate(x[1h + 30m]); 1h30m", "rate(x[2 * 1h]); 2h", "up offset (1h / 2); 35m", "up offset -(1h / 2); -25m", "rate(x[max_of(1h, 2h)]); 2h", "rate(x[90]); 1m30s",
            // info series are read as well
            "info(rate(x[1m])); 5m", "info(rate(x[1m] offset 1h)); 1h5m", "max_over_time(info(up)[1h:]); 1h5m", "info(up offset 1h, {a='b'}); 1h5m"})
    void back(String expression, String back) {
        assertThat(PromDuration.format(Reach.of(parse(expression)).back().orElseThrow())).as(expression).isEqualTo(back);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {"up; 0", "up offset -1h; 3600000", "rate(x[5m] smoothed); 300000", "max_over_time(up[1h:] offset -1m); 60000", "up offset 1h; 0"})
    void ahead(String expression, long ahead) {
        assertThat(Reach.of(parse(expression)).ahead()).as(expression).isEqualTo(ahead);
    }

    @Test
    void theLookbackIsAParameter() {
        Reach reach = Reach.of(parse("up offset 1h"), 60_000);
        assertThat(reach.back()).hasValue(3_660_000);
        assertThat(reach.lookback()).isEqualTo(60_000);
        assertThat(Reach.of(parse("rate(x[1m])"), 60_000).back()).hasValue(60_000);
    }

    @Test
    void aFixedTimeLiesFurtherBackEveryDay() {
        Reach reach = Reach.of(parse("up / rate(x[1m] @ 1000 offset 10s)"));
        assertThat(reach.grows()).isTrue();
        assertThat(reach.back()).isEmpty();
        assertThat(reach.reads().get(1).extent()).isEqualTo(new Extent.Fixed(930_000, 990_000));
        // The subquery's time holds for all within, but for what has a time of its own.
        assertThat(Reach.of(parse("max_over_time(max_over_time(up[1m:])[1h:] @ 10000)")).reads().getFirst().extent()).isEqualTo(new Extent.Fixed(10_000_000 - 3_960_000, 10_000_000));
        assertThat(Reach.of(parse("max_over_time((up @ end())[1h:] @ 10000)")).grows()).isFalse();
    }

    @Test
    void whatDependsOnTheQueryIsNotKnown() {
        assertThat(Reach.of(parse("rate(x[step() + 1m])")).reads().getFirst().extent()).isEqualTo(new Extent.Unknown());
        assertThat(Reach.of(parse("max_over_time(up[range() + 1m:1m])")).back()).isEmpty();
        assertThat(Reach.of(parse("max_over_time((up @ start())[range() + 1m:1m])")).back()).hasValue(300_000);
    }

    @Test
    void everyReadTellsItsParts() {
        String text = "max_over_time(rate(x[5m] offset 1m)[1h:] offset 1d)";
        List<Reach.Part> parts = Reach.of(parse(text)).reads().getFirst().parts();
        assertThat(parts).extracting(part -> part.place().of(text)).containsExactly("[5m]", "offset 1m", "[1h:]", "offset 1d");
        assertThat(parts).extracting(Reach.Part::millis).containsExactly(300_000L, 60_000L, 3_600_000L, 86_400_000L);
    }
}
