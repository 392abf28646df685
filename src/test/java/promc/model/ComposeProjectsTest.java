package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.model.ComposeVariable.Source;
import promc.model.ServerProcess.Origin;
import promc.source.SourceFile;

/// What Compose makes of several files: variables, `extends`, override files, `include`, texts of `configs`.
class ComposeProjectsTest {
    /// Paths and texts in turn.
    private static Estate estate(String... files) {
        List<SourceFile> sources = new ArrayList<>();
        for (int i = 0; i < files.length; i += 2) {
            sources.add(SourceFile.of(files[i], files[i + 1]));
        }
        return EstateReader.read(sources);
    }

    private static ComposeFile compose(Estate estate, String path) {
        return estate.composeFiles().filter(file -> file.text().file().path().equals(path)).findFirst().orElseThrow();
    }

    private static ComposeService service(Estate estate, String path, String name) {
        return compose(estate, path).services().stream().filter(service -> service.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
            "a$$b; a$$b", "$A; one", "${A}x; onex", "${E}; ~~", "${E:-d}; d", "${E-d}; ~~", "${N:-d}; d", "${N-d}; d", "${N}; ${N}", "$N; $N", "${N:?why}; ${N:?why}", "${A:?why}; one", "${A:+r}; r",
            "${N:+r}; ~~", "${E:+r}; ~~", "${E+r}; r", "${N:-${A}}; one", "${N:-${M:-x}y}z; xyz", "${N:-$M}; $M", "^/(a|b)($|/); ^/(a|b)($$|/)", "$1; $$1", "${1}; ${1}", "${A; ${A", "${S}; ${S}", "${S:-d}; ${S:-d}",
            "${Q}; a b", "${PWD}; ${PWD}"})
    void variables(String written, String filled) {
        Estate estate = estate(".env", "A=one # first\nE=\nAPI_TOKEN=x\nS=\"a${A}b\"\nQ='a b'\n", "docker-compose.yml", "services:\n  p:\n    image: a\n    user: '" + written + "'\n");
        assertThat(service(estate, "docker-compose.yml", "p").setting("user").orElse("")).isEqualTo(filled);
    }

    @Test
    void whoGivesAVariable() {
        String text = "services:\n  p:\n    image: ${A}${D:-x}${N}${API_TOKEN}${1}\n";
        List<Source> sources = compose(estate(".env", "A=one\nAPI_TOKEN=x\n", "docker-compose.yml", text), "docker-compose.yml").variables().stream().map(ComposeVariable::source).toList();
        assertThat(sources).containsExactly(Source.ENV_FILE, Source.DEFAULT, Source.UNSET, Source.UNTOLD, Source.INVALID);
        assertThat(compose(estate("docker-compose.yml", text), "docker-compose.yml").variables().get(2).source()).as("without a file of variables").isEqualTo(Source.UNTOLD);
    }

    @Test
    void aFlagHasTheValueThatFilesTellAndStandsWhereItIsWritten() {
        String text = "services:\n  p:\n    image: prom/prometheus\n    command: --storage.tsdb.retention.time=${RET:-15d} --web.page-title=${TITLE}\n";
        ServerFlags flags = service(estate("docker-compose.yml", text), "docker-compose.yml", "p").flags().orElseThrow();
        assertThat(flags.value("storage.tsdb.retention.time")).contains("15d");
        assertThat(flags.flag("storage.tsdb.retention.time").orElseThrow().value().orElseThrow().span().of(text)).isEqualTo("${RET:-15d}");
        assertThat(flags.value("web.page-title")).isEmpty();
    }

    @Test
    void extendsAnotherFile() {
        Estate estate = estate("base/common.yml", """
                services:
                  server:
                    image: prom/prometheus:v3.5.0
                    command: [--config.file=/a]
                    restart: always
                    environment:
                      - A=1
                      - B=2
                    volumes:
                      - ./rules:/rules
                      - data:/prometheus
                """, "docker-compose.yml", """
                services:
                  prometheus:
                    extends:
                      file: base/common.yml
                      service: server
                    command: [--config.file=/b]
                    environment:
                      B: 3
                    volumes:
                      - mine:/prometheus
                """);
        ComposeService service = service(estate, "docker-compose.yml", "prometheus");
        assertThat(service.told()).isTrue();
        assertThat(service.image().flatMap(Image::tag)).contains("v3.5.0");
        assertThat(service.setting("restart")).contains("always");
        assertThat(service.flags().orElseThrow().value("config.file")).contains("/b");
        assertThat(service.mounts()).extracting(Mount::target).containsExactly("/rules", "/prometheus");
        assertThat(service.mounts().getFirst().place()).as("counts from the folder of the file that names it").contains("base/rules");
        assertThat(service.mounts().getLast().source()).isEqualTo("mine");
        assertThat(ProcessEnvironment.of(estate, service).variables()).containsEntry("A", Optional.of("1")).containsEntry("B", Optional.of("3"));
        assertThat(service(estate, "base/common.yml", "server").extended()).isTrue();
        assertThat(service(estate, "base/common.yml", "server").told()).isFalse();
    }

    @Test
    void extendsWhatIsNotInSight() {
        ComposeService service = service(estate("docker-compose.yml", "services:\n  p:\n    extends: {file: other.yml, service: p}\n"), "docker-compose.yml", "p");
        assertThat(service.told()).isFalse();
        assertThat(service.node().get("extends")).isPresent();
    }

    @Test
    void extendsItself() {
        Estate estate = estate("docker-compose.yml", "services:\n  a:\n    extends: b\n  b:\n    extends: a\n");
        assertThat(compose(estate, "docker-compose.yml").services()).extracting(ComposeService::told).containsExactly(false, false);
    }

    private static final String LAYER = """
            services:
              p:
                ports: ["%s:9090"]
            """;

    @Test
    void theFilesThatTheEnvironmentNamesAreLaidOverEachOther() {
        Estate estate = estate(".env", "COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=base.yml,prod.yml,last.yml\n", "base.yml", "services:\n  p:\n    image: prom/prometheus\n",
                "prod.yml", "services:\n  p:\n    restart: always\n    command: [--config.file=x.yml]\n", "last.yml", "services:\n  p:\n    image: prom/prometheus:v3.5.0\n    restart: unless-stopped\n",
                "docker-compose.yml", LAYER.formatted("1") + "    image: prom/prometheus\n", "docker-compose.override.yml", LAYER.formatted("2"));
        ComposeService service = service(estate, "base.yml", "p");
        assertThat(service.setting("restart")).contains("unless-stopped");
        assertThat(service.image().flatMap(Image::tag)).contains("v3.5.0");
        assertThat(compose(estate, "prod.yml").part()).isTrue();
        assertThat(compose(estate, "last.yml").services()).isEmpty();
        assertThat(service(estate, "docker-compose.yml", "p").ports()).extracting(ComposeService.Port::published).containsExactly("1");
    }

    @Test
    void filesThatAreNotAllInSightAreLeftAlone() {
        Estate estate = estate(".env", "COMPOSE_FILE=base.yml:elsewhere/prod.yml\n", "base.yml", "services:\n  p:\n    image: prom/prometheus\n");
        assertThat(service(estate, "base.yml", "p").setting("restart")).isEmpty();
        assertThat(compose(estate, "base.yml").part()).isFalse();
    }

    @Test
    void filesOfVictoriaMetricsAreNotRead() {
        String jobs = "scrape_configs:\n  - job_name: a\n    static_configs:\n      - targets: [%s]\n";
        String rules = "groups:\n  - name: a\n    rules:\n      - record: a:b:c\n        expr: up\n";
        Estate estate = estate("docker-compose.yml", """
                services:
                  vm:
                    image: victoriametrics/victoria-metrics:v1.107.0
                    volumes: ["./vm/scrape.yml:/etc/scrape.yml"]
                  alerts:
                    image: victoriametrics/vmalert
                    volumes: ["./rules:/rules", "./both.yml:/both.yml"]
                  prometheus:
                    image: prom/prometheus
                    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml", "./both.yml:/both.yml"]
                """, "vm/scrape.yml", jobs.formatted("http://a/metrics"), "rules/deep/a.yml", rules, "both.yml", rules, "prometheus.yml", jobs.formatted("a:1"));
        assertThat(estate.configs()).extracting(config -> config.text().file().path()).containsExactly("prometheus.yml");
        assertThat(estate.ruleFiles()).extracting(file -> file.text().file().path()).containsExactly("both.yml");
        assertThat(estate.file("vm/scrape.yml").orElseThrow().foreign()).isNotEmpty();
    }

    @Test
    void anOverrideFileIsLaidOverTheOther() {
        Estate estate = estate("docker-compose.yml", """
                services:
                  p:
                    image: prom/prometheus
                    ports: ["9090:9090"]
                    restart: always
                    volumes: ["a:/prometheus"]
                """, "docker-compose.override.yml", """
                services:
                  p:
                    ports: ["9091:9090"]
                    restart: !reset null
                    volumes: !override ["b:/prometheus"]
                  q:
                    image: grafana/grafana
                """);
        ComposeService service = service(estate, "docker-compose.yml", "p");
        assertThat(service.ports()).extracting(ComposeService.Port::published).containsExactly("9090", "9091");
        assertThat(service.setting("restart")).isEmpty();
        assertThat(service.mounts()).extracting(Mount::source).containsExactly("b");
        assertThat(service(estate, "docker-compose.yml", "q").file().path()).isEqualTo("docker-compose.override.yml");
        assertThat(compose(estate, "docker-compose.override.yml").part()).isTrue();
        assertThat(compose(estate, "docker-compose.override.yml").services()).isEmpty();
        assertThat(estate.processes()).hasSize(1);
    }

    @Test
    void anotherFileMayAddToAService() {
        Estate estate = estate("docker-compose.yml", "services:\n  p:\n    image: prom/prometheus\n", "docker-compose.prod.yml", "services:\n  p:\n    command: [--config.file=/a]\n");
        assertThat(service(estate, "docker-compose.yml", "p").told()).isFalse();
    }

    @Test
    void included() {
        Estate estate = estate("docker-compose.yml", "include:\n  - monitoring/compose.yml\nservices:\n  a:\n    image: a\n", "monitoring/compose.yml", "services:\n  p:\n    image: prom/prometheus\n");
        assertThat(compose(estate, "docker-compose.yml").project()).extracting(ComposeService::name).containsExactly("a", "p");
        assertThat(compose(estate, "docker-compose.yml").whole()).isTrue();
        assertThat(compose(estate, "monitoring/compose.yml").whole()).isFalse();
        assertThat(compose(estate("docker-compose.yml", "include: [else.yml]\nservices:\n  a:\n    image: a\n"), "docker-compose.yml").whole()).isFalse();
    }

    @Test
    void aConfigurationInsideTheFile() {
        String text = """
                services:
                  p:
                    image: prom/prometheus
                    configs:
                      - source: main
                        target: /etc/prometheus/prometheus.yml
                      - rules
                configs:
                  main:
                    content: |
                      rule_files: [/rules]
                      scrape_configs:
                        - job_name: a
                  rules:
                    content: |
                      groups:
                        - name: a
                          rules:
                            - alert: Down
                              expr: up == 0
                              annotations:
                                summary: "$${value} $$labels"
                """;
        Estate estate = estate("docker-compose.yml", text);
        Server server = estate.servers().getFirst();
        assertThat(server.runs()).isPresent();
        assertThat(server.runs().get().process().origin()).isInstanceOf(Origin.Compose.class);
        Rule rule = server.rules().getFirst().files().getFirst().groups().getFirst().rules().getFirst();
        assertThat(rule.annotations().getFirst().value().value().orElseThrow().value()).isEqualTo("${value} $labels");
        assertThat(rule.expr().span().of(text)).isEqualTo("up == 0");
    }

    @Test
    void mountsOfAnotherService() {
        Estate estate = estate("docker-compose.yml", "services:\n  data:\n    image: a\n    volumes: [v:/prometheus]\n  p:\n    image: prom/prometheus\n    volumes_from: ['data:ro']\n");
        assertThat(service(estate, "docker-compose.yml", "p").mounts()).extracting(Mount::source).containsExactly("v");
    }

    @Test
    void whatIsReadBesideACompose(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        for (String name : List.of("docker-compose.yml", "docker-compose.override.yml", ".env", "prometheus.yml")) {
            Files.writeString(folder.resolve(name), "A=1\n");
        }
        assertThat(Discovery.besideCompose(folder.resolve("docker-compose.yml"))).extracting(path -> path.getFileName().toString()).containsExactly(".env", "docker-compose.override.yml");
        assertThat(Discovery.besideCompose(folder.resolve("prometheus.yml"))).isEmpty();
        Files.writeString(folder.resolve(".gitignore"), ".env\n");
        assertThat(Discovery.besideCompose(folder.resolve("docker-compose.yml"))).extracting(path -> path.getFileName().toString()).containsExactly("docker-compose.override.yml");
    }
}
