package promc.checks.operator;

import java.util.Map;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.OperatorObject;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlScalar;

/// An external label with the name of one that the operator sets itself: it is left out (`pkg/prometheus/promcfg.go`, `buildExternalLabels`).
public final class ExternalLabelReserved implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("operator/external-label-reserved", Severity.WARNING, "An external label has the name of one that the operator sets, and is ignored");
    /// The fields that name the operator's own labels, and what these are called where they say nothing.
    private static final Map<String, String> OWN = Map.of("prometheusExternalLabelName", "prometheus", "replicaExternalLabelName", "prometheus_replica");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(OperatorObject.class).filter(object -> object.kind().equals("Prometheus") || object.kind().equals("PrometheusAgent")).forEach(object ->
                object.section("externalLabels").ifPresent(labels -> {
                    for (Entry label : labels.effective()) {
                        Optional<String> field = label.name().flatMap(name -> OWN.keySet().stream().filter(key -> name(object, key).filter(name::equals).isPresent()).sorted().findFirst());
                        field.ifPresent(key -> context.report(object.text(), label.key().span(), "the operator sets the external label `" + label.name().orElseThrow()
                                + "` itself and ignores this one; give its own another name with `" + key + "`, or none (`\"\"`)"));
                    }
                }));
    }

    /// Null stands for the default, the empty string for no label.
    private static Optional<String> name(OperatorObject object, String field) {
        return object.spec().get(field).filter(value -> !(value instanceof YamlScalar scalar && scalar.isNull())).map(value -> value instanceof YamlScalar scalar ? scalar.value() : "").or(() -> Optional.of(OWN.get(field)))
                .filter(name -> !name.isEmpty());
    }
}
