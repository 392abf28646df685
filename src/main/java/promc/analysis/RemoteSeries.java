package promc.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.RemoteWrite;
import promc.yaml.YamlNode.YamlScalar;

/// What leaves a server by an entry of `remote_write`: stored series with the external labels that they lack, after `write_relabel_configs` (Prometheus
/// `storage/remote/queue_manager.go`, `StoreSeries`).
public final class RemoteSeries {
    private final PrometheusConfig config;
    private final RemoteWrite write;
    private final Optional<Relabelling> rules;

    private RemoteSeries(PrometheusConfig config, RemoteWrite write) {
        this.config = config;
        this.write = write;
        this.rules = relabelling(write.relabelRules());
    }

    public static RemoteSeries of(PrometheusConfig config, RemoteWrite write) {
        return new RemoteSeries(config, write);
    }

    /// Whatever a server can store.
    public Shape stored() {
        Why any = Why.in(config.text().file(), write.url().span(), "a server may store any series");
        return new Shape(Map.of(Shape.NAME, LabelFact.always(Values.ANY, any)), false, any, Samples.ANY);
    }

    /// The same, of one metric.
    public Shape stored(String metric) {
        Shape any = stored();
        return any.with(Shape.NAME, LabelFact.always(Values.of(metric), any.rest()));
    }

    /// What is sent of the stored series that `stored` describes; none if it is proved that all are dropped. Nothing is known about rules that Prometheus refuses.
    public List<Shape> sent(Shape stored) {
        return rules.map(relabelling -> relabelling.apply(ScrapedSeries.of(config).leaving(stored)))
                .orElseGet(() -> List.of(new Shape(Map.of(), false, stored.rest(), Samples.ANY)));
    }

    /// What becomes of one stored series, rule by rule; empty if Prometheus refuses the rules. Variables in external labels stay as they are written.
    public Optional<RelabelRun> run(Map<String, String> stored) {
        return rules.map(relabelling -> {
            Map<String, String> leaving = new TreeMap<>();
            config.externalLabels().forEach(label -> leaving.put(label.name(), label.value().value().filter(value -> !value.isNull()).map(YamlScalar::value).orElse("")));
            leaving.putAll(stored);
            RelabelBuilder labels = new RelabelBuilder(leaving);
            return RelabelRun.of(labels.labels(), relabelling.run(labels), labels);
        });
    }

    /// The rule that drops whatever comes to it; empty unless it is proved that nothing is sent.
    public Optional<RelabelRule> dropsAll() {
        List<RelabelState> states = List.of(RelabelState.of(ScrapedSeries.of(config).leaving(stored())));
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        for (RelabelRule rule : write.relabelRules()) {
            Relabelling one = relabelling(List.of(rule)).orElseThrow();
            states = one.states(states);
            if (states.isEmpty()) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private Optional<Relabelling> relabelling(List<RelabelRule> some) {
        return Relabelling.of(some, config.nameScheme().value().filter("legacy"::equals).isPresent(), config.text().file());
    }
}
