package promc.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Files that have the form of Prometheus' and belong to a program of VictoriaMetrics, as the mounts of a compose file tell: it takes targets that are URLs, keys of its own, and MetricsQL, all of which Prometheus refuses.
final class ForeignFiles {
    private static final String WHOSE = "files of VictoriaMetrics";
    private static final Set<String> IMAGES = Set.of("victoria-metrics", "vmagent", "vmalert", "vmsingle");

    private ForeignFiles() {}

    /// The estate without what is read of such files, unless Prometheus or a ruler of Thanos has them mounted too.
    static Estate left(Estate estate) {
        Set<String> foreign = new HashSet<>();
        Set<String> own = new HashSet<>();
        estate.composeFiles().flatMap(compose -> compose.services().stream()).forEach(service -> {
            Set<String> places = service.image().filter(image -> IMAGES.contains(image.baseName())).isPresent() ? foreign : own;
            service.mounts().forEach(mount -> mount.place().ifPresent(places::add));
        });
        foreign.removeAll(own);
        return foreign.isEmpty() ? estate : new Estate(estate.files().stream().map(file -> isIn(file.source().path(), foreign) && file.views().stream().anyMatch(ForeignFiles::isRead)
                ? new EstateFile(file.source(), file.yaml(), List.of(), "", file.template(), WHOSE) : file).toList());
    }

    private static boolean isRead(View view) {
        return view instanceof PrometheusConfig || view instanceof RuleFile;
    }

    /// True of a file that is mounted, or lies in a folder that is.
    private static boolean isIn(String path, Set<String> places) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (places.contains(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }
}
