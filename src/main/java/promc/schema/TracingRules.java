package promc.schema;

import java.util.List;

/// `tracing` (`TracingConfig.UnmarshalYAML` of `config/config.go`).
final class TracingRules {
    private TracingRules() {}

    static void check(Section section) {
        RemoteRules.headers(section, "`headers` of `tracing` cannot set `Authorization`: Prometheus does not support it yet");
        Settings.require(section, "endpoint", "the host and port of the collector of traces, such as `otel-collector:4317`");
        Settings.oneOf(section, "client_type", List.of("grpc", "http"));
        if (Settings.given(section, "compression")) {
            Settings.oneOf(section, "compression", List.of("gzip"));
        }
    }
}
