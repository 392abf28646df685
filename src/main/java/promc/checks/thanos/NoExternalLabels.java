package promc.checks.thanos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.ExternalLabelEdits;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.Estate;
import promc.model.Pair;
import promc.model.PrometheusConfig;
import promc.model.ServerProcess;
import promc.model.ThanosStack.Pairing;
import promc.model.ThanosStack;
import promc.source.Span;

/// A Prometheus with a sidecar that has no external labels. The sidecar asks for them when it starts, and ends if there are none (`cmd/thanos/sidecar.go`): nothing tells its blocks from those of others.
public final class NoExternalLabels implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/no-external-labels", Severity.ERROR, "A Prometheus with a Thanos sidecar has no external labels, so the sidecar ends").fixable(Applicability.UNSAFE);

    /// What YAML takes for a text as it stands.
    private static final Pattern PLAIN = Pattern.compile("(?!(?i:true|false|yes|no|on|off|null|y|n)$)[a-zA-Z][a-zA-Z0-9_.-]*");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Pairing pairing : estate.thanos().pairings()) {
            pairing.server().filter(server -> !server.file().template() && server.config().yaml().problems().isEmpty()).ifPresent(server -> {
                PrometheusConfig config = server.config();
                if (config.root().entry("<<").isEmpty() && labels(config).isEmpty()) {
                    context.report(config.text().file(), place(config), "without `external_labels` the sidecar ends, since nothing tells the blocks of this Prometheus from those of another:"
                                    + " give it labels of its own, such as `cluster` and `replica`")
                            .note(pairing.sidecar().file(), pairing.sidecar().place(), pairing.sidecar().what() + " serves this Prometheus")
                            .note(pairing.prometheus().file(), pairing.prometheus().place(), pairing.prometheus().what() + " loads this configuration")
                            .fix(named(pairing, config, estate));
                }
            });
        }
    }

    /// Labels named after the compose project and the service. Empty where several servers load the configuration, which need labels that differ, or where no name of the project is in sight.
    private static Optional<Fix> named(Pairing pairing, PrometheusConfig config, Estate estate) {
        boolean one = estate.servers().stream().filter(server -> server.file().source() == config.text().file()).count() == 1;
        boolean whole = config.text().text().length() == config.text().file().text().length();
        Optional<String> cluster = pairing.prometheus().compose().flatMap(compose -> project(compose.file())).filter(PLAIN.asMatchPredicate());
        Optional<String> replica = replica(pairing, estate);
        String service = pairing.prometheus().name();
        if (!one || !whole || cluster.isEmpty() || replica.isEmpty() || !PLAIN.matcher(service).matches() || config.global().entry("external_labels").isPresent()) {
            return Optional.empty();
        }
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        labels.put("cluster", cluster.get());
        labels.put(replica.get(), service);
        return ExternalLabelEdits.add(config, labels).map(added -> new Fix("Name it `cluster: " + cluster.get() + "`, `" + replica.get() + ": " + service + "`: check that no other Prometheus of the store is called so",
                Applicability.UNSAFE, List.of(added)));
    }

    private static Optional<String> project(ComposeFile file) {
        String folder = file.text().file().folder();
        String above = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        return file.root().get("name").isPresent() ? file.name() : Optional.of(above.substring(above.lastIndexOf('/') + 1));
    }

    /// The label by which those who ask the sidecar fold replicas; `replica` if they name none, empty if that is not to be told.
    private static Optional<String> replica(Pairing pairing, Estate estate) {
        Set<String> names = new TreeSet<>();
        for (ServerProcess query : estate.thanos().components("query")) {
            if (ThanosStack.together(query, pairing.sidecar()) || query.file().folder().equals(pairing.sidecar().file().folder()) && Addresses.of(query, estate.thanos()).stream().anyMatch(address -> address.host().equals(pairing.sidecar().name()))) {
                names.addAll(ThanosStack.all(query, "query.replica-label").orElse(Set.of("")));
            }
        }
        return names.isEmpty() || names.contains("replica") ? Optional.of("replica") : names.stream().findFirst().filter(name -> PLAIN.matcher(name).matches() && !name.equals("cluster"));
    }

    private static List<Pair> labels(PrometheusConfig config) {
        return config.externalLabels().stream().filter(label -> label.value().value().filter(value -> value.value().isEmpty()).isEmpty()).toList();
    }

    private static Span place(PrometheusConfig config) {
        return config.global().entry("external_labels").or(() -> config.root().entry("global")).or(() -> config.root().entries().stream().findFirst()).map(entry -> entry.key().span())
                .orElse(config.root().span());
    }
}
