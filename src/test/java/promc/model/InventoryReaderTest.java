package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.model.Inventory.MetricFacts;
import promc.model.Inventory.MetricType;
import promc.source.Problem;
import promc.source.SourceFile;

class InventoryReaderTest {
    private static Inventory read(String... texts) {
        InventoryReader reader = new InventoryReader();
        for (int i = 0; i < texts.length; i++) {
            assertThat(reader.read(SourceFile.of("dir/file" + i, texts[i]))).as("problems of %s", texts[i]).isEmpty();
        }
        return reader.inventory();
    }

    private static List<Problem> problems(String text) {
        return new InventoryReader().read(SourceFile.of("file", text));
    }

    private static MetricFacts metric(Inventory inventory, String name) {
        return inventory.metric(name).orElseThrow();
    }

    @Test
    void anExpositionTellsTypesAndLabelsOfWhatATargetShows() {
        Inventory inventory = read("""
                # TYPE d_seconds histogram
                d_seconds_bucket{le="1"} 1
                d_seconds_bucket{le="+Inf"} 1
                d_seconds_count 1
                """);
        assertThat(metric(inventory, "d_seconds_bucket").type()).contains(MetricType.HISTOGRAM);
        assertThat(metric(inventory, "d_seconds_bucket").series()).hasValue(2);
        assertThat(metric(inventory, "d_seconds_bucket").labels().orElseThrow().get("le").values()).hasValue(2);
        assertThat(metric(inventory, "d_seconds_count").labels().orElseThrow()).isEmpty();
        assertThat(metric(inventory, "d_seconds_count").origin().exposed()).isTrue();
        assertThat(metric(inventory, "d_seconds_count").origin().description()).isEqualTo("file0");
        assertThat(inventory.totalSeries()).isEmpty();
    }

    @Test
    void whatAFederateEndpointAnswersIsStoredThatWay() {
        Inventory inventory = read("# TYPE up untyped\nup{instance=\"a:1\",job=\"a\"} 1\n# TYPE s untyped\ns{instance=\"\"} 1\n");
        assertThat(metric(inventory, "up").origin().exposed()).isFalse();
        assertThat(metric(inventory, "s").labels().orElseThrow()).isEmpty();
    }

    @Test
    void openMetricsTellsUnitsAndNamesCountersWithoutTotal() {
        Inventory inventory = read("# TYPE c_bytes counter\n# UNIT c_bytes bytes\nc_bytes_total 1\n# EOF\n");
        assertThat(metric(inventory, "c_bytes_total").type()).contains(MetricType.COUNTER);
        assertThat(metric(inventory, "c_bytes_total").unit()).contains("bytes");
    }

    @ParameterizedTest
    @CsvSource({"'{\"status\":\"success\",\"data\":', '}'", "'', ''"})
    void theStatusOfADatabaseTellsNumbersOnly(String before, String after) {
        Inventory inventory = read(before + """
                {"headStats":{"numSeries":537,"numLabelPairs":463},"seriesCountByMetricName":[{"name":"x_total","value":54}],
                "labelValueCountByLabelName":[{"name":"le","value":79}],"memoryInBytesByLabelName":[{"name":"le","value":7}],
                "seriesCountByLabelValuePair":[{"name":"job=prometheus","value":537}]}""" + after);
        assertThat(inventory.totalSeries()).hasValue(537);
        assertThat(metric(inventory, "x_total").series()).hasValue(54);
        assertThat(metric(inventory, "x_total").labels()).isEmpty();
        assertThat(metric(inventory, "x_total").type()).isEmpty();
        assertThat(inventory.labelValues("le")).hasValue(79);
        assertThat(inventory.labelValues("job")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'{\"status\":\"success\",\"data\":', '}'", "'', ''"})
    void seriesTellLabelSets(String before, String after) {
        Inventory inventory = read(before + "[{\"__name__\":\"up\",\"job\":\"a\"},{\"__name__\":\"up\",\"job\":\"b\"},{\"__name__\":\"up\",\"job\":\"b\"}]" + after);
        assertThat(metric(inventory, "up").series()).hasValue(2);
        assertThat(metric(inventory, "up").labels().orElseThrow().get("job").seen().orElseThrow()).containsExactly("a", "b");
        assertThat(metric(inventory, "up").origin().exposed()).isFalse();
    }

    @Test
    void metadataTellsTypesOnlyAndOnlyWhereTargetsAgree() {
        Inventory inventory = read("""
                {"status":"success","data":{"a_total":[{"type":"counter","help":"h","unit":""}],"b":[{"type":"gauge"},{"type":"counter"}],"h":[{"type":"histogram","unit":"seconds"}]}}""");
        assertThat(metric(inventory, "a_total").type()).contains(MetricType.COUNTER);
        assertThat(metric(inventory, "a_total").series()).isEmpty();
        assertThat(inventory.metric("b")).isEmpty();
        assertThat(metric(inventory, "h_bucket").type()).contains(MetricType.HISTOGRAM);
        assertThat(metric(inventory, "h_bucket").unit()).contains("seconds");
    }

    @Test
    void countsByNameAreNumbersOfSeries() {
        Inventory inventory = read("""
                {"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"a"},"value":[1435781451.781,"1988412"]},{"metric":{"__name__":"b"},"value":[1,"3"]}]}}""");
        assertThat(metric(inventory, "a").series()).hasValue(1988412);
        assertThat(metric(inventory, "a").labels()).isEmpty();
    }

    @Test
    void resultsWithJobAndInstanceAreSeriesAsTheyAreStored() {
        Inventory inventory = read("""
                {"resultType":"vector","result":[{"metric":{"__name__":"up","job":"a","instance":"a:1"},"value":[1,"1"]},{"metric":{"__name__":"up","job":"a","instance":"a:2"},"value":[1,"1"]}]}""");
        assertThat(metric(inventory, "up").series()).hasValue(2);
        assertThat(metric(inventory, "up").labels().orElseThrow()).containsOnlyKeys("instance", "job");
    }

    @Test
    void whatAnAggregationLeftTellsValuesOfLabelsOnly() {
        Inventory inventory = read("""
                {"resultType":"vector","result":[{"metric":{"__name__":"up","job":"a"},"value":[1,"12"]},{"metric":{"__name__":"lone"},"value":[1,"7"]},{"metric":{"pod":"p"},"value":[1,"1"]}]}""");
        assertThat(metric(inventory, "up").series()).isEmpty();
        assertThat(metric(inventory, "up").labels()).isEmpty();
        assertThat(metric(inventory, "lone").series()).isEmpty();
        assertThat(inventory.labelValues("job")).hasValue(1);
        assertThat(inventory.labelValues("pod")).hasValue(1);
    }

    @Test
    void anAnalysisOfABlockTellsItsLongestLists() {
        Inventory inventory = read("""
                Block ID: 01ABC
                Duration: 2h0m0s
                Total Series: 3000
                Label names: 12

                Most common label pairs:
                17 job=a

                Highest cardinality labels:
                1906 __name__
                860 instance

                Highest cardinality metric names:
                1400 http_requests_total
                """);
        assertThat(inventory.totalSeries()).hasValue(3000);
        assertThat(inventory.labelValues("instance")).hasValue(860);
        assertThat(metric(inventory, "http_requests_total").series()).hasValue(1400);
        assertThat(inventory.metrics()).hasSize(1);
    }

    @Test
    void filesOfOneKindCountEachSeriesOnce() {
        Inventory inventory = read("# TYPE a gauge\na{x=\"1\"} 1\na{x=\"2\"} 1\n", "a{x=\"2\"} 1\na{x=\"3\"} 1\na 1\n");
        assertThat(metric(inventory, "a").series()).hasValue(4);
        assertThat(metric(inventory, "a").labels().orElseThrow().get("x").always()).isFalse();
        assertThat(metric(inventory, "a").origin().description()).isEqualTo("file0, file1");
    }

    @Test
    void theSeriesOfATargetAreNotThoseOfTheDatabase() {
        String status = "{\"headStats\":{\"numSeries\":900},\"seriesCountByMetricName\":[{\"name\":\"a\",\"value\":54}],\"labelValueCountByLabelName\":[{\"name\":\"x\",\"value\":7}]}";
        String target = "# TYPE a gauge\na{x=\"1\",y=\"1\"} 1\nb{x=\"1\"} 1\n";
        for (Inventory both : List.of(read(target, status), read(status, target), Inventory.merge(List.of(read(target), read(status))))) {
            assertThat(both.countsDatabase()).isTrue();
            assertThat(metric(both, "a").series()).hasValue(54);
            assertThat(metric(both, "a").labels().orElseThrow()).containsOnlyKeys("x", "y");
            assertThat(metric(both, "a").labels().orElseThrow().get("y").values()).isEmpty();
            assertThat(metric(both, "a").origin().exposed()).isTrue();
            assertThat(metric(both, "b").series()).as("one target's").isEmpty();
            assertThat(both.labelValues("x")).hasValue(7);
            assertThat(both.labelValues("y")).isEmpty();
            assertThat(both.labelValues()).containsOnlyKeys("x");
        }
    }

    @Test
    void labelsThatAreStoredAreToldByTheDatabase() {
        Inventory inventory = read("# TYPE a gauge\na{x=\"1\"} 1\na{x=\"2\"} 1\n", "[{\"__name__\":\"a\",\"job\":\"j\"}]");
        assertThat(metric(inventory, "a").type()).contains(MetricType.GAUGE);
        assertThat(metric(inventory, "a").labels().orElseThrow()).containsOnlyKeys("job");
        assertThat(metric(inventory, "a").series()).hasValue(1);
        assertThat(metric(inventory, "a").origin()).isEqualTo(new Inventory.Origin("file1, file0"));
    }

    @Test
    void metadataLeavesLabelsAsATargetShowsThem() {
        Inventory inventory = read("c_seconds_bucket{le=\"1\"} 1\na{x=\"1\"} 1\n", "{\"a\":[{\"type\":\"gauge\"}],\"c_seconds\":[{\"type\":\"histogram\"}]}");
        assertThat(metric(inventory, "a").type()).contains(MetricType.GAUGE);
        assertThat(metric(inventory, "a").origin().exposed()).isTrue();
        assertThat(metric(inventory, "a").series()).hasValue(1);
        assertThat(metric(inventory, "c_seconds_bucket").type()).contains(MetricType.HISTOGRAM);
        assertThat(metric(inventory, "c_seconds_bucket").origin().exposed()).isTrue();
    }

    @Test
    void whatIsNoInventoryIsSaidInOneLine() {
        assertThat(problems("")).extracting(Problem::message).containsExactly("the file is empty");
        assertThat(problems("groups:\n- name: a\n")).extracting(Problem::message).containsExactly("this is none of the formats of an inventory");
        assertThat(problems("{\"groups\": []}")).extracting(Problem::message).containsExactly("this JSON tells nothing of metrics");
        assertThat(problems("{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"invalid parameter\"}")).extracting(Problem::message)
                .containsExactly("the server answered with an error: invalid parameter");
        assertThat(problems("[\"a\", \"b\"]")).extracting(Problem::message).containsExactly("this JSON tells nothing of metrics");
        assertThat(problems("{\"status\":\"success\",\n\"data\":[{\"__name__\" 1")).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo("the JSON breaks off or is wrong at `$.data[0].__name__`");
            assertThat(problem.span().start()).isGreaterThan(22);
        });
        assertThat(problems("{,")).hasSize(1);
        assertThat(problems("[".repeat(100_000))).hasSize(1);
        assertThat(problems("{\"data\":" + "[".repeat(100_000))).hasSize(1);
        assertThat(problems("Block ID: none\n")).hasSize(1);
        assertThat(problems("up 1\nup{\n")).extracting(Problem::message).containsExactly("`{` is never closed on this line");
        assertThat(problems("{\"data\": [], \"x\": {\"headStats\": 7}} {}")).hasSize(1);
        assertThat(problems("{\"headStats\":{\"numSeries\":1e99},\"result\":{}}")).hasSize(1);
    }

    @Test
    void aSampleMayBeginWithABrace() {
        assertThat(metric(read("{\"my.metric\",a=\"b\"} 1\n"), "my.metric").series()).hasValue(1);
        assertThat(metric(read("{a=\"http://b\",\"my.metric\"} 1\n"), "my.metric").series()).hasValue(1);
        assertThat(metric(read("{\"my.metric\"} 1\n"), "my.metric").series()).hasValue(1);
    }
}
