package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.Rule;
import promc.source.SourceFile;

/// What readers of recorded series learn about them.
class RecordedSeriesTest {
    private static final String ALERT = "  - alert: A\n    expr: ";

    private static Facts facts(Map<String, String> files, String alert) {
        List<SourceFile> sources = new ArrayList<>();
        files.forEach((path, text) -> sources.add(SourceFile.of(path, text)));
        Estate estate = EstateReader.read(sources);
        Expression expression = estate.rules().filter(rule -> rule.isAlert() && rule.name().value().filter(alert::equals).isPresent()).map(Rule::expr)
                .flatMap(field -> field.value().stream()).findFirst().orElseThrow();
        EstateFacts facts = new EstateFacts(estate, path -> Inventory.NONE);
        Optional<Facts> likely = facts.likely(expression);
        return likely.orElseGet(() -> facts.proved(expression));
    }

    private static String rules(String... lines) {
        return "groups:\n- name: g\n  labels: {team: a}\n  rules:\n" + String.join("", lines);
    }

    private static String record(String name, String expr, String labels) {
        return "  - record: " + name + "\n    expr: " + expr + "\n    labels: " + labels + "\n";
    }

    @Test
    void aReaderSeesWhatTheRuleKeepsAndSets() {
        Facts facts = facts(Map.of("r.yml", rules(record("job:up:sum", "sum by (job) (up)", "{env: prod, job: ''}"), ALERT + "job:up:sum\n")), "A");
        assertThat(facts.root().label("env").values()).isEqualTo(Values.of("prod"));
        assertThat(facts.root().label("env").presence()).isEqualTo(Presence.ALWAYS);
        assertThat(facts.root().label("team").values()).isEqualTo(Values.of("a"));
        assertThat(facts.root().label("job").presence()).isEqualTo(Presence.NEVER);
        assertThat(facts.root().label("job").why().reason()).isEqualTo("the rule deletes it");
        assertThat(facts.root().label("pod").presence()).isEqualTo(Presence.NEVER);
        assertThat(facts.root().label("pod").why().elsewhere()).isPresent();
        assertThat(facts.root().samples().contains(-1)).isFalse();
    }

    @Test
    void severalRulesOfOneNameAddUp() {
        Facts facts = facts(Map.of("r.yml", rules(record("x:y", "sum by (a) (m)", "{kind: one}"), record("x:y", "sum by (b) (m)", "{kind: two}"), ALERT + "x:y{kind='two'}\n")), "A");
        assertThat(facts.root().label("a").presence()).isEqualTo(Presence.NEVER);
        assertThat(facts.root().label("b").presence()).isEqualTo(Presence.MAYBE);
    }

    @Test
    void rulesThatReadEachOtherSettle() {
        Facts facts = facts(Map.of("r.yml", rules(record("a:x", "sum by (job) (b:x) + 1", "{}"), record("b:x", "a:x or sum by (job, pod) (m)", "{}"), ALERT + "a:x\n")), "A");
        assertThat(facts.root().label("job").presence()).isEqualTo(Presence.MAYBE);
        assertThat(facts.root().label("pod").presence()).isEqualTo(Presence.NEVER);
        assertThat(facts.root().label("team").presence()).isEqualTo(Presence.ALWAYS);
    }

    @Test
    void rulesThatFeedOnEachOtherAloneHaveTheirFirstSeriesFromElsewhere() {
        Facts facts = facts(Map.of("r.yml", rules(record("a:x", "a:x + 1", "{}"), ALERT + "a:x\n")), "A");
        assertThat(facts.root().returns()).isEqualTo(Truth.SOMETIMES);
        assertThat(facts.root().label("team").presence()).isEqualTo(Presence.MAYBE);
    }

    @Test
    void longChainsAndLargeCyclesSettle() {
        StringBuilder chain = new StringBuilder();
        StringBuilder cycle = new StringBuilder(record("c0:x", "c1999:x or sum by (job) (m)", "{}"));
        for (int i = 1; i < 2000; i++) {
            chain.append(record("m" + i + ":x", "sum by (job) (m" + (i - 1) + ":x)", "{}"));
            cycle.append(record("c" + i + ":x", "c" + (i - 1) + ":x", "{}"));
        }
        assertThat(facts(Map.of("r.yml", rules(chain + ALERT + "m1999:x\n")), "A").root().label("pod").presence()).isEqualTo(Presence.NEVER);
        // It takes as many rounds as the cycle has rules to go round it: too many.
        assertThat(facts(Map.of("r.yml", rules(cycle + ALERT + "c1999:x\n")), "A").root().label("pod").presence()).isEqualTo(Presence.MAYBE);
    }

    @Test
    void theNearestRecordCounts() {
        Map<String, String> files = Map.of("dev/rules.yml", rules(record("x:y", "sum by (a) (m)", "{}")), "dev/alerts.yml", rules("  - alert: Dev\n    expr: x:y\n"),
                "prod/rules.yml", rules(record("x:y", "sum by (b) (m)", "{}")), "prod/alerts.yml", rules("  - alert: Prod\n    expr: x:y\n"));
        assertThat(facts(files, "Dev").root().label("b").presence()).isEqualTo(Presence.NEVER);
        assertThat(facts(files, "Dev").root().label("a").presence()).isEqualTo(Presence.MAYBE);
        assertThat(facts(files, "Prod").root().label("a").presence()).isEqualTo(Presence.NEVER);
    }

    @Test
    void aServerReadsOnlyWhatItLoads() {
        Map<String, String> files = Map.of("prometheus.yml", "scrape_configs: []\nrule_files: [alerts.yml, near.yml]\n", "near.yml", rules(record("x:y", "sum by (a) (m)", "{}")),
                "other.yml", rules(record("x:y", "sum by (b) (m)", "{}")), "alerts.yml", rules(ALERT + "x:y\n"));
        assertThat(facts(files, "A").root().label("b").presence()).isEqualTo(Presence.NEVER);
        assertThat(facts(files, "A").root().label("a").presence()).isEqualTo(Presence.MAYBE);
    }

    @Test
    void upMayBeAnythingWhereARuleRecordsIt() {
        assertThat(proved(rules(ALERT + "up > 1\n")).root().returns()).isEqualTo(Truth.NEVER);
        assertThat(proved(rules(record("up", "sum by (job) (m)", "{}"), ALERT + "up > 1\n")).root().returns()).isEqualTo(Truth.SOMETIMES);
    }

    private static Facts proved(String text) {
        Estate estate = EstateReader.read(List.of(SourceFile.of("r.yml", text)));
        Expression expression = estate.rules().filter(Rule::isAlert).flatMap(rule -> rule.expr().value().stream()).findFirst().orElseThrow();
        return new EstateFacts(estate, path -> Inventory.NONE).proved(expression);
    }

    @Test
    void aServerWritesTheAlertsItHas() {
        String reader = "  - alert: Reader\n    expr: ALERTS{alertname=~'%s'}\n";
        String alert = "  - alert: Down\n    expr: sum by (job) (up) == 0\n    labels: {severity: page, note: '{{ $value }}'}\n";
        Map<String, String> files = Map.of("prometheus.yml", "rule_files: [r.yml]\n", "r.yml", rules(alert, reader.formatted("Down")));
        Facts facts = facts(files, "Reader");
        assertThat(facts.root().label("severity").values()).isEqualTo(Values.of("page"));
        assertThat(facts.root().label("job").presence()).isEqualTo(Presence.MAYBE);
        assertThat(facts.root().label("note").presence()).isEqualTo(Presence.MAYBE);
        assertThat(facts.root().label("alertstate").values()).isEqualTo(Values.of(List.of("firing", "pending")));
        assertThat(facts.root().label("pod").presence()).isEqualTo(Presence.NEVER);
        assertThat(facts(Map.of("prometheus.yml", "rule_files: [r.yml]\n", "r.yml", rules(alert, reader.formatted("Up"))), "Reader").root().returns()).isEqualTo(Truth.NEVER);
        // Not so where a server below may send its own, or where no server is known.
        assertThat(facts(Map.of("prometheus.yml", "rule_files: [r.yml]\nremote_read: [{url: 'http://b'}]\n", "r.yml", rules(alert, reader.formatted("Up"))), "Reader").root().returns())
                .isEqualTo(Truth.SOMETIMES);
        assertThat(facts(Map.of("r.yml", rules(alert, reader.formatted("Up"))), "Reader").root().returns()).isEqualTo(Truth.SOMETIMES);
    }

    @Test
    void whatIsRecordedIsBoundedByItsRule() {
        String text = rules(record("job:up:count", "count by (job) (up)", "{}"), record("all:up:count", "sum by (job, kind) (job:up:count or vector(0))", "{}"), ALERT + "all:up:count * 2\n");
        assertThat(cardinality(text).root().text()).isEqualTo("|job|");
        assertThat(cardinality(rules(record("a:x", "a:x or up", "{}"), ALERT + "a:x\n")).root().text()).isEqualTo("|a:x|");
    }

    @Test
    void boundsOfACycleDoNotDependOnWhoAsksFirst() {
        String text = rules(record("a:x", "b:x or sum by (job) (up)", "{}"), record("b:x", "a:x or vector(1)", "{}"), record("c:x", "a:x * 2", "{}"), "  - alert: A\n    expr: a:x\n",
                "  - alert: C\n    expr: c:x\n");
        Map<String, String> first = bounds(text, List.of("A", "C"));
        assertThat(first).hasSize(2).isEqualTo(bounds(text, List.of("C", "A")));
    }

    private static Map<String, String> bounds(String text, List<String> order) {
        Estate estate = EstateReader.read(List.of(SourceFile.of("r.yml", text)));
        EstateFacts facts = new EstateFacts(estate, path -> Inventory.NONE);
        Map<String, String> bounds = new TreeMap<>();
        for (String alert : order) {
            Expression expression = estate.rules().filter(rule -> rule.name().value().filter(alert::equals).isPresent()).flatMap(rule -> rule.expr().value().stream()).findFirst().orElseThrow();
            bounds.put(alert, facts.cardinality(expression, facts.likely(expression).orElseThrow()).root().toString());
        }
        return bounds;
    }

    private static Cardinality cardinality(String text) {
        Estate estate = EstateReader.read(List.of(SourceFile.of("r.yml", text)));
        Expression expression = estate.rules().filter(Rule::isAlert).flatMap(rule -> rule.expr().value().stream()).findFirst().orElseThrow();
        EstateFacts facts = new EstateFacts(estate, path -> Inventory.NONE);
        return facts.cardinality(expression, facts.likely(expression).orElseThrow());
    }
}
