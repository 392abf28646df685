package promc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import promc.schema.NewerKeys.Newer;
import promc.source.SourceFile;
import promc.yaml.Yaml;
import promc.yaml.YamlNode.YamlMapping;

class NewerKeysTest {
    private static List<String> keys(int major, int minor, String text) {
        YamlMapping root = (YamlMapping) Yaml.parse(SourceFile.of("prometheus.yml", text)).documents().getFirst().root().orElseThrow();
        return NewerKeys.in(root, ConfigKeys.ROOT, major, minor).stream().map(Newer::key).toList();
    }

    @Test
    void theReleaseThatBringsAKeyKnowsIt() {
        String text = "global: {rule_query_offset: 1m}\n";
        assertThat(keys(2, 52, text)).containsExactly("rule_query_offset");
        assertThat(keys(2, 53, text)).isEmpty();
        assertThat(keys(3, 0, text)).isEmpty();
    }

    @Test
    void aKeyMayComeToOneSectionLaterThanToAnother() {
        String text = "global: {always_scrape_classic_histograms: true}\nscrape_configs: [{job_name: a, always_scrape_classic_histograms: true}]\n";
        assertThat(keys(3, 0, text)).containsExactly("always_scrape_classic_histograms");
        assertThat(keys(2, 55, text)).hasSize(2);
    }

    @Test
    void onlyTheOutermostKeyIsTold() {
        assertThat(keys(2, 20, "storage: {tsdb: {retention: {percentage: 50}}}\n")).containsExactly("storage");
    }

    @Test
    void whatIsMergedIsToldOnce() {
        assertThat(keys(2, 20, "scrape_configs:\n- &a {job_name: a, label_limit: 9}\n- {<<: *a, job_name: b}\n")).containsExactly("label_limit");
    }

    @Test
    void keysThatNoReleaseKnowsAreNotItsBusiness() {
        assertThat(keys(2, 20, "scrape_config: []\nglobal: {interval: 1m}\n")).isEmpty();
    }
}
