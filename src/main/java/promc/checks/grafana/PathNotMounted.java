package promc.checks.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.GrafanaProvisioning;
import promc.model.GrafanaProvisioning.DashboardProvider;
import promc.model.MonitoringProgram;
import promc.model.Mount;
import promc.model.ProcessEnvironment;
import promc.source.SourceFile;

/// Dashboards that are kept as files and that Grafana never sees: the folder that a provider reads is mounted nowhere, or, LIKELY, the file with the provider itself is not.
public final class PathNotMounted implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("grafana/path-not-mounted", Severity.WARNING, "The container of Grafana does not have the files that it is to be provisioned from");
    private static final String PROVISIONING = "/etc/grafana/provisioning/";
    /// What the image itself has.
    private static final String OF_IMAGE = "/usr/share/grafana/";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        List<ComposeService> services = new ArrayList<>();
        estate.composeFiles().flatMap(file -> file.services().stream()).filter(service -> MonitoringProgram.of(service).filter(program -> program == MonitoringProgram.GRAFANA).isPresent()).forEach(services::add);
        if (!services.isEmpty()) {
            estate.files().forEach(file -> file.views(GrafanaProvisioning.class).filter(view -> view.text().file().text() == view.text().text()).forEach(view -> check(view, services, estate, context)));
        }
    }

    private static void check(GrafanaProvisioning view, List<ComposeService> services, Estate estate, Context context) {
        SourceFile file = view.text().file();
        boolean seen = false;
        for (ComposeService service : services) {
            Optional<String> path = service.mounts().stream().flatMap(mount -> inside(mount, file.path()).stream()).findFirst();
            seen |= path.isPresent();
            if (path.filter(known -> known.startsWith(PROVISIONING)).isPresent() && service.told() && service.node().get("build").isEmpty()
                    && !ProcessEnvironment.of(estate, service).variables().containsKey("GF_PATHS_PROVISIONING")) {
                view.providers().forEach(provider -> check(provider, file, service, context));
            }
        }
        if (!seen) {
            owner(file, services).ifPresent(service -> context.report(file, view.providers().isEmpty() ? view.dataSources().getFirst().place() : view.providers().getFirst().place(),
                            "no mount of the service `" + service.name() + "` provides this file: what it describes is not in Grafana; mount its folder below `" + PROVISIONING + "`").likely()
                    .note(service.file(), service.nameSpan(), "the Grafana beside it"));
        }
    }

    /// Where a mount shows a file of the estate.
    private static Optional<String> inside(Mount mount, String path) {
        return mount.place().filter(place -> path.equals(place) || place.isEmpty() || path.startsWith(place + "/")).map(place -> mount.target().replaceFirst("/$", "") + (place.isEmpty() ? "/" + path : path.substring(place.length())));
    }

    private static void check(DashboardProvider provider, SourceFile file, ComposeService service, Context context) {
        String path = provider.path().map(value -> value.value().replaceFirst("/+$", "")).orElse("");
        if (!path.startsWith("/") || path.indexOf('$') >= 0 || path.startsWith(OF_IMAGE)
                || service.mounts().stream().anyMatch(mount -> mount.holds(path) || mount.target().startsWith(path + "/") || mount.target().indexOf('$') >= 0)) {
            return;
        }
        context.report(file, provider.path().orElseThrow().span(), "nothing is mounted at `" + path + "` in `" + service.name() + "`, so this provider finds no dashboards")
                .note(service.file(), service.nameSpan(), "the Grafana that reads this file");
    }

    /// The Grafana whose compose file is nearest above the file. One that is built may have the file in its image.
    private static Optional<ComposeService> owner(SourceFile file, List<ComposeService> services) {
        Optional<ComposeService> nearest = Optional.empty();
        for (ComposeService service : services) {
            String folder = service.file().folder();
            if (file.path().startsWith(folder) && nearest.filter(other -> other.file().folder().length() >= folder.length()).isEmpty()) {
                nearest = Optional.of(service);
            }
        }
        return nearest.filter(service -> service.told() && service.node().get("build").isEmpty() && service.mounts().stream().noneMatch(mount -> mount.target().startsWith("/etc/grafana") || mount.source().indexOf('$') >= 0));
    }
}
