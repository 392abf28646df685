package promc.checks.scrape;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import promc.analysis.ScrapedTarget;
import promc.lint.Draft;
import promc.model.Estate;
import promc.model.Hosts;
import promc.model.Server;

/// Goes over the targets of the servers whose processes ask for names that files tell of.
final class ContainerTargets {
    private ContainerTargets() {}

    /// Adds which process it is that asks.
    static Draft asking(Draft draft, Hosts hosts) {
        return draft.note(hosts.self().file(), hosts.self().place(), "the " + hosts.asking() + " that loads this configuration");
    }

    /// Tells of one target, or has nothing to tell.
    interface Visitor {
        Optional<Draft> visit(ScrapedTarget target, Place place, Hosts hosts);
    }

    /// Of one place, only the first target that there is something to tell of is told for each server. What is told of a file of targets is likely: such files change while the server runs.
    static void each(Estate estate, Visitor visitor) {
        for (Server server : estate.servers()) {
            Optional<Hosts> hosts = server.file().template() ? Optional.empty() : server.runs().flatMap(run -> Hosts.of(estate, run.process()));
            if (hosts.isPresent()) {
                Set<Place> told = new HashSet<>();
                for (ScrapedTarget target : ScrapedTarget.of(server)) {
                    Place place = Place.of(target);
                    Optional<Draft> draft = told.contains(place) ? Optional.empty() : visitor.visit(target, place, hosts.get());
                    draft.ifPresent(ignored -> told.add(place));
                    draft.filter(ignored -> target.ofFile()).ifPresent(Draft::likely);
                }
            }
        }
    }
}
