package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.model.Inventory;
import promc.model.Inventory.LabelFacts;
import promc.model.Inventory.Origin;
import promc.promql.Expr;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Promql;

class CardinalityTest {
    private static Cardinality cardinality(String text) {
        Expr expr = ((Parsed.Valid) Promql.parse(text, Options.ALL)).root();
        return Cardinality.of(expr, Facts.of(expr, Producers.UNKNOWN));
    }

    private static Bound bound(String text) {
        return cardinality(text).root();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "up; |up|",
        "up{job='a'}; |up|",
        "{__name__=~'a|b'}; |a| + |b|",
        "{job='a'}; |{job='a'}|",
        "{__name__=~'a.*'} offset 5m; |{__name__=~'a.*'}|",
        "up{job='a',job='b'}; 0",
        "sum(up); 1",
        "sum by (job) (up); |job|",
        "sum by (pod, namespace) (up); |namespace| x |pod|",
        "sum without (pod) (up); |up|",
        "sum by (job) (up{job=~'a|b|c'}); 3",
        "sum by (job) (up{job=~'a|b|c|'}); 4",
        "sum by (job, pod) (up{job=~'a|b|c'}); |pod| x 3",
        "topk(3, sum by (job) (up)); min(|job|, 3)",
        "topk(3, up); 3",
        "topk(scalar(y), up); |up|",
        "topk by (job) (3, up); |job| x 3",
        "topk without (job) (3, up); |up|",
        "bottomk(2.9, up); 2",
        "limitk by (job) (2, up); |job| x 2",
        "limit_ratio(0.5, up); |up|",
        "count_values('v', up); |up|",
        "count_values by (job) ('v', up); |up|",
        "vector(1); 1",
        "1; 1",
        "scalar(up); 1",
        "absent(up{job='a'}); 1",
        "hour(); 1",
        "hour(up); |up|",
        "a + b; min(|a|, |b|)",
        "a + on (job) b; |job|",
        "a + ignoring (job) b; min(|a|, |b|)",
        "a * on (job) group_left b; |a|",
        "a * on (job) group_right b; |b|",
        "a * on (job) group_left (team) b; |a|",
        "a or b; |a| + |b|",
        "a or a{x='1'}; |a| x 2",
        "a or vector(1); |a| + 1",
        "sum by (job) (a) or sum by (job) (b); |job|",
        "sum(a) or sum(b); 1",
        "sum(a) or sum by (job) (b); |job|",
        "a and b; |a|",
        "a unless b; |a|",
        "a > 5; |a|",
        "a + fill(0) b; |a| + |b|",
        "a * on (job) group_left fill(0) b; |a| + |b|",
        "rate(a[5m]); |a|",
        "max_over_time(sum by (job) (a)[1h:]); |job|",
        "max_over_time(topk(3, a)[1h:]); |a|",
        "max_over_time(count_values('v', a)[1h:]); unknown",
        "sum by (job) (max_over_time(count_values by (job) ('v', a)[1h:])); |job|",
        "max_over_time((a > b)[1h:]); |a|",
        "max_over_time((a + b)[1h:]); min(|a|, |b|)",
        "max_over_time((a * on (job) group_left (team) b)[1h:]); |a| x |team|",
        "histogram_quantile(0.9, sum by (le, job) (rate(a_bucket[5m]))); |job| x |le|",
        "histogram_quantiles(a, 'q', 0.5, 0.9); |a| x 2",
        "sum by (q) (histogram_quantiles(a, 'q', 0.5, 0.9)); 2",
        "info(a); |a|",
        "label_replace(a, 'b', '$1', 'c', '(.*)'); |a|",
        "sum by (b) (label_replace(a, 'b', '$1-x', 'c', '(.*)')); |b| + |c|",
        "sum by (b) (label_replace(a, 'b', 'x', 'c', 'y')); |b| + 1",
        "sum by (b) (label_join(a, 'b', '-', 'c', 'd')); |c| x |d|",
        "sum by (v) (count_values('v', a)); |a|",
        "-a; |a|"})
    void boundsAreWritten(String text, String expected) {
        assertThat(bound(text.replace('\'', '"')).text()).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void whatARuleWritesCountsOverAllTimes() {
        assertThat(cardinality("topk(3, a)").ever().text()).isEqualTo("|a|");
        assertThat(cardinality("count_values(\"v\", a)").ever().isUnknown()).isTrue();
        assertThat(cardinality("info(a)").ever().isUnknown()).isTrue();
        assertThat(cardinality("sum by (job) (topk(3, a))").ever().text()).isEqualTo("|job|");
    }

    @Test
    void metricsThatRulesWriteHaveTheirBounds() {
        Expr expr = ((Parsed.Valid) Promql.parse("a:sum or b", Options.ALL)).root();
        SeriesCounts counts = metric -> metric.equals("a:sum") ? Optional.of(Bound.values("job").times(Bound.constant(2))) : Optional.empty();
        assertThat(Cardinality.of(expr, Facts.of(expr, Producers.UNKNOWN), counts).root().text()).isEqualTo("|job| x 2 + |b|");
    }

    @Test
    void anInventoryGivesNumbers() {
        LabelFacts pods = new LabelFacts(true, OptionalLong.of(30), Optional.empty());
        Inventory inventory = new Inventory.Builder(new Origin("test")).series("up", 100).series("other", 900).labelValues("job", 4).labelValues("pod", 1000)
                .labels("up", Map.of("pod", pods, "job", new LabelFacts(true, OptionalLong.of(4), Optional.empty()))).totalSeries(1000).build();
        assertThat(bound("up").value(inventory)).hasValue(100);
        assertThat(bound("sum by (job) (up)").value(inventory)).hasValue(5);
        assertThat(bound("sum by (pod) (up)").value(inventory)).hasValue(31);
        assertThat(bound("sum by (pod) (more)").value(inventory)).hasValue(1001);
        assertThat(bound("sum by (pod, job) (up)").value(inventory)).hasValue(100);
        assertThat(bound("more").value(inventory)).isEmpty();
        assertThat(bound("sum by (zone) (more)").value(inventory)).isEmpty();
        assertThat(bound("topk(3, more)").value(inventory)).hasValue(3);
        assertThat(bound("{job=\"a\"}").value(inventory)).hasValue(1000);
        assertThat(bound("{__name__=~\"u.*\"}").value(inventory)).hasValue(100);
        assertThat(bound("topk by (job, pod) (1e18, x)").value(inventory)).hasValue(Long.MAX_VALUE);
    }

    @Test
    void whatOneTargetShowsBoundsNoDatabase() {
        Inventory.Builder builder = new Inventory.Builder(new Origin("a.prom", true));
        for (int i = 0; i < 12; i++) {
            builder.addSeries("up", Map.of("pod", "p" + i)).addSeries("more", Map.of("pod", "p" + i));
        }
        Inventory target = builder.build();
        assertThat(bound("up").value(target)).as("counted as of one target").hasValue(12);
        Inventory both = Inventory.merge(List.of(target, new Inventory.Builder(new Origin("tsdb-status.json")).series("up", 5000).totalSeries(90_000).build()));
        assertThat(bound("up").value(both)).hasValue(5000);
        assertThat(bound("more").value(both)).isEmpty();
        assertThat(bound("sum by (pod) (up)").value(both)).hasValue(5000);
        assertThat(bound("sum by (pod) (more)").value(both)).isEmpty();
        assertThat(bound("{__name__=~\"[^u].*\"}").value(both)).hasValue(85_000);
    }

    @Test
    void aLabelThatGoesDividesTheBound() {
        assertThat(bound("sum by (pod, namespace) (up)").withoutLabel("pod").text()).isEqualTo("|namespace|");
        assertThat(bound("sum by (pod) (up)").labels()).containsExactly("pod");
    }
}
