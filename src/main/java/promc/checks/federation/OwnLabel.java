package promc.checks.federation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import promc.analysis.ExternalLabels;
import promc.analysis.FederatingJob.Target;
import promc.analysis.FederatingJob;
import promc.analysis.Federation;
import promc.checks.federation.SentSeries.Sent;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.lint.ExternalLabelEdits;
import promc.model.Estate;
import promc.model.RelabelRule;
import promc.model.Server;
import promc.model.ServerProcess;
import promc.yaml.YamlNode.YamlScalar;

/// Gives federated servers that nothing tells apart an external label each. Unsafe: alerts and what is sent to others get it as well.
final class OwnLabel {
    /// What prometheus-operator calls the label that tells its servers apart.
    private static final String USUAL = "prometheus";

    private final Estate estate;
    /// The federated servers, with the first target by which each is reached.
    private final Map<Server, Target> leaves = new IdentityHashMap<>();
    private final List<Server> servers = new ArrayList<>();
    private final List<FederatingJob> jobs;

    private OwnLabel(Estate estate, List<FederatingJob> jobs) {
        this.estate = estate;
        this.jobs = jobs;
    }

    /// Of all servers that the federating one collects from and that have the same external labels as these two. Empty where these differ already, where a configuration is another server's as well,
    /// where no names tell the servers apart, where the federating job changes labels, and where the two look like replicas: of those it should collect from one.
    static Optional<Fix> of(Sent first, Sent second, Estate estate, Federation federation) {
        Map<String, String> labels = labels(first.leaf().server());
        if (!labels.equals(labels(second.leaf().server())) || areReplicas(first, second)) {
            return Optional.empty();
        }
        OwnLabel own = new OwnLabel(estate, federation.of(first.job().top()));
        own.jobs.forEach(job -> job.targets().stream().filter(target -> target.leaves().size() == 1).forEach(target -> {
            Server server = target.leaves().getFirst().server();
            if (labels(server).equals(labels) && own.leaves.putIfAbsent(server, target) == null) {
                own.servers.add(server);
            }
        }));
        return own.fix(own.label(labels.keySet()));
    }

    private Optional<Fix> fix(String label) {
        Optional<List<String>> names = distinct(servers.stream().map(OwnLabel::process).toList())
                .or(() -> distinct(servers.stream().map(server -> host(leaves.get(server)).replaceFirst("\\..*$", "")).toList())).or(() -> distinct(servers.stream().map(server -> host(leaves.get(server))).toList()));
        boolean kept = jobs.stream().flatMap(job -> job.job().metricRelabelRules().stream()).noneMatch(rule -> mayTouch(rule, label));
        if (names.isEmpty() || !kept || servers.stream().anyMatch(server -> labels(server).containsKey(label))) {
            return Optional.empty();
        }
        List<TextEdit> edits = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            Optional<TextEdit> edit = isItsOwn(servers.get(i)) ? ExternalLabelEdits.add(servers.get(i).config(), new LinkedHashMap<>(Map.of(label, names.get().get(i)))) : Optional.empty();
            if (edit.isEmpty()) {
                return Optional.empty();
            }
            edits.add(edit.get());
        }
        return Optional.of(new Fix("Give each of these servers an external label of its own, `" + label + "`: what they federate, their alerts and what they send get it", Applicability.UNSAFE, edits));
    }

    private boolean isItsOwn(Server server) {
        return !server.file().template() && server.config().yaml().problems().isEmpty() && estate.servers().stream().filter(other -> other.config() == server.config()).count() == 1;
    }

    /// What tells other servers of the estate apart, or else the usual one.
    private String label(Set<String> taken) {
        Map<String, List<String>> values = new TreeMap<>();
        estate.servers().stream().filter(server -> !leaves.containsKey(server)).forEach(server -> labels(server).forEach((name, value) -> values.computeIfAbsent(name, key -> new ArrayList<>()).add(value)));
        return values.entrySet().stream().filter(entry -> ExternalLabels.isUsual(entry.getKey()) && !ReplicasFederatedTwice.REPLICA_LABELS.contains(entry.getKey()) && !taken.contains(entry.getKey())
                        && new HashSet<>(entry.getValue()).size() > 1)
                .max(Comparator.comparingInt((Map.Entry<String, List<String>> entry) -> entry.getValue().size())).map(Map.Entry::getKey).orElse(USUAL);
    }

    private static boolean mayTouch(RelabelRule rule, String label) {
        return !rule.isReadable() || switch (rule.actionOrDefault()) {
            case KEEP, DROP, KEEPEQUAL, DROPEQUAL -> false;
            case LABELDROP -> rule.regexOrDefault().filter(regex -> !regex.matches(label)).isEmpty();
            case LABELKEEP -> rule.regexOrDefault().filter(regex -> regex.matches(label)).isEmpty();
            default -> true;
        };
    }

    /// True if they scrape the same, and are called the same but for a number or a letter.
    private static boolean areReplicas(Sent first, Sent second) {
        String one = name(first);
        return one.equals(name(second)) && !one.isEmpty() && ReplicasFederatedTwice.scraped(first).equals(ReplicasFederatedTwice.scraped(second));
    }

    private static String name(Sent sent) {
        String process = process(sent.leaf().server());
        return (process.isEmpty() ? host(sent.target()) : process).replaceFirst("([0-9]+|[-_.][a-z])$", "");
    }

    private static Optional<List<String>> distinct(List<String> names) {
        return names.stream().noneMatch(String::isEmpty) && new TreeSet<>(names).size() == names.size() ? Optional.of(names) : Optional.empty();
    }

    private static String process(Server server) {
        return server.runs().map(Server.Run::process).map(ServerProcess::name).orElse("");
    }

    /// The host's name; empty for an address of digits and for the host itself.
    private static String host(Target target) {
        String host = target.address().value().replaceFirst(":[0-9]+$", "");
        return host.equals("localhost") || host.matches("[0-9.]+") || !host.matches("[A-Za-z0-9_.-]+") ? "" : host;
    }

    static Map<String, String> labels(Server server) {
        Map<String, String> labels = new TreeMap<>();
        server.config().externalLabels().forEach(pair -> labels.put(pair.name(), pair.value().value().map(YamlScalar::value).orElse("")));
        return labels;
    }
}
