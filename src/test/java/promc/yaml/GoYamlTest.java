package promc.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.yaml.GoYaml.Dialect;
import promc.yaml.GoYaml.Kind;

class GoYamlTest {
    @ParameterizedTest
    @CsvSource({"'',NULL,NULL", "~,NULL,NULL", "Null,NULL,NULL", "true,BOOL,BOOL", "yes,BOOL,STRING", "y,BOOL,STRING", "Off,BOOL,STRING",
            "oFF,STRING,STRING", "5,INT,INT", "-5,INT,INT", "0777,INT,INT", "08,FLOAT,FLOAT", "0x1F,INT,INT", "0o17,INT,INT",
            "0b101,INT,INT", "1_000,INT,INT", "1.5,FLOAT,FLOAT", "1e3,FLOAT,FLOAT", ".5,FLOAT,FLOAT", "-.inf,FLOAT,FLOAT",
            ".nan,FLOAT,FLOAT", "1:30,STRING,STRING", "5m,STRING,STRING", "2020-01-02,TIMESTAMP,TIMESTAMP", "=,STRING,STRING",
            "<<,MERGE,MERGE", "0,INT,INT", "-,STRING,STRING", "1.2.3,STRING,STRING"})
    void plainScalarsAreReadAsGoReadsThem(String text, Kind v2, Kind v3) {
        assertThat(GoYaml.kind(text, Dialect.V2)).isEqualTo(v2);
        assertThat(GoYaml.kind(text, Dialect.V3)).isEqualTo(v3);
    }

    @Test
    void quotesAndTagsDecide() {
        assertThat(GoYaml.kind(Trees.value("k: '5'"), Dialect.V3)).isEqualTo(Kind.STRING);
        assertThat(GoYaml.kind(Trees.value("k: !!int '5'"), Dialect.V3)).isEqualTo(Kind.INT);
        assertThat(GoYaml.kind(Trees.value("k: !!str 5"), Dialect.V2)).isEqualTo(Kind.STRING);
        assertThat(GoYaml.kind(Trees.value("k: |\n  5"), Dialect.V2)).isEqualTo(Kind.STRING);
    }

    @Test
    void aBooleanFieldTakesMoreThanBooleans() {
        assertThat(GoYaml.bool(Trees.value("k: on"), Dialect.V2)).contains(true);
        assertThat(GoYaml.bool(Trees.value("k: 'on'"), Dialect.V2)).isEmpty();
        assertThat(GoYaml.bool(Trees.value("k: no"), Dialect.V3)).contains(false);
        assertThat(GoYaml.bool(Trees.value("k: 'no'"), Dialect.V3)).contains(false);
        assertThat(GoYaml.bool(Trees.value("k: 'true'"), Dialect.V3)).isEmpty();
        assertThat(GoYaml.bool(Trees.value("k: 1"), Dialect.V3)).isEmpty();
    }
}
