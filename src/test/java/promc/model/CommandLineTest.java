package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import promc.model.Mount.Kind;
import promc.source.EmbeddedText;
import promc.source.SourceFile;

/// Command lines and mounts of compose services.
class CommandLineTest {
    private static ComposeService service(String keys) {
        return Read.compose("services:\n  p:\n" + keys.indent(4)).services().getFirst();
    }

    private static Optional<ServerFlags> flags(String keys) {
        return service(keys).flags();
    }

    static List<Arguments> components() {
        return List.of(
                Arguments.of("image: prom/prometheus:v2.52.0", "prometheus"),
                Arguments.of("image: quay.io/prometheus/prometheus", "prometheus"),
                Arguments.of("image: quay.io/thanos/thanos:v0.35.0\ncommand: [sidecar, --tsdb.path=/x]", "thanos sidecar"),
                Arguments.of("image: quay.io/thanos/thanos\ncommand: --log.level=debug query", "thanos query"),
                Arguments.of("image: quay.io/thanos/thanos", ""),
                Arguments.of("image: my/own\ncommand: [/bin/prometheus, --config.file=a]", "prometheus"),
                Arguments.of("image: my/own\nentrypoint: [/bin/alertmanager]\ncommand: [--cluster.listen-address=]", "alertmanager"),
                Arguments.of("image: prom/prometheus\nentrypoint: [/bin/sh, -c]\ncommand: ['prometheus --web.enable-lifecycle']", "prometheus"),
                Arguments.of("image: prom/prometheus\ncommand: sh -c 'exec prometheus'", "prometheus"),
                Arguments.of("image: my/own\nentrypoint: [/sbin/tini, -g, --, su-exec, nobody]\ncommand: [/bin/thanos, query]", "thanos query"),
                Arguments.of("image: my/own\ncommand: env A=b prometheus --config.file=/a", "prometheus"),
                Arguments.of("image: my/own\ncommand: env -i prometheus", ""),
                Arguments.of("image: my/own\ncommand: ['sh', '-ec', 'mkdir -p /a && A=b exec prometheus --config.file=$$CONFIG']", "prometheus"),
                Arguments.of("image: my/own\ncommand: ['sh', '-c', 'prometheus --config.file=/a & prometheus --config.file=/b']", ""),
                Arguments.of("image: my/own\ncommand: ['sh', '-c', 'prometheus --config.file=/a; prometheus --config.file=/b']", ""),
                Arguments.of("image: my/own\ncommand: ['sh', '-c', 'prometheus --config.file=/a | tee /log']", ""),
                Arguments.of("image: my/own\ncommand: ['sh', '/start.sh']", ""),
                Arguments.of("image: prom/prometheus\nentrypoint: [/wrapper]", ""),
                Arguments.of("image: prom/node-exporter\ncommand: [--path.procfs=/host]", ""),
                Arguments.of("image: grafana/grafana", ""));
    }

    @ParameterizedTest
    @MethodSource
    void components(String keys, String component) {
        assertThat(flags(keys).map(ServerFlags::component).orElse("")).isEqualTo(component);
    }

    @Test
    void valuesStandBehindTheEqualsSignOrInTheNextWord() {
        ServerFlags flags = flags("""
                image: prom/prometheus
                command:
                  - --storage.tsdb.retention.time=15d
                  - --config.file
                  - /etc/p.yml
                  - --web.enable-lifecycle
                  - stray
                  - --no-web.enable-admin-api
                  - --web.external-url=${URL}
                  - --web.page-title=$$5
                  - -h
                """).orElseThrow();
        assertThat(flags.value("storage.tsdb.retention.time")).contains("15d");
        assertThat(flags.value("config.file")).contains("/etc/p.yml");
        assertThat(flags.flag("web.enable-lifecycle").orElseThrow().value()).isEmpty();
        assertThat(flags.flag("no-web.enable-admin-api").orElseThrow().value()).isEmpty();
        assertThat(flags.value("web.external-url")).as("a variable is not known").isEmpty();
        assertThat(flags.value("web.page-title")).as("compose writes $ as $$").contains("$5");
        assertThat(flags.flags()).hasSize(6);
    }

    @Test
    void wordsThatAreNeitherFlagsNorValues() {
        ServerFlags flags = flags("""
                image: prom/prometheus
                command: [a, --web.enable-lifecycle, 'true', --query.timeout, -2m, -h, --, --agent]
                """).orElseThrow();
        assertThat(flags.flags().stream().map(ServerFlags.Flag::name)).containsExactly("web.enable-lifecycle", "query.timeout");
        assertThat(flags.strays().stream().map(stray -> stray.text().text() + " " + stray.behind().map(ServerFlags.Flag::name).orElse("")))
                .containsExactly("a ", "true web.enable-lifecycle", "-2m query.timeout", "-h ", "--agent ");
        assertThat(flags.flag("query.timeout").orElseThrow().value()).as("what begins with a dash is no value").isEmpty();
    }

    @Test
    void spansCountInTheFile() {
        String text = "services:\n  p:\n    image: prom/prometheus\n    command: >-\n      --config.file=/a\n      --storage.tsdb.retention.time=15d\n";
        ServerFlags flags = Read.compose(text).services().getFirst().flags().orElseThrow();
        ServerFlags.Flag flag = flags.flag("storage.tsdb.retention.time").orElseThrow();
        assertThat(flag.span().of(text)).isEqualTo("--storage.tsdb.retention.time=15d");
        assertThat(flag.value().orElseThrow().span().of(text)).isEqualTo("15d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
            "a b  c; a|b|c", " a ; a", "'a b' c; a b|c", "\"a b\"c d; a bc|d", "a\\ b c; a b|c", "'a\\b'; a\\b", "\"a\\\"b\"; a\"b", "--x='a' --y=\"b c\"; --x=a|--y=b c", "''; ''",
            "$A *; $A|*", "'open; open", "a'b'c; abc"})
    void shellWords(String command, String words) {
        EmbeddedText text = EmbeddedText.whole(SourceFile.of("a", command));
        List<EmbeddedText> split = ShellWords.split(text);
        assertThat(String.join("|", split.stream().map(EmbeddedText::text).toList())).isEqualTo(words.equals("''") ? "" : words);
        split.forEach(word -> assertThat(word.toFile(word.span()).end()).isLessThanOrEqualTo(command.length()));
    }

    @Test
    void noWords() {
        assertThat(ShellWords.split(EmbeddedText.whole(SourceFile.of("a", "  \n ")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "./data:/prometheus; BIND; ./data; /prometheus; false", "/data:/prometheus:ro; BIND; /data; /prometheus; true", "~/d:/p:rw,z; BIND; ~/d; /p; false",
            "data:/prometheus; VOLUME; data; /prometheus; false", "data:/prometheus:z,ro; VOLUME; data; /prometheus; true", "/prometheus; ANONYMOUS; ; /prometheus; false",
            "${DIR:-./data}:/p; BIND; ./data; /p; false", "${DIR}:/p; BIND; ${DIR}; /p; false", "{type: bind, source: ./a, target: /p, read_only: true}; BIND; ./a; /p; true",
            "{type: volume, src: v, destination: /p}; VOLUME; v; /p; false", "{type: volume, target: /p}; ANONYMOUS; ; /p; false", "{type: tmpfs, target: /p}; TMPFS; ; /p; false",
            "{source: v, target: /p}; VOLUME; v; /p; false"})
    void mounts(String volume, Kind kind, String source, String target, boolean readOnly) {
        String item = volume.startsWith("{") ? volume : "\"" + volume + "\"";
        Mount mount = service("image: a\nvolumes:\n  - " + item).mounts().getFirst();
        assertThat(mount.kind()).isEqualTo(kind);
        assertThat(mount.source()).isEqualTo(source == null ? "" : source);
        assertThat(mount.target()).isEqualTo(target);
        assertThat(mount.readOnly()).isEqualTo(readOnly);
    }

    @Test
    void tmpfsIsAStringOrAList() {
        assertThat(service("image: a\ntmpfs: /prometheus:size=1g").mounts()).extracting(Mount::target).containsExactly("/prometheus");
        assertThat(service("image: a\ntmpfs: [/a, /b]").mounts()).extracting(Mount::kind).containsExactly(Kind.TMPFS, Kind.TMPFS);
    }
}
