package promc.checks.operator;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import promc.fix.Fix;
import promc.lint.Context;
import promc.lint.Draft;
import promc.model.EstateFile;
import promc.model.OperatorObject;
import promc.schema.OperatorFault;
import promc.schema.OperatorFaults;
import promc.schema.OperatorFields;

/// What the definitions of prometheus-operator say against the objects of a file.
final class Faults {
    private static final Set<String> PROMETHEUS = Set.of("Prometheus", "PrometheusAgent");

    private Faults() {}

    /// Reports what is of one kind; of a PrometheusRule the checks of rule files tell more.
    static void report(EstateFile file, OperatorFault.Kind kind, Predicate<OperatorObject> judged, Context context) {
        file.views(OperatorObject.class).filter(object -> object.rules().isEmpty() && OperatorFields.knows(object.kind(), object.apiVersion())).forEach(object -> {
            for (OperatorFault fault : of(object)) {
                if (fault.kind() == kind && judged.test(object)) {
                    Draft draft = context.report(object.text(), fault.span(), fault.message()).fix(Fix.of(fault.correction(), object.text()));
                    if (!fault.certain()) {
                        draft.likely();
                    }
                }
            }
        });
    }

    private static List<OperatorFault> of(OperatorObject object) {
        return OperatorFaults.of(object.kind(), object.spec(), object.meta().place(), program(object));
    }

    /// What an object runs, in the words of the definitions.
    private static Optional<String> program(OperatorObject object) {
        String name = PROMETHEUS.contains(object.kind()) ? "Prometheus" : object.kind().equals("ThanosRuler") ? "Thanos" : "Alertmanager";
        return object.version().map(version -> name + " " + version);
    }
}
