package promc.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.analysis.MetricKind.Known;
import promc.analysis.MetricKind.Source;
import promc.analysis.MetricUse.Vote;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.Server;
import promc.model.Server.RuleLink;

/// What kind a metric is by how the rules of an estate use it: those that a server loads together, else those of one folder with all below it, or of one of the two folders above.
/// What is written twice in the same words, such as `rate(x[5m])`, has one vote.
final class MetricVotes {
    /// So many expressions at least must agree: two may share a mistake.
    private static final int FEWEST = 3;
    /// And so many times as many as disagree.
    private static final int MAJORITY = 4;

    private final Map<PrometheusConfig, Poll> ofServers = new IdentityHashMap<>();
    private final Map<String, Poll> ofFolders = new HashMap<>();

    /// The votes of one scope.
    private static final class Poll {
        final Map<String, Tally> tallies = new HashMap<>();
        final Set<Vote> counted = new HashSet<>();

        void add(List<Vote> votes) {
            for (Vote vote : votes) {
                if (counted.add(vote)) {
                    tallies.computeIfAbsent(vote.metric(), name -> new Tally()).add(vote.use());
                }
            }
        }
    }

    private static final class Tally {
        private final int[] kinds = new int[MetricKind.values().length];
        private final int[] uses = new int[MetricUse.ALL.length];

        void add(MetricUse use) {
            uses[use.ordinal()]++;
            kinds[use.kind.ordinal()]++;
        }

        int of(MetricKind kind) {
            return kinds[kind.ordinal()];
        }

        Optional<Known> result() {
            int counter = of(MetricKind.COUNTER);
            int gauge = of(MetricKind.GAUGE);
            int histogram = of(MetricKind.HISTOGRAM);
            if (histogram >= FEWEST && histogram >= MAJORITY * gauge) {
                return Optional.of(known(MetricKind.HISTOGRAM, histogram, gauge, "uses", "use", "it as a gauge"));
            }
            if (counter >= FEWEST && counter >= MAJORITY * gauge) {
                return Optional.of(known(MetricKind.COUNTER, counter, gauge, "uses", "use", "it as a gauge"));
            }
            if (gauge >= FEWEST && gauge >= MAJORITY * counter) {
                return Optional.of(known(MetricKind.GAUGE, gauge, counter, "takes", "take", words(MetricKind.COUNTER) + " of it"));
            }
            return Optional.empty();
        }

        private Known known(MetricKind kind, int agree, int differ, String one, String many, String otherwise) {
            boolean compared = kind == MetricKind.GAUGE && uses[MetricUse.COMPARED.ordinal()] > 0;
            String how = kind == MetricKind.HISTOGRAM ? "take a quantile of it without buckets"
                    : words(kind).isEmpty() ? "compare it as it is" : "take " + words(kind) + " of it" + (compared ? " or compare it as it is" : "");
            String rest = differ == 0 ? "" : ", " + differ + " " + (differ == 1 ? one : many) + " " + otherwise;
            return new Known(kind, Source.VOTES, agree + " different expressions here " + how + rest);
        }

        /// The functions, in backticks, that most expressions use of those that speak for a kind.
        private String words(MetricKind kind) {
            int first = -1;
            int second = -1;
            for (int i = 0; i < uses.length; i++) {
                if (MetricUse.ALL[i].kind == kind && MetricUse.ALL[i] != MetricUse.COMPARED && uses[i] > 0) {
                    if (first < 0 || uses[i] > uses[first]) {
                        second = first;
                        first = i;
                    } else if (second < 0 || uses[i] > uses[second]) {
                        second = i;
                    }
                }
            }
            return first < 0 ? "" : "`" + MetricUse.ALL[first].word() + "`" + (second < 0 ? "" : " or `" + MetricUse.ALL[second].word() + "`");
        }
    }

    MetricVotes(Estate estate) {
        Map<RuleFile, List<Vote>> ballots = new IdentityHashMap<>();
        estate.files().stream().filter(file -> !file.template()).flatMap(file -> file.views(RuleFile.class)).forEach(file -> {
            List<Vote> cast = votes(file);
            ballots.put(file, cast);
            String folder = file.text().file().folder();
            for (int above = 0; above <= RuleScopes.MAX_ABOVE; above++) {
                ofFolders.computeIfAbsent(folder, key -> new Poll()).add(cast);
                if (folder.isEmpty()) {
                    break;
                }
                folder = above(folder);
            }
        });
        for (Server server : estate.servers()) {
            Poll poll = ofServers.computeIfAbsent(server.config(), key -> new Poll());
            for (RuleLink link : server.rules()) {
                link.files().forEach(file -> poll.add(ballots.getOrDefault(file, List.of())));
            }
        }
    }

    private static String above(String folder) {
        return folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
    }

    private static List<Vote> votes(RuleFile file) {
        List<Vote> votes = new ArrayList<>();
        for (RuleGroup group : file.groups()) {
            for (Rule rule : group.rules()) {
                Optional<Expression> expression = rule.validExpr();
                expression.flatMap(Expression::valid).ifPresent(root -> MetricUse.of(root, expression.get().text().text(), votes::add));
            }
        }
        return votes;
    }

    /// What the rules read together with `reader` say of a metric; `loading` are the configurations of the servers that load it. The nearest that are clear decide.
    Optional<Known> of(String metric, RuleFile reader, List<PrometheusConfig> loading) {
        for (PrometheusConfig config : loading) {
            Optional<Known> known = result(ofServers.get(config), metric);
            if (known.isPresent()) {
                return known;
            }
        }
        if (!loading.isEmpty()) {
            return Optional.empty();
        }
        String folder = reader.text().file().folder();
        for (int above = 0; above <= RuleScopes.MAX_ABOVE; above++) {
            Optional<Known> known = result(ofFolders.get(folder), metric);
            if (known.isPresent() || folder.isEmpty()) {
                return known;
            }
            folder = above(folder);
        }
        return Optional.empty();
    }

    private static Optional<Known> result(Poll poll, String metric) {
        Tally tally = poll == null ? null : poll.tallies.get(metric);
        return tally == null ? Optional.empty() : tally.result();
    }
}
