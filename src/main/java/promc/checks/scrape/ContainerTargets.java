package promc.checks.scrape;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import promc.analysis.ScrapedTarget;
import promc.lint.Draft;
import promc.model.ComposeHosts;
import promc.model.Estate;
import promc.model.Server;
import promc.model.ServerProcess.Origin.Compose;

/// Goes over the targets of the servers that a compose file runs.
final class ContainerTargets {
    private ContainerTargets() {}

    /// Tells of one target, or has nothing to tell.
    interface Visitor {
        Optional<Draft> visit(ScrapedTarget target, Place place, Compose run, ComposeHosts network);
    }

    /// Of one place, only the first target that there is something to tell of is told for each server. What is told of a file of targets is likely: such files change while the server runs.
    static void each(Estate estate, Visitor visitor) {
        for (Server server : estate.servers()) {
            Optional<Compose> compose = server.runs().flatMap(run -> run.process().compose());
            if (compose.isPresent() && !server.file().template()) {
                ComposeHosts network = new ComposeHosts(estate, compose.get().file(), compose.get().service());
                Set<Place> told = new HashSet<>();
                for (ScrapedTarget target : ScrapedTarget.of(server)) {
                    Place place = Place.of(target);
                    Optional<Draft> draft = told.contains(place) ? Optional.empty() : visitor.visit(target, place, compose.get(), network);
                    draft.ifPresent(ignored -> told.add(place));
                    draft.filter(ignored -> target.ofFile()).ifPresent(Draft::likely);
                }
            }
        }
    }
}
