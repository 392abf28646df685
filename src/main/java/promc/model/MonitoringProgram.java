package promc.model;

import java.util.List;
import java.util.Optional;

/// The programs of an estate that compose files run, told by their images. `ports` are those that they listen at if nothing else is said.
public enum MonitoringProgram {
    PROMETHEUS("Prometheus", List.of("9090")),
    ALERTMANAGER("Alertmanager", List.of("9093")),
    THANOS("Thanos", List.of("10901", "10902")),
    GRAFANA("Grafana", List.of("3000")),
    NODE_EXPORTER("node_exporter", List.of("9100")),
    PUSHGATEWAY("Pushgateway", List.of("9091")),
    /// Any other exporter.
    EXPORTER("the exporter", List.of());

    private final String spoken;
    private final List<String> ports;

    MonitoringProgram(String spoken, List<String> ports) {
        this.spoken = spoken;
        this.ports = ports;
    }

    /// How a sentence calls it.
    public String spoken() {
        return spoken;
    }

    public List<String> ports() {
        return ports;
    }

    /// True for those that keep or show what others measure.
    public boolean isServer() {
        return this == PROMETHEUS || this == ALERTMANAGER || this == THANOS || this == GRAFANA;
    }

    public static Optional<MonitoringProgram> of(ComposeService service) {
        return service.image().flatMap(MonitoringProgram::of);
    }

    private static Optional<MonitoringProgram> of(Image image) {
        String name = image.baseName();
        return switch (name) {
            case "prometheus" -> Optional.of(PROMETHEUS);
            case "alertmanager" -> Optional.of(ALERTMANAGER);
            case "thanos" -> Optional.of(THANOS);
            case "grafana", "grafana-oss", "grafana-enterprise" -> Optional.of(GRAFANA);
            case "node-exporter", "node_exporter" -> Optional.of(NODE_EXPORTER);
            case "pushgateway" -> Optional.of(PUSHGATEWAY);
            case "cadvisor" -> Optional.of(EXPORTER);
            default -> name.endsWith("-exporter") || name.endsWith("_exporter") ? Optional.of(EXPORTER) : Optional.empty();
        };
    }

    /// True if a compose file runs one of them: then what keeps the file from working is of interest.
    public static boolean isIn(ComposeFile file) {
        return file.services().stream().anyMatch(service -> of(service).isPresent());
    }
}
