package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import promc.exposition.ExpositionLine;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.ExpositionFile;
import promc.model.Inventory;

/// What the servers of an estate need. An exposition counts for the job that its file is named after: `api-metrics.prom` shows what a target of the job `api` exposes. That is a guess, which is told.
public final class Capacities {
    private Capacities() {}

    /// One for each server of [EstateFacts#storing]. `inventories` tells, by the path of a server's configuration, what is known of its database.
    public static List<Capacity> of(Estate estate, List<StoringServer> servers, Function<String, Inventory> inventories, Capacity.Assumptions assumptions) {
        Shown shown = servers.isEmpty() ? new Shown(List.of()) : Shown.in(estate);
        return servers.stream().map(server -> Capacity.of(server, SeriesEstimate.of(server, inventories.apply(server.about().path()), shown, assumptions.series()), assumptions)).toList();
    }

    /// A file with what one target shows.
    record One(String path, long series) {}

    /// What targets of jobs show.
    record Shown(List<One> files) {
        private static Shown in(Estate estate) {
            List<One> found = new ArrayList<>();
            for (EstateFile file : estate.files()) {
                file.views(ExpositionFile.class).findFirst().ifPresent(view ->
                        found.add(new One(file.source().path(), view.exposition().lines().stream().filter(ExpositionLine.Sample.class::isInstance).count())));
            }
            return new Shown(found);
        }

        /// The only file that has the job's name in its own, as a word or several.
        Optional<One> of(String job) {
            List<One> named = job.isEmpty() ? List.of() : files.stream().filter(file -> isIn(file.path().substring(file.path().lastIndexOf('/') + 1), job)).toList();
            return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
        }

        private static boolean isIn(String name, String job) {
            int at = name.indexOf(job);
            int end = at + job.length();
            return at >= 0 && (at == 0 || !Character.isLetterOrDigit(name.charAt(at - 1))) && (end == name.length() || !Character.isLetterOrDigit(name.charAt(end)));
        }
    }
}
