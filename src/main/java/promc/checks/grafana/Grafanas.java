package promc.checks.grafana;

import java.util.ArrayList;
import java.util.List;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.MonitoringProgram;
import promc.model.View;

/// The Grafanas that compose files run.
final class Grafanas {
    record Grafana(ComposeFile file, ComposeService service) {}

    private Grafanas() {}

    /// Without streams: most estates have none, and each run asks.
    static List<Grafana> in(Estate estate) {
        List<Grafana> found = new ArrayList<>(0);
        for (EstateFile file : estate.files()) {
            for (View view : file.views()) {
                if (view instanceof ComposeFile compose) {
                    compose.services().stream().filter(service -> MonitoringProgram.of(service).filter(program -> program == MonitoringProgram.GRAFANA).isPresent())
                            .forEach(service -> found.add(new Grafana(compose, service)));
                }
            }
        }
        return found;
    }
}
