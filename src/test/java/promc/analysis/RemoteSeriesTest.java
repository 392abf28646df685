package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import promc.model.EstateReader;
import promc.model.PrometheusConfig;
import promc.model.RemoteRead;
import promc.source.SourceFile;

/// What `remote_write` and `remote_read` say, and what leaves by them.
class RemoteSeriesTest {
    private static PrometheusConfig config(String text) {
        return EstateReader.read(List.of(SourceFile.of("prometheus.yml", text))).configs().findFirst().orElseThrow();
    }

    private static RemoteSeries first(PrometheusConfig config) {
        return RemoteSeries.of(config, config.remoteWrites().getFirst());
    }

    @Test
    void sendsWithExternalLabels() {
        PrometheusConfig config = config("""
                global: {external_labels: {cluster: a}}
                rule_files: [x.yml]
                remote_write:
                - url: http://far/write
                  name: far
                  write_relabel_configs:
                  - {source_labels: [__name__], regex: 'job:.*', action: keep}
                  - {source_labels: [cluster], regex: b, target_label: other, replacement: x}
                """);
        assertThat(config.remoteWrites().getFirst().url().value()).contains("http://far/write");
        assertThat(config.remoteWrites().getFirst().name().value()).contains("far");
        RemoteSeries far = first(config);
        assertThat(far.sent(far.stored("up"))).isEmpty();
        assertThat(far.sent(far.stored("job:up:sum"))).singleElement().satisfies(shape -> assertThat(shape.label("cluster").isAlways()).isTrue());
    }

    @Test
    void readsWhatIsAskedOfRemoteRead() {
        RemoteRead read = config("""
                rule_files: [x.yml]
                remote_read:
                - url: http://far/read
                  required_matchers: {job: old}
                """).remoteReads().getFirst();
        assertThat(read.requiredMatchers()).singleElement().satisfies(pair -> assertThat(pair.name()).isEqualTo("job"));
        assertThat(read.url().value()).contains("http://far/read");
    }
}
