package promc.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonWriter;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The schema and the reader must agree on what is right.
class ConfigSchemaTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {}                                                                                  | true
            {"root": true, "checks": null, "paths": []}                                         | true
            {"checks": {"sample/plain": "off", "other/*": "error"}}                             | true
            {"checks": {"sample/rich": {"severity": "info", "words": ["a", 1], "name": "x", "limit": 1, "strict": false}}} | true
            {"checks": {"sample/*": {"severity": "off"}}}                                       | true
            {"paths": [{"match": "a/**", "checks": {"sample/plain": "off"}}]}                   | true
            {"inventory": null, "budgets": {}, "defaults": {"lookback": "5m"}}                  | true
            {"inventory": {"files": ["a.prom"], "labels": {"pod": 3000, "mode": ["idle", 1]}, "metrics": {"x": {"type": "gauge", "labels": ["a"], "series": 0}}, "closed": true}} | true
            {"inventory": {"labels": {"pod": 0}}}                                               | false
            {"inventory": {"metrics": {"x": {"type": "count"}}}}                                | false
            {"inventory": {"file": ["a"]}}                                                      | false
            {"inventory": []}                                                                   | false
            {"budgets": {"rule": 10000, "total": 3000000}}                                      | true
            {"budgets": {"rule": 0}}                                                            | false
            {"budgets": {"rules": 1}}                                                           | false
            {"defaults": {"scrape_interval": "30"}}                                             | false
            {"defaults": {"scrape": "30s"}}                                                     | false
            {"rot": true}                                                                       | false
            {"root": "true"}                                                                    | false
            {"checks": {"sample/plian": "off"}}                                                 | false
            {"checks": {"sample/plain": "of"}}                                                  | false
            {"checks": {"sample/plain": {"limit": 1}}}                                          | false
            {"checks": {"sample/*": {"limit": 1}}}                                              | false
            {"checks": {"sample/rich": {"limit": "1"}}}                                         | false
            {"checks": {"sample/rich": {"words": "a"}}}                                         | false
            {"checks": []}                                                                      | false
            {"paths": [{"match": "a"}]}                                                         | false
            {"paths": [{"checks": {}}]}                                                         | false
            {"paths": {"match": "a", "checks": {}}}                                             | false
            []                                                                                  | false
            """)
    void agreesWithTheReader(String config, boolean valid) throws IOException {
        StringWriter schema = new StringWriter();
        ConfigSchema.write(ConfigReaderTest.KNOWN, new JsonWriter(schema));
        assertThat(new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory()).validate(schema.toString(), config).isValid()).isEqualTo(valid);
        assertThat(ConfigReaderTest.read(config).problems().isEmpty()).isEqualTo(valid);
    }
}
