package promc.checks.grafana;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.checks.grafana.Grafanas.Grafana;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.GrafanaProvisioning.DashboardProvider;
import promc.model.GrafanaProvisioning;
import promc.model.ProcessEnvironment;
import promc.source.SourceFile;

/// Dashboards that are kept as files and that Grafana never sees: the folder that a provider reads is mounted nowhere, or, LIKELY, the file with the provider itself is not.
public final class PathNotMounted implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("grafana/path-not-mounted", Severity.WARNING, "The container of Grafana does not have the files that it is to be provisioned from")
            .fixable(Applicability.UNSAFE);
    private static final String PROVISIONING = "/etc/grafana/provisioning/";
    /// What the image itself has.
    private static final String OF_IMAGE = "/usr/share/grafana/";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        List<Grafana> grafanas = Grafanas.in(estate);
        if (grafanas.isEmpty()) {
            return;
        }
        Map<ComposeService, List<GrafanaProvisioning>> unseen = new IdentityHashMap<>();
        List<Grafana> owners = new ArrayList<>();
        estate.files().forEach(file -> file.views(GrafanaProvisioning.class).filter(view -> view.text().file().text() == view.text().text()).forEach(view -> {
            if (!check(view, grafanas, estate, context)) {
                owner(view.text().file(), grafanas).filter(owner -> !isElsewhere(owner.service(), estate)).ifPresent(owner -> {
                    if (!unseen.containsKey(owner.service())) {
                        owners.add(owner);
                    }
                    unseen.computeIfAbsent(owner.service(), service -> new ArrayList<>()).add(view);
                });
            }
        }));
        for (Grafana owner : owners) {
            List<GrafanaProvisioning> views = unseen.get(owner.service());
            Optional<Fix> fix = ProvisioningMounts.files(owner, views, estate);
            views.forEach(view -> context.report(view.text().file(), view.providers().isEmpty() ? view.dataSources().getFirst().place() : view.providers().getFirst().place(),
                            "no mount of the service `" + owner.service().name() + "` provides this file: what it describes is not in Grafana; mount its folder below `" + PROVISIONING + "`").likely()
                    .note(owner.service().file(), owner.service().nameSpan(), "the Grafana beside it").fix(fix));
        }
    }

    /// Tells of its providers, and whether any Grafana sees the file.
    private static boolean check(GrafanaProvisioning view, List<Grafana> grafanas, Estate estate, Context context) {
        boolean seen = false;
        for (Grafana grafana : grafanas) {
            ComposeService service = grafana.service();
            Optional<String> path = service.mounts().stream().flatMap(mount -> mount.shows(view.text().file()).stream()).findFirst();
            seen |= path.isPresent();
            if (path.filter(known -> known.startsWith(PROVISIONING)).isPresent() && service.told() && service.node().get("build").isEmpty()
                    && !isElsewhere(service, estate)) {
                view.providers().forEach(provider -> check(provider, view, grafana, context));
            }
        }
        return seen;
    }

    /// True if Grafana is told to look for such files in another folder.
    private static boolean isElsewhere(ComposeService service, Estate estate) {
        return ProcessEnvironment.of(estate, service).variables().containsKey("GF_PATHS_PROVISIONING");
    }

    private static void check(DashboardProvider provider, GrafanaProvisioning view, Grafana grafana, Context context) {
        String path = path(provider);
        ComposeService service = grafana.service();
        if (isMissable(path) && service.mounts().stream().noneMatch(mount -> mount.holds(path) || mount.target().startsWith(path + "/") || mount.target().indexOf('$') >= 0)) {
            context.report(view.text().file(), provider.path().orElseThrow().span(), "nothing is mounted at `" + path + "` in `" + service.name() + "`, so this provider finds no dashboards")
                    .note(service.file(), service.nameSpan(), "the Grafana that reads this file").fix(ProvisioningMounts.dashboards(provider, view, grafana, context.estate()));
        }
    }

    /// The folder that a provider reads; empty if it names none.
    static String path(DashboardProvider provider) {
        return provider.path().map(value -> value.value().replaceFirst("/+$", "")).orElse("");
    }

    /// True if a mount has to provide it.
    static boolean isMissable(String path) {
        return path.startsWith("/") && path.indexOf('$') < 0 && !path.startsWith(OF_IMAGE);
    }

    /// The Grafana whose compose file is nearest above the file. One that is built may have the file in its image.
    private static Optional<Grafana> owner(SourceFile file, List<Grafana> grafanas) {
        Optional<Grafana> nearest = Optional.empty();
        for (Grafana grafana : grafanas) {
            String folder = grafana.service().file().folder();
            if (file.path().startsWith(folder) && nearest.filter(other -> other.service().file().folder().length() >= folder.length()).isEmpty()) {
                nearest = Optional.of(grafana);
            }
        }
        return nearest.filter(grafana -> grafana.service().told() && grafana.service().node().get("build").isEmpty()
                && grafana.service().mounts().stream().noneMatch(mount -> mount.target().startsWith("/etc/grafana") || mount.source().indexOf('$') >= 0));
    }
}
