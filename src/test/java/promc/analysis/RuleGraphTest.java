package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import promc.model.EstateReader;
import promc.model.Inventory;
import promc.source.SourceFile;

/// Who reads whom.
class RuleGraphTest {
    private static RuleGraph graph(String... rules) {
        StringBuilder text = new StringBuilder("groups:\n- name: g\n  rules:\n");
        for (String rule : rules) {
            text.append("  - ").append(rule.replace("\n", "\n    ")).append('\n');
        }
        return new EstateFacts(EstateReader.read(List.of(SourceFile.of("r.yml", text.toString()))), path -> Inventory.NONE).graph();
    }

    private static String record(String name, String expr, String labels) {
        return "record: " + name + "\nexpr: " + expr + "\nlabels: " + labels;
    }

    /// `reader<producer` for each edge, `?` behind those that are not sure and `@` behind those of the past.
    private static List<String> edges(RuleGraph graph) {
        return graph.nodes().stream().flatMap(node -> node.reads().stream()).map(reading -> reading.reader().position() + "<" + reading.producer().position() + (reading.sure() ? "" : "?")
                + (reading.past() ? "@" : "")).toList();
    }

    @Test
    void labelsDecideWhichOfSeveralRulesIsRead() {
        assertThat(edges(graph(record("a:b", "sum(up)", "{tier: x}"), record("a:b", "sum(up)", "{tier: y}"), record("a:b", "sum by (tier) (up)", "{}"),
                "alert: A\nexpr: a:b{tier=\"x\"} > 1", "alert: B\nexpr: a:b{tier!=\"x\"} > 1", "alert: C\nexpr: a:b{path=\"1\"} > 1", "alert: D\nexpr: a:b > 1")))
                .containsExactly("3<0", "3<2?", "4<1", "4<2?", "6<0", "6<1", "6<2");
    }

    @Test
    void manyRulesOfOneNameAreToldApartByTheLabelTheySet() {
        String[] rules = new String[81];
        for (int i = 0; i < 40; i++) {
            rules[2 * i] = record("slo:errors", "sum(up)", "{service: s" + i + "}");
            rules[2 * i + 1] = "alert: A" + i + "\nexpr: slo:errors{service=\"s" + i + "\"} > 1";
        }
        rules[80] = "alert: All\nexpr: count(slo:errors) > 1";
        RuleGraph graph = graph(rules);
        assertThat(graph.nodes().get(7).reads()).singleElement().satisfies(reading -> assertThat(reading.producer().position()).isEqualTo(6));
        assertThat(graph.nodes().get(80).reads()).hasSize(40);
    }

    @Test
    void patternsPastValuesAndAlertsAreRead() {
        RuleGraph graph = graph(record("job:a:sum", "sum(up)", "{}"), "alert: A\nexpr: count({__name__=~\"job:.*\"}) > 1", "alert: B\nexpr: rate(job:a:sum[5m]) > 1 or job:a:sum offset 1h > 1",
                "alert: C\nexpr: up == 0 unless ALERTS{alertname=\"A\",alertstate=\"firing\"}", "alert: D\nexpr: count({job=\"x\"}) > 1");
        assertThat(edges(graph)).containsExactly("1<0", "2<0@", "2<0@", "3<1?");
        assertThat(graph.nodes().get(4).wide()).hasSize(1);
        assertThat(graph.nodes().get(3).fromElsewhere()).hasSize(1);
    }

    @Test
    void circlesAreFoundAndClosed() {
        RuleGraph graph = graph(record("a:a", "sum(c:c)", "{}"), record("b:b", "sum(a:a)", "{}"), record("c:c", "sum(b:b)", "{}"), record("d:d", "d:d + c:c", "{}"));
        assertThat(graph.cycles()).singleElement().satisfies(cycle -> assertThat(cycle).extracting(RuleNode::name).containsExactly("a:a", "b:b", "c:c"));
        assertThat(graph.loop(graph.nodes().getFirst(), node -> true)).extracting(reading -> reading.reader().name()).containsExactly("a:a", "c:c", "b:b");
    }

    @Test
    void namesThatDifferInOneWordAreSiblings() {
        RuleGraph graph = graph(record("namespace:cpu_requests:sum", "sum(up)", "{}"));
        RuleNode rule = graph.nodes().getFirst();
        assertThat(List.of("namespace_name:cpu_requests:sum", "namespace:cpu_limits:sum")).allSatisfy(name -> assertThat(graph.sibling(name, rule.file())).contains(rule));
        assertThat(List.of("cluster:cpu_limits:sum", "namespace:cpu_requests", "a:b")).allSatisfy(name -> assertThat(graph.sibling(name, rule.file())).isEmpty());
    }
}
