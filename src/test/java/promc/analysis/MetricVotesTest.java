package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import promc.analysis.MetricKind.Known;
import promc.analysis.MetricKind.Source;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Expression;
import promc.model.Inventory;
import promc.source.SourceFile;

/// Kinds of metrics that only the rules of an estate tell.
class MetricVotesTest {
    private static SourceFile rules(String path, String... expressions) {
        StringBuilder text = new StringBuilder("groups:\n- name: g\n  rules:\n");
        for (int i = 0; i < expressions.length; i++) {
            String[] rule = expressions[i].split(" = ");
            text.append("  - record: ").append(rule.length > 1 ? rule[0] : "r:" + i).append("\n    expr: '").append(rule[rule.length - 1]).append("'\n");
        }
        return SourceFile.of(path, text.toString());
    }

    private static Optional<Known> kind(String metric, SourceFile... files) {
        Estate estate = EstateReader.read(List.of(files));
        Expression reader = estate.expressions().findFirst().orElseThrow();
        return new EstateFacts(estate, path -> Inventory.NONE).kind(metric, reader);
    }

    @Test
    void aClearMajorityDecides() {
        assertThat(kind("requests", rules("a.yml", "rate(requests[1m])", "rate(requests[5m])", "increase(requests[1h])"))).hasValueSatisfying(known -> {
            assertThat(known.kind()).isEqualTo(MetricKind.COUNTER);
            assertThat(known.source()).isEqualTo(Source.VOTES);
            assertThat(known.because()).isEqualTo("3 different expressions here take `rate` or `increase` of it");
        });
        assertThat(kind("workers", rules("a.yml", "workers > 5", "avg_over_time(workers[5m])", "deriv(workers[1h])", "sum(workers) / sum(slots) < 0.1", "rate(workers[5m])"))).hasValueSatisfying(known -> {
            assertThat(known.kind()).isEqualTo(MetricKind.GAUGE);
            assertThat(known.because()).isEqualTo("4 different expressions here take `deriv` or `avg_over_time` of it or compare it as it is, 1 takes `rate` of it");
        });
        assertThat(kind("latency", rules("a.yml", "histogram_quantile(0.9, rate(latency[5m]))", "histogram_quantile(0.5, sum(rate(latency[5m])))", "histogram_quantile(0.99, rate(latency[5m]))")))
                .map(Known::kind).contains(MetricKind.HISTOGRAM);
    }

    @Test
    void fewOrDividedVotesDecideNothing() {
        assertThat(kind("requests", rules("a.yml", "rate(requests[1m])", "rate(requests[5m])"))).isEmpty();
        assertThat(kind("requests", rules("a.yml", "sum(rate(requests[1m]))", "max(rate(requests[1m]))", "min(rate(requests[1m]))"))).as("the same words are one vote").isEmpty();
        assertThat(kind("requests", rules("a.yml", "rate(requests[1m])", "rate(requests[5m])", "rate(requests[9m])", "requests > 7"))).isEmpty();
        assertThat(kind("requests", rules("a.yml", "requests > 0", "requests == 0", "changes(requests[1h])", "requests - requests offset 1h > 3"))).as("uses that tell nothing").isEmpty();
    }

    @Test
    void onlyRulesReadTogetherVote() {
        SourceFile reader = rules("a/rules.yml", "rate(requests[1m])");
        SourceFile below = rules("a/b/rules.yml", "rate(requests[2m])", "rate(requests[3m])");
        SourceFile elsewhere = rules("x/y/z/rules.yml", "requests > 1", "requests > 2", "requests > 3");
        assertThat(kind("requests", reader, below, elsewhere)).map(Known::kind).contains(MetricKind.COUNTER);
        assertThat(kind("requests", rules("p/q/r/s/rules.yml", "rate(requests[1m])"), below, elsewhere)).isEmpty();
        SourceFile config = SourceFile.of("srv/prometheus.yml", "rule_files: [one.yml]\nscrape_configs: []\n");
        assertThat(kind("requests", rules("srv/one.yml", "rate(requests[1m])"), rules("srv/two.yml", "rate(requests[2m])", "rate(requests[3m])"), config)).as("a server loads one of two files").isEmpty();
    }

    @Test
    void recordsAreWhatTheirRulesMakeOfThem() {
        SourceFile rules = rules("a.yml", "a:x:rate = sum(rate(x_total[5m]))", "a:x:sum = sum by (a) (x_total)", "b:x:sum = sum(a:x:sum) or vector(0)", "x:copy = x_total * 2", "x:max = max(x_total)",
                "x:lasting = x_total / y_total", "x:joined = x_total * on (a) group_left (v) y_info", "le:x_bucket:sum = sum by (le) (x_bucket)", "loop = loop + 1", "x:both = rate(x_total[1m])",
                "x:both = sum(x_total)", "x:p9 = histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m]))) * 1000");
        assertThat(kind("a:x:rate", rules)).map(Known::kind).contains(MetricKind.GAUGE);
        assertThat(kind("a:x:sum", rules)).hasValueSatisfying(known -> {
            assertThat(known.kind()).isEqualTo(MetricKind.COUNTER);
            assertThat(known.summed()).isTrue();
            assertThat(known.evidence()).map(why -> why.place().of(why.elsewhere().orElseThrow().text())).contains("sum");
        });
        assertThat(kind("b:x:sum", rules)).map(Known::summed).contains(true);
        assertThat(kind("x:copy", rules)).hasValueSatisfying(known -> assertThat(known.kind() == MetricKind.COUNTER && !known.summed()).isTrue());
        assertThat(kind("x:joined", rules)).map(Known::kind).contains(MetricKind.COUNTER);
        assertThat(kind("le:x_bucket:sum", rules)).map(Known::summed).contains(true);
        assertThat(kind("x:p9", rules)).map(known -> known.recordedBy("histogram_quantile")).contains(true);
        for (String untold : List.of("x:max", "x:lasting", "loop", "x:both")) {
            assertThat(kind(untold, rules)).as(untold).isEmpty();
        }
    }

    @Test
    void longChainsOfRecordsAreFollowed() {
        List<String> chain = new ArrayList<>(List.of("r:0 = sum(x_total)"));
        for (int i = 1; i < 20_000; i++) {
            chain.add("r:" + i + " = r:" + (i - 1));
        }
        assertThat(kind("r:19999", rules("a.yml", chain.toArray(String[]::new)))).map(Known::summed).contains(true);
    }
}
