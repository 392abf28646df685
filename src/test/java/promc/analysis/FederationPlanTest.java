package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Inventory;
import promc.promql.Expr.VectorSelector;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.source.SourceFile;
import promc.source.Span;

/// The list that is synthesised selects, of random databases, every series that some reader at the top reads once it has arrived there; and none of its selectors could be left out.
class FederationPlanTest {
    private static final int ESTATES = 400;
    private static final int SERIES = 60;
    private static final List<String> METRICS = List.of("up", "a_total", "a_seconds", "b", "job:a:rate5m", "job:b:rate5m");
    private static final List<String> LABELS = List.of("job", "instance", "cluster", "code", "exported_job", "exported_instance");
    private static final List<String> VALUES = List.of("", "api", "db", "eu", "federate", "leaf:9090", "200");
    private static final List<String> MATCHERS = List.of("=\"api\"", "!=\"api\"", "=~\"api|db\"", "=~\".+\"", "=\"\"", "=\"eu\"", "!~\"e.*\"", "=~\"a.*\"", "=\"federate\"", "=~\"200|\"");

    private final Random random = new Random(20261123);

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String selector() {
        String braces = random.ints(random.nextInt(3), 0, LABELS.size()).mapToObj(i -> LABELS.get(i) + any(MATCHERS)).collect(Collectors.joining(","));
        return switch (random.nextInt(6)) {
            case 0 -> "{__name__=~\"job:.*\"" + (braces.isEmpty() ? "" : "," + braces) + "}";
            case 1 -> "{__name__=~\"a_total|b\"" + (braces.isEmpty() ? "" : "," + braces) + "}";
            default -> any(METRICS) + (braces.isEmpty() ? "" : "{" + braces + "}");
        };
    }

    /// One estate: its files, and the readers of the top.
    private record World(FederationPlan plan, List<VectorSelector> readers, Map<String, String> external) {}

    private World world() {
        List<String> readers = Stream.generate(this::selector).limit(1 + random.nextInt(8)).toList();
        StringBuilder rules = new StringBuilder("groups:\n- name: g\n  rules:\n");
        for (int i = 0; i < readers.size(); i++) {
            rules.append("  - alert: A").append(i).append("\n    expr: '").append(readers.get(i)).append(" > 0'\n");
        }
        Map<String, String> external = new TreeMap<>();
        Stream.of("cluster", "code", "job").filter(label -> random.nextInt(3) == 0).forEach(label -> external.put(label, any(VALUES.subList(1, VALUES.size()))));
        String targetLabels = random.nextBoolean() ? "" : "\n      labels: {" + any(List.of("cluster", "code")) + ": \"" + any(VALUES.subList(1, VALUES.size())) + "\"}";
        String relabel = any(List.of("", "", "\n    metric_relabel_configs:\n    - {regex: code, action: labeldrop}", "\n    metric_relabel_configs:\n    - {source_labels: [job], target_label: code}",
                "\n    metric_relabel_configs:\n    - {source_labels: [__name__], regex: 'x_(.*)', target_label: __name__, replacement: '$1'}",
                "\n    metric_relabel_configs:\n    - {regex: 'exported_(.+)', action: labelmap}"));
        String top = "rule_files: [rules.yml]\nscrape_configs:\n- job_name: federate\n  honor_labels: " + random.nextBoolean() + "\n  metrics_path: /federate\n  params: {'match[]': ['" + selector()
                + "', '" + selector() + "']}\n  static_configs:\n  - targets: ['leaf:9090']" + targetLabels.replace("\n      ", "\n    ") + relabel.replace("\n    ", "\n  ") + "\n";
        String leaf = "global:\n  external_labels: {" + external.entrySet().stream().map(label -> label.getKey() + ": \"" + label.getValue() + "\"").collect(Collectors.joining(", "))
                + "}\nrule_files: [rules.yml]\nscrape_configs:\n- job_name: other\n  honor_labels: true\n  file_sd_configs: [{files: [x.json]}]\n";
        String recorded = "groups:\n- name: g\n  rules:\n  - {record: 'job:a:rate5m', expr: up}\n  - {record: 'job:b:rate5m', expr: up}\n";
        Estate estate = EstateReader.read(List.of(SourceFile.of("leaf/rules.yml", recorded), SourceFile.of("leaf/prometheus.yml", leaf), SourceFile.of("top/prometheus.yml", top), SourceFile.of("top/rules.yml", rules.toString())));
        LeafSetting setting = new LeafSetting("leaf:9090", List.of("leaf/prometheus.yml"), new Why("told", Span.at(0)));
        List<FederationPlan> plans = new EstateFacts(estate, path -> Inventory.NONE, path -> List.of(setting)).plans().all();
        assertThat(plans).hasSize(1);
        return new World(plans.getFirst(), readers.stream().map(FederationPlanTest::selector).toList(), external);
    }

    private static VectorSelector selector(String text) {
        return (VectorSelector) ((Parsed.Valid) Promql.parseSelector(text)).root();
    }

    private Map<String, String> series() {
        Map<String, String> labels = new TreeMap<>(Map.of(Shape.NAME, (random.nextInt(4) == 0 ? "x_" : "") + any(METRICS)));
        LABELS.forEach(label -> {
            String value = random.nextInt(2) == 0 ? "" : any(VALUES);
            if (!value.isEmpty()) {
                labels.put(label, value);
            }
        });
        return labels;
    }

    /// As `/federate` shows a series (Prometheus `web/federate.go`).
    private static Map<String, String> shown(Map<String, String> stored, Map<String, String> external) {
        Map<String, String> labels = new TreeMap<>(stored);
        external.forEach(labels::putIfAbsent);
        labels.putIfAbsent("instance", "");
        return labels;
    }

    @Test
    void theListSelectsWhatIsReadAndNothingOfItCanGo() {
        int read = 0;
        int spared = 0;
        for (int round = 0; round < ESTATES; round++) {
            World world = world();
            FederationPlan plan = world.plan;
            assertThat(plan.job().complete()).isTrue();
            assertThat(plan.renames()).isIn("", "`metric_relabel_configs` renames metrics, and which ones this reads cannot be told back");
            assertThat(plan.proof().isCovered()).as("%s", plan.list()).isTrue();
            ScrapeProcess process = ScrapeProcess.of(plan.job().config(), plan.job().job()).orElseThrow();
            Map<String, String> group = new TreeMap<>();
            plan.job().targets().getFirst().group().labels().forEach(pair -> group.put(pair.name(), pair.value().value().orElseThrow().value()));
            Map<String, String> target = process.target(Map.of(TargetLabels.ADDRESS, "leaf:9090"), group).orElseThrow();
            for (int i = 0; i < SERIES && plan.renames().isEmpty(); i++) {
                Map<String, String> stored = series();
                Map<String, String> arrived = process.series(shown(stored, world.external), target).orElse(Map.of());
                boolean wanted = world.readers.stream().anyMatch(reader -> isOwnReport(reader, plan) ? false : selects(reader, arrived));
                boolean selected = plan.list().stream().anyMatch(proposal -> proposal.selector().selects(stored));
                read += wanted ? 1 : 0;
                spared += selected ? 0 : 1;
                assertThat(!wanted || selected).as("%s arrives as %s, is read by %s and not selected by %s", stored, arrived, world.readers.stream().map(promc.promql.Printer::print).toList(),
                        plan.list().stream().map(proposal -> proposal.selector().text()).toList()).isTrue();
            }
            nothingCanGo(plan);
        }
        System.out.printf("federation: %d estates, %d series read at the top and all of them selected, %d not selected%n", ESTATES, read, spared);
        assertThat(read).isGreaterThan(ESTATES * 3);
        assertThat(spared).isGreaterThan(ESTATES * 3);
    }

    /// What Prometheus reports of the federating job itself is not collected by it.
    private static boolean isOwnReport(VectorSelector reader, FederationPlan plan) {
        return plan.own().stream().anyMatch(need -> need.selector().metric().equals(reader.metric())) && reader.matchers().stream().anyMatch(matcher -> matcher.value().value().equals("federate"));
    }

    private static boolean selects(VectorSelector selector, Map<String, String> labels) {
        return !labels.isEmpty() && SelectorSet.of(selector).orElseThrow().contains(labels);
    }

    private static void nothingCanGo(FederationPlan plan) {
        List<MatchSelector> list = plan.list().stream().map(FederationPlan.Proposal::selector).toList();
        for (MatchSelector gone : list) {
            List<SelectorSet> others = list.stream().filter(selector -> selector != gone).map(selector -> MatchSynthesis.set(selector).orElseThrow()).toList();
            assertThat(plan.needs()).as("%s without %s", list.stream().map(MatchSelector::text).toList(), gone.text())
                    .anyMatch(need -> SelectorSet.escape(MatchSynthesis.set(need.selector()).orElseThrow(), others) instanceof Escape.Witness);
        }
    }

    private static List<String> list(String... needed) {
        return MatchSynthesis.of(Arrays.stream(needed).map(text -> MatchSelector.of(selector(text))).toList()).selectors().stream().map(MatchSelector::text).toList();
    }

    @Test
    void selectorsOfOneMetricAreOne() {
        assertThat(list("up{job=\"a\"}", "up{job=\"b\"}")).containsExactly("up{job=~\"a|b\"}");
        assertThat(list("up{job=\"a\"}", "up")).containsExactly("up");
        assertThat(list("up{job=\"a\",x=\"1\"}", "up{job=\"a\",y=\"2\"}")).containsExactly("up{job=\"a\"}");
        assertThat(list("up{x=\"1\"}", "up{y=\"2\"}")).containsExactly("up{x=\"1\"}", "up{y=\"2\"}");
    }

    @Test
    void manyMetricsOfAFamilyAreOne() {
        assertThat(list("node_a", "node_b", "node_c", "up")).containsExactly("node_a", "node_b", "node_c", "up");
        assertThat(list("node_a", "node_b", "node_c", "node_d", "up")).containsExactly("{__name__=~\"node_a|node_b|node_c|node_d\"}", "up");
        assertThat(list("job:a:rate5m{job=\"x\"}", "job:b:rate5m", "job:c:rate5m", "job:d:rate5m", "job:e:rate5m"))
                .containsExactly("job:a:rate5m{job=\"x\"}", "{__name__=~\"job:b:rate5m|job:c:rate5m|job:d:rate5m|job:e:rate5m\"}");
    }

    @Test
    void whatAPatternSelectsNeedsNoOther() {
        assertThat(list("{__name__=~\"job:.*\"}", "job:a:rate5m", "up")).containsExactly("up", "{__name__=~\"job:.*\"}");
        List<String> needed = new ArrayList<>(List.of("{__name__=~\"m.*\",x=\"1\"}", "{__name__=~\"m.*\",x!=\"1\"}", "m{y=\"2\"}"));
        assertThat(list(needed.toArray(String[]::new))).containsExactly("{__name__=~\"m.*\",x=\"1\"}", "{__name__=~\"m.*\",x!=\"1\"}");
    }
}
