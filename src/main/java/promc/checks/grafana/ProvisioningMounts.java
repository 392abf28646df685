package promc.checks.grafana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import promc.checks.grafana.Grafanas.Grafana;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.ComposeEdits;
import promc.model.ComposeService;
import promc.model.Dashboard;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.GrafanaProvisioning.DashboardProvider;
import promc.model.GrafanaProvisioning;
import promc.model.Mount;
import promc.model.ServerProcess.Origin.Compose;
import promc.source.SourceFile;

/// Mounts what Grafana is to be provisioned from: the files that say so, where its image looks for them, and the folders of dashboards at the paths of their providers.
final class ProvisioningMounts {
    private static final String PROVISIONING = "/etc/grafana/provisioning";

    private ProvisioningMounts() {}

    /// Mounts all of `files`, which the service has no mounts of, and the dashboards that they ask for. Empty where a provider asks for dashboards and no folder in sight is told to be theirs, and where
    /// files may be there to choose one from.
    static Optional<Fix> files(Grafana grafana, List<GrafanaProvisioning> files, Estate estate) {
        String home = grafana.service().file().folder();
        Map<String, String> mounts = new LinkedHashMap<>();
        files.forEach(view -> mount(view, mounts));
        boolean nested = mounts.containsValue(PROVISIONING) && mounts.size() > 1;
        // Several files of a kind beside one another may be there to choose from.
        boolean choice = files.stream().filter(view -> mounts.containsKey(view.text().file().path())).map(ProvisioningMounts::kind).distinct().count()
                < files.stream().filter(view -> mounts.containsKey(view.text().file().path())).count();
        List<DashboardProvider> providers = files.stream().flatMap(view -> view.providers().stream()).filter(provider -> isFolder(provider) && !isHeld(path(provider), grafana.service(), mounts)).toList();
        for (DashboardProvider provider : providers) {
            Optional<String> folder = dashboards(provider, providers.size() == 1, grafana, files, estate);
            if (folder.isEmpty()) {
                return Optional.empty();
            }
            mounts.put(folder.get() + "#" + path(provider), path(provider));
        }
        return nested || choice || mounts.keySet().stream().anyMatch(path -> path.length() <= home.length()) ? Optional.empty()
                : fix(grafana, mounts.entrySet().stream().map(mount -> item(mount.getKey(), mount.getValue(), grafana)).toList(), "Mount what Grafana is provisioned from");
    }

    /// Mounts the folder of dashboards that a provider asks for.
    static Optional<Fix> dashboards(DashboardProvider provider, GrafanaProvisioning view, Grafana grafana, Estate estate) {
        long lacking = view.providers().stream().filter(other -> isFolder(other) && !isHeld(path(other), grafana.service(), Map.of())).count();
        return dashboards(provider, lacking == 1, grafana, List.of(view), estate)
                .flatMap(folder -> fix(grafana, List.of(item(folder, path(provider), grafana)), "Mount the dashboards of `" + name(folder) + "` there"));
    }

    private static Optional<Fix> fix(Grafana grafana, List<String> items, String title) {
        return ComposeEdits.items(new Compose(grafana.file(), grafana.service()), "volumes", items).map(edit -> new Fix(title, Applicability.UNSAFE, List.of(edit)));
    }

    private static String item(String path, String target, Grafana grafana) {
        return ComposeEdits.readOnly(grafana.service().file(), path.replaceFirst("#.*", ""), target);
    }

    /// Where Grafana looks for the file: below `provisioning`, in a folder named after what it describes.
    private static void mount(GrafanaProvisioning view, Map<String, String> mounts) {
        SourceFile file = view.text().file();
        String folder = file.folder().replaceFirst("/$", "");
        String kind = kind(view);
        if (!name(folder).equals(kind)) {
            mounts.put(file.path(), PROVISIONING + "/" + kind + "/" + name(file.path()));
        } else if (name(above(folder)).equals("provisioning")) {
            mounts.put(above(folder), PROVISIONING);
        } else {
            mounts.put(folder, PROVISIONING + "/" + kind);
        }
    }

    private static String kind(GrafanaProvisioning view) {
        return view.providers().isEmpty() ? "datasources" : "dashboards";
    }

    private static boolean isFolder(DashboardProvider provider) {
        return PathNotMounted.isMissable(path(provider));
    }

    private static String path(DashboardProvider provider) {
        return PathNotMounted.path(provider);
    }

    private static boolean isHeld(String path, ComposeService service, Map<String, String> mounts) {
        // What lies on a volume is not what Git has.
        return service.mounts().stream().filter(mount -> mount.kind() != Mount.Kind.VOLUME).anyMatch(mount -> mount.holds(path)) || mounts.values().stream().anyMatch(target -> path.equals(target) || path.startsWith(target + "/"));
    }

    /// The folder of dashboards that is called as the one of the provider; else, for the only provider, the one that all dashboards beside its Grafana lie in.
    private static Optional<String> dashboards(DashboardProvider provider, boolean only, Grafana grafana, List<GrafanaProvisioning> files, Estate estate) {
        String home = grafana.service().file().folder();
        Set<String> folders = new TreeSet<>();
        estate.files().stream().filter(file -> file.source().path().startsWith(home) && file.views(Dashboard.class).findAny().isPresent() && !isSeen(file, grafana.service()))
                .map(file -> file.source().folder().replaceFirst("/$", "")).filter(folder -> folder.length() > home.length()).forEach(folders::add);
        List<String> named = folders.stream().filter(folder -> name(folder).equals(name(path(provider)))).toList();
        if (named.size() == 1) {
            return Optional.of(named.getFirst());
        }
        Optional<String> all = only ? folders.stream().reduce(ProvisioningMounts::common) : Optional.empty();
        return all.filter(folder -> folder.length() > home.length() && files.stream().noneMatch(view -> view.text().file().path().startsWith(folder + "/")));
    }

    private static boolean isSeen(EstateFile file, ComposeService service) {
        return service.mounts().stream().flatMap(mount -> mount.place().stream()).anyMatch(place -> file.source().path().startsWith(place + "/"));
    }

    /// The folder that both are in or below; empty for none.
    private static String common(String one, String other) {
        List<String> parts = new ArrayList<>();
        List<String> left = Stream.of(one.split("/")).toList();
        List<String> right = Stream.of(other.split("/")).toList();
        for (int i = 0; i < Math.min(left.size(), right.size()) && left.get(i).equals(right.get(i)); i++) {
            parts.add(left.get(i));
        }
        return String.join("/", parts);
    }

    private static String above(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
