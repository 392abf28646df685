package promc.checks.scrape;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.ComposeEdits;
import promc.model.ComposeFile;
import promc.model.Image;
import promc.model.ImageTags;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin.Compose;

/// Exporters that are known by the names that targets call them by, and that run without a configuration of their own. One that a server asks for and that its compose file lacks can be added to it. `names` have no `-` and `_`; `lines` are what it
/// needs besides its image (the documentation of each).
enum MissingExporter {
    NODE("prom/node-exporter", "9100", "measures the host that it runs on", List.of("nodeexporter"),
            List.of("pid: host", "volumes:", "  - /:/host:ro,rslave", "command:", "  - --path.rootfs=/host")),
    CADVISOR("gcr.io/cadvisor/cadvisor", "8080", "measures the containers of the host that it runs on", List.of("cadvisor"),
            List.of("volumes:", "  - /:/rootfs:ro", "  - /var/run:/var/run:ro", "  - /sys:/sys:ro", "  - /var/lib/docker:/var/lib/docker:ro", "  - /dev/disk:/dev/disk:ro")),
    BLACKBOX("prom/blackbox-exporter", "9115", "has the modules of its image", List.of("blackboxexporter", "blackbox"), List.of()),
    STATSD("prom/statsd-exporter", "9102", "maps no names of metrics", List.of("statsdexporter"), List.of()),
    PUSHGATEWAY("prom/pushgateway", "9091", "keeps what is pushed in memory", List.of("pushgateway"), List.of());

    private final String image;
    private final String port;
    private final String does;
    private final List<String> names;
    private final List<String> lines;

    MissingExporter(String image, String port, String does, List<String> names, List<String> lines) {
        this.image = image;
        this.port = port;
        this.does = does;
        this.names = names;
        this.lines = lines;
    }

    /// Adds the service that a target asks for to the file of the server that asks. Empty where the name is that of no such exporter, another port is asked for, or the file runs one under another name.
    static Optional<Fix> add(String host, String port, ServerProcess server) {
        Optional<Compose> compose = server.compose().filter(known -> known.service().file() == known.file().text().file() && known.file().whole());
        String name = host.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
        for (MissingExporter exporter : values()) {
            if (compose.isPresent() && exporter.names.contains(name) && exporter.port.equals(port)) {
                return exporter.isIn(compose.get().file()) ? Optional.empty() : exporter.fix(host, compose.get());
            }
        }
        return Optional.empty();
    }

    private boolean isIn(ComposeFile file) {
        String own = new Image(image, Optional.empty(), false).baseName();
        return file.project().stream().flatMap(service -> service.image().stream()).anyMatch(other -> other.baseName().equals(own));
    }

    private Optional<Fix> fix(String host, Compose compose) {
        List<String> below = new ArrayList<>(List.of("image: " + ImageTags.pinned(image).orElseThrow()));
        below.addAll(ComposeEdits.alike(compose, Optional.of("unless-stopped")));
        below.addAll(lines);
        return ComposeEdits.service(compose.file(), host, below).map(edit -> new Fix("Add a service `" + host + "`, which " + does, Applicability.UNSAFE, List.of(edit)));
    }
}
