package promc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import promc.model.Inventory;
import promc.model.InventoryReader;
import promc.source.Problem;
import promc.source.SourceFile;

/// Damaged answers of servers: a problem with a place, or an inventory, and nothing else.
class InventoryFuzzTest {
    private static final long SEED = Long.getLong("promc.fuzz.seed", 20261122L);
    private static final int COUNT = Integer.getInteger("promc.fuzz.count", 1500);
    private static final List<String> SEEDS = List.of("""
            {"status":"success","data":{"headStats":{"numSeries":537,"numLabelPairs":463},"seriesCountByMetricName":[{"name":"x_total","value":54}],
            "labelValueCountByLabelName":[{"name":"le","value":79}],"memoryInBytesByLabelName":[{"name":"le","value":7}]}}
            """, """
            {"status":"success","data":[{"__name__":"up","job":"a"},{"__name__":"up","job":"b","zone":""}],"warnings":["w"]}
            """, """
            {"status":"success","data":{"a_total":[{"type":"counter","help":"h","unit":""}],"b":[{"type":"gauge"},{"type":"counter"}]}}
            """, """
            {"resultType":"vector","result":[{"metric":{"__name__":"a"},"value":[1435781451.781,"1988412"]},{"metric":{"__name__":"b","x":"y"},"value":[1,"3"]}]}
            """, """
            Block ID: 01ABC
            Total Series: 3000

            Highest cardinality labels:
            1906 __name__

            Highest cardinality metric names:
            1400 http_requests_total
            """, """
            # HELP d_seconds Takes
            # TYPE d_seconds histogram
            # UNIT d_seconds seconds
            d_seconds_bucket{le="+Inf",a="\\"\\n"} 1 # {trace_id="x"} 0.5 1.5
            {"my.metric","a.b"="c"} 1e3 1795356819
            # EOF
            """);

    @Test
    void everyDamageIsAProblemOrAnInventory() {
        Random random = new Random(SEED);
        int told = 0;
        int problems = 0;
        for (int i = 0; i < COUNT; i++) {
            String text = Mutations.mutate(SEEDS.get(random.nextInt(SEEDS.size())), SEEDS.get(random.nextInt(SEEDS.size())), random);
            InventoryReader reader = new InventoryReader();
            SourceFile file = SourceFile.of("file", text);
            try {
                List<Problem> found = reader.read(file);
                for (Problem problem : found) {
                    assertThat(problem.message()).isNotBlank();
                    assertThat(problem.span().end()).isLessThanOrEqualTo(file.text().length());
                }
                Inventory inventory = reader.inventory();
                inventory.metrics().forEach(metric -> assertThat(inventory.metric(metric.name())).isPresent());
                assertThat(Inventory.merge(List.of(inventory, inventory)).metrics()).hasSameSizeAs(inventory.metrics());
                told += found.isEmpty() && !inventory.isEmpty() ? 1 : 0;
                problems += found.isEmpty() ? 0 : 1;
            } catch (RuntimeException | StackOverflowError failed) {
                throw new AssertionError("mutation " + i + ", seed " + SEED + ":\n" + text, failed);
            }
        }
        assertThat(told).isPositive();
        assertThat(problems).isPositive();
    }
}
