package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import promc.model.ServerFlags.Flag;
import promc.source.SourceFile;

/// Command lines in units of systemd and in the files of variables beside them.
class UnitsTest {
    private static final String UNIT = "etc/systemd/system/prometheus.service";

    private static Estate estate(String... pathsAndTexts) {
        return EstateReader.read(Stream.iterate(0, i -> i < pathsAndTexts.length, i -> i + 2).map(i -> SourceFile.of(pathsAndTexts[i], pathsAndTexts[i + 1])).toList());
    }

    private static List<String> flags(Estate estate) {
        return estate.processes().getFirst().flags().flags().stream().map(flag -> flag.name() + flag.value().map(value -> "=" + value.value()).orElse("")).toList();
    }

    @Test
    void linesContinueAroundComments() {
        Estate estate = estate(UNIT, """
                [Service]
                ExecStart=-/usr/bin/prometheus \\
                  --config.file=/etc/p.yml \\
                # --web.enable-lifecycle \\
                  "--web.page-title=a b"
                Restart=always
                """);
        assertThat(flags(estate)).containsExactly("config.file=/etc/p.yml", "web.page-title=a b");
        Flag title = estate.processes().getFirst().flags().flags().getLast();
        assertThat(title.span().of(estate.files().getFirst().source().text())).isEqualTo("--web.page-title=a b");
        assertThat(estate.processes().getFirst().what()).isEqualTo("the unit `prometheus.service`");
    }

    @Test
    void variablesBringTheirWords() {
        Estate estate = estate(UNIT, "[Service]\nEnvironmentFile=-/etc/default/prometheus\nEnvironment=MORE=--web.enable-lifecycle\nExecStart=/usr/bin/prometheus $ARGS ${MORE} $OTHER\n",
                "etc/default/prometheus", "# Set the command-line arguments\nARGS=\"--web.page-title=x \\\n --web.max-connections=5\"\n");
        assertThat(flags(estate)).containsExactly("web.page-title=x", "web.max-connections=5", "web.enable-lifecycle");
        assertThat(estate.processes()).hasSize(1);
        assertThat(estate.processes().getFirst().flags().open()).isTrue();
        assertThat(estate.processes().getFirst().flags().flags().getFirst().text().file().path()).isEqualTo("etc/default/prometheus");
    }

    @Test
    void aDropInSetsTheCommandAnew() {
        Estate estate = estate(UNIT, "[Service]\nExecStart=/usr/bin/prometheus --web.page-title=a\n",
                UNIT + ".d/override.conf", "[Service]\nExecStart=\nExecStart=/usr/bin/prometheus --web.page-title=b --web.user-assets=/%i\n");
        assertThat(flags(estate).getFirst()).isEqualTo("web.page-title=b");
        assertThat(estate.processes().getFirst().flags().flags().getLast().value().orElseThrow().unknown()).isTrue();
    }

    @Test
    void aServerIsFoundWhereTheRepositoryMirrorsTheHost() {
        Estate estate = estate("host/" + UNIT, "[Service]\nExecStart=/usr/bin/prometheus --config.file=/etc/prometheus/p.yml\n",
                "host/etc/prometheus/p.yml", "rule_files: [rules/*.yml]\nscrape_configs: [{job_name: a}]\n",
                "host/etc/prometheus/rules/a.yml", "groups: [{name: g, rules: [{record: a, expr: b}]}]\n");
        assertThat(estate.servers()).hasSize(1);
        assertThat(estate.servers().getFirst().runs()).isPresent();
        assertThat(estate.servers().getFirst().rules().getFirst().files()).hasSize(1);
    }

    @Test
    void aFileOfFlagsStandsForThePackage() {
        assertThat(flags(estate("roles/files/default/prometheus", "ARGS='--web.page-title=a'\n"))).containsExactly("web.page-title=a");
        assertThat(estate("roles/files/default/grafana", "ARGS='--web.page-title=a'\n").processes()).isEmpty();
        assertThat(estate("etc/default/prometheus", "ARGS=\"\"\n").files().getFirst().views()).isEmpty();
        assertThat(estate(UNIT, "[Unit]\nDescription=x\n").files().getFirst().views()).isEmpty();
    }

    @Test
    void whatATemplateWritesIsNotKnown() {
        Estate estate = estate("templates/prometheus.service.j2", "[Service]\nExecStart={{ dir }}/prometheus --storage.tsdb.retention.time={{ retention }} {% for x in y %}--{{ x }}{% endfor %}\n");
        assertThat(estate.processes().getFirst().flags().open()).isTrue();
        assertThat(estate.processes().getFirst().flags().value("storage.tsdb.retention.time")).isEmpty();
    }
}
