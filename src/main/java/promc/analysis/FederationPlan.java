package promc.analysis;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import promc.analysis.TopRead.Reader;
import promc.model.Expression;
import promc.regex.Effort;

/// What a federating job collects, what of it is read, what is missing, and the list of selectors that its readers need. Whatever is not known counts as needed, and may be collected.
///
/// `own` is read here and comes from this server's own jobs; `unmade` comes from none of the servers that are federated, all of which are in sight. `list` is what [MatchSynthesis] makes of `needs`;
/// `proof` whether it selects all of them, `minimal` that none of its lines could go ([MatchList]).
/// `untold` are readers of which variables hide what they read, `missingRules` entries of `rule_files` that lead to nothing in sight. `writes` is true if the server sends on what it stores, to readers
/// that are not in sight. `renames` tells, if it is not empty, why it cannot be told what readers ask of the federated server. `made` are the rules of the federated servers by what they make.
public record FederationPlan(FederatingJob job, List<Entry> entries, List<Need> needs, List<Need> own, List<Need> unmade, List<Proposal> list, Escape proof,
        boolean minimal, List<Reader> untold, Set<String> missingRules, boolean writes, String renames, Map<String, List<RuleNode>> made) {
    public FederationPlan {
        entries = List.copyOf(entries);
        needs = List.copyOf(needs);
        own = List.copyOf(own);
        unmade = List.copyOf(unmade);
        list = List.copyOf(list);
        untold = List.copyOf(untold);
        missingRules = Set.copyOf(missingRules);
        made = Collections.unmodifiableMap(made);
    }

    /// One `match[]` as it stands. `selector` is empty for one that is no selector, or selects nothing. `rules` are those of the federated servers that make what it selects; `unreadRules` those of them
    /// that nobody in sight reads. `needs` is what it selects of what is needed.
    public record Entry(Expression match, Optional<MatchSelector> selector, List<RuleNode> rules, List<RuleNode> unreadRules, List<Need> needs) {
        public Entry {
            rules = List.copyOf(rules);
            unreadRules = List.copyOf(unreadRules);
            needs = List.copyOf(needs);
        }

        /// A series that it selects and nobody in sight reads; none if it is not found out that there is one.
        public Optional<Escape.Witness> unread() {
            return selector.flatMap(own -> FederationEntries.escape(own, needs.stream().map(Need::selector).toList(), new Effort(EscapeSearch.MAX_STEPS)));
        }
    }

    /// What readers need of the federated server, as it stores it. `dropped` are labels that readers ask for and that the server cannot be asked for, since they may be added on the way. `missed` is a
    /// series that is needed and that no entry collects. `alsoHere` are names of jobs of the top that may scrape such series themselves.
    public record Need(MatchSelector selector, List<Reader> readers, SortedSet<String> dropped, Optional<Escape.Witness> missed, List<String> alsoHere) {
        public Need {
            readers = List.copyOf(readers);
            alsoHere = List.copyOf(alsoHere);
        }
    }

    /// One selector of the list, with what it is there for: it selects all of each of `needs`.
    public record Proposal(MatchSelector selector, List<Need> needs) {
        public Proposal {
            needs = List.copyOf(needs);
        }

        /// Who needs it, each once, in order.
        public List<Reader> readers() {
            return needs.stream().flatMap(need -> need.readers.stream()).distinct().toList();
        }
    }

    /// True if something in sight reads what the job collects, so that [#list] says more than that nothing is known.
    public boolean hasReaders() {
        return !list.isEmpty();
    }

    /// True if nothing in sight reads what the job collects, and [#list] is what its relabelling lets through.
    public boolean isKept() {
        return list.stream().flatMap(proposal -> proposal.readers().stream()).anyMatch(reader -> reader.kind() == TopRead.Kind.RELABELLING);
    }

    /// What is needed and not collected.
    public List<Need> missed() {
        return needs.stream().filter(need -> need.missed.isPresent()).toList();
    }
}
