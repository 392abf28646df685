package promc.model;

import java.util.ArrayList;
import java.util.List;
import promc.model.ServerProcess.Origin;

/// Finds the processes of an estate: one reader for each way that a command line is kept.
final class ServerProcesses {
    private ServerProcesses() {}

    static List<ServerProcess> of(Estate estate) {
        List<ServerProcess> found = new ArrayList<>();
        PodVolumes volumes = new PodVolumes(estate);
        for (EstateFile file : estate.files()) {
            for (View view : file.views()) {
                switch (view) {
                    case ComposeFile compose -> compose(compose, found);
                    case Workload workload -> pod(workload, volumes, found);
                    case HelmValues values -> HelmCharts.process(values).or(() -> OperatorProcesses.ofStack(estate, values)).ifPresent(found::add);
                    case OperatorObject object -> found.addAll(OperatorProcesses.of(estate, object, !file.template() && !object.spec().entries().isEmpty() && !estate.isLaidOver(object)));
                    default -> { }
                }
            }
        }
        found.addAll(new UnitProcesses(estate).find());
        found.sort((a, b) -> a.file().path().equals(b.file().path()) ? Integer.compare(a.place().start(), b.place().start()) : a.file().path().compareTo(b.file().path()));
        return found;
    }

    private static void compose(ComposeFile file, List<ServerProcess> found) {
        for (ComposeService service : file.services()) {
            service.flags().ifPresent(flags -> found.add(new ServerProcess(service.name(), new Origin.Compose(file, service), flags, service.mounts(), service.told())));
        }
    }

    private static void pod(Workload workload, PodVolumes volumes, List<ServerProcess> found) {
        boolean told = workload.text().text() == workload.text().file().text();
        for (Workload.Container container : workload.containers()) {
            container.flags().ifPresent(flags -> found.add(new ServerProcess(container.name(), new Origin.Pod(workload, container), flags, volumes.of(workload, container), told)));
        }
    }
}
