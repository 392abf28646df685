package promc.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.model.Server.Link;
import promc.model.Server.RuleLink;
import promc.model.Server.Run;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// The servers that prometheus-operator runs: their configurations are generated, so that each is told by the fields of a Prometheus or ThanosRuler object (`pkg/prometheus/promcfg.go`, `pkg/thanos`). Their jobs come from monitors and are never all in sight; their rules
/// are the PrometheusRules that they select. A server with another object laid over it is none of these.
final class OperatorServers {
    /// Of `scrapeInterval` and `evaluationInterval`.
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
    /// Of `evaluationInterval` of a ThanosRuler.
    private static final Duration RULER_INTERVAL = Duration.ofSeconds(15);

    private static final String RULER = "ThanosRuler";

    private OperatorServers() {}

    static List<Server> find(Estate estate) {
        List<Server> servers = new ArrayList<>();
        for (EstateFile file : estate.files()) {
            for (ServerProcess process : file.views(OperatorObject.class).findAny().isEmpty() ? List.<ServerProcess>of() : estate.processes(file.source())) {
                if (process.origin() instanceof ServerProcess.Origin.Operator(OperatorObject object, var ignored) && process.runs(program(object)) && process.told() && !file.template()) {
                    List<RuleFile> rules = estate.operatorSelection().rules(object).stream().flatMap(rule -> rule.rules().stream()).toList();
                    Link link = new Link(OperatorFlags.scalar(object, place(object, "ruleSelector"), "ruleSelector"), "", true, Optional.empty(), List.of(), List.of());
                    servers.add(new Server(Optional.of(new Run(process, "")), file, config(object), List.of(), List.of(new RuleLink(link, rules)), List.of(), List.of()));
                }
            }
        }
        return servers;
    }

    /// What evaluates the rules that an object selects; empty for those that select none.
    private static String program(OperatorObject object) {
        return switch (object.kind()) {
            case "Prometheus" -> "prometheus";
            case RULER -> "thanos rule";
            default -> "";
        };
    }

    private static Span place(OperatorObject object, String field) {
        return object.spec().entry(field).map(entry -> entry.key().span()).orElse(object.meta().place());
    }

    private static PrometheusConfig config(OperatorObject object) {
        Span name = object.meta().place();
        List<Entry> global = new ArrayList<>();
        object.spec().entry("ruleQueryOffset").ifPresent(entry -> global.add(new Entry(OperatorFlags.scalar(object, entry.key().span(), "rule_query_offset"), entry.value())));
        List<Entry> root = new ArrayList<>(List.of(new Entry(OperatorFlags.scalar(object, name, "global"), new YamlMapping(name, global, false, Optional.empty()))));
        object.spec().entry("remoteRead").ifPresent(entry -> root.add(new Entry(OperatorFlags.scalar(object, entry.key().span(), "remote_read"), entry.value())));
        return new PrometheusConfig(object.text(), object.yaml(), new YamlMapping(name, root, false, Optional.empty()), interval(object, "scrapeInterval"), interval(object, "evaluationInterval"), externalLabels(object),
                List.of(), List.of(), List.of(), List.of());
    }

    private static Field<Duration> interval(OperatorObject object, String key) {
        Field<Duration> written = Fields.duration(object.spec(), key);
        boolean ruler = object.kind().equals(RULER);
        return written.isAbsent() ? new Field.Present<>(ruler ? RULER_INTERVAL : DEFAULT_INTERVAL, OperatorFlags.scalar(object, object.meta().place(), ruler ? "15s" : "30s")) : written;
    }

    /// Those of the object, and the two that the operator adds.
    private static List<Pair> externalLabels(OperatorObject object) {
        List<Pair> labels = new ArrayList<>();
        if (object.kind().equals(RULER)) {
            labels.addAll(Fields.pairs(object.spec(), "labels"));
            if (labels.stream().noneMatch(label -> label.name().equals("thanos_ruler_replica"))) {
                labels.add(pair(object, "thanos_ruler_replica", "$(POD_NAME)"));
            }
            return labels;
        }
        own(object, "prometheusExternalLabelName", "prometheus").ifPresent(name -> labels.add(pair(object, name, object.meta().namespace().orElse("$(NAMESPACE)") + "/" + object.meta().name())));
        own(object, "replicaExternalLabelName", "prometheus_replica").ifPresent(name -> labels.add(pair(object, name, "$(POD_NAME)")));
        Fields.pairs(object.spec(), "externalLabels").stream().filter(pair -> labels.stream().noneMatch(own -> own.name().equals(pair.name()))).toList().forEach(labels::add);
        return labels;
    }

    private static Optional<String> own(OperatorObject object, String field, String usual) {
        Optional<YamlNode> written = object.spec().get(field).filter(node -> !(node instanceof YamlScalar scalar && scalar.isNull()));
        return Optional.of(written.map(node -> node instanceof YamlScalar scalar ? scalar.value() : "").orElse(usual)).filter(name -> !name.isEmpty());
    }

    private static Pair pair(OperatorObject object, String name, String value) {
        YamlScalar written = OperatorFlags.scalar(object, object.meta().place(), value);
        return new Pair(OperatorFlags.scalar(object, object.meta().place(), name), new Field.Present<>(written, written));
    }
}
