package promc.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What `promc federation` found of each federating job. Lines count from 1; `proposal` is the list of selectors that the readers in sight need.
public record FederationReport(List<Job> jobs) {
    public FederationReport {
        jobs = List.copyOf(jobs);
    }

    /// A place in a file.
    public record Place(String file, int line) {}

    /// One job. `matches` are its `match[]` as they stand, `unmade` what is read here and that no federated server makes, `own` what is read here and scraped here. `writable`: `--fix` would write the list.
    /// `unknown` is what readers or
    /// servers that are not in sight leave open, in sentences.
    public record Job(String name, Place place, boolean template, List<Target> targets, List<Match> matches, List<Need> missing, List<Need> unmade, List<Need> own, List<Proposed> proposal,
            Proof proof, boolean writable, List<String> unknown) {
        public Job {
            targets = List.copyOf(targets);
            matches = List.copyOf(matches);
            missing = List.copyOf(missing);
            unmade = List.copyOf(unmade);
            own = List.copyOf(own);
            proposal = List.copyOf(proposal);
            unknown = List.copyOf(unknown);
        }
    }

    /// An address that the job scrapes, and the configurations of the servers that answer there, as far as these are in sight.
    public record Target(String address, List<String> servers) {
        public Target {
            servers = List.copyOf(servers);
        }
    }

    /// Who reads: `kind` in words, such as `alert`.
    public record Reader(String kind, String name, Place place) {}

    /// A rule of a federated server. `read` is true if what it makes is read here.
    public record Rule(String kind, String name, Place place, boolean read, Bound bound) {}

    /// How many series there are at most: as a formula, and as a number where the inventories tell it.
    public record Bound(String text, OptionalLong series) {}

    /// One selector of the job. `nothing` is true if it selects none, `broken` if it is none: then the other server answers 400 to the whole request. `rules` are those of federated servers that make what it selects, `readers` those who read something of it, and `unread` an
    /// example of what it selects and nobody reads. `bound` is empty where nothing is told.
    public record Match(String selector, Place place, boolean broken, boolean nothing, List<Rule> rules, List<Reader> readers, Optional<String> unread, Optional<Bound> bound) {
        public Match {
            rules = List.copyOf(rules);
            readers = List.copyOf(readers);
        }
    }

    /// What readers need. `dropped` are labels that they ask for and the federated server is not asked for; `example` a series that is not collected; `alsoHere` jobs that may scrape it here.
    public record Need(String selector, List<Reader> readers, List<String> dropped, Optional<String> example, List<String> alsoHere) {
        public Need {
            readers = List.copyOf(readers);
            dropped = List.copyOf(dropped);
            alsoHere = List.copyOf(alsoHere);
        }
    }

    /// One selector of the list for the readers. `stands` is true if the job has it already.
    public record Proposed(String selector, boolean stands, List<Reader> readers, List<String> dropped, Optional<Bound> bound) {
        public Proposed {
            readers = List.copyOf(readers);
            dropped = List.copyOf(dropped);
        }
    }

    /// How many selectors are needed, whether the list is proved to select all that they do, and whether it is proved that none of its lines could go. `example` is a series that is needed and not in it;
    /// where it is not covered and there is none, it was not found out.
    public record Proof(int needed, boolean covered, boolean minimal, Optional<String> example) {}
}
