package promc.checks.operator;

import java.util.Optional;
import java.util.function.Function;
import promc.checks.operator.ManagedFlags.Managed;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.OperatorObject;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// A flag under `additionalArgs` that the operator sets itself: it refuses to go on with the object (`pkg/operator/argument.go`, `BuildArgs`).
public final class AdditionalArgsConflict implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("operator/additional-args-conflict", Severity.ERROR, "A flag under `additionalArgs` is one that the operator sets itself, so it rolls nothing out");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(OperatorObject.class).forEach(object -> {
            check(object, object.spec(), flag -> ManagedFlags.of(object, flag), context);
            object.section("thanos").filter(thanos -> object.kind().equals("Prometheus")).ifPresent(thanos -> check(object, thanos, flag -> ManagedFlags.ofSidecar(thanos, flag), context));
        });
    }

    private static void check(OperatorObject object, YamlMapping settings, Function<String, Optional<Managed>> managed, Context context) {
        if (!(settings.get("additionalArgs").orElse(null) instanceof YamlSequence list)) {
            return;
        }
        list.items().forEach(item -> {
            if (item.resolve() instanceof YamlMapping argument && argument.get("name").orElse(null) instanceof YamlScalar name) {
                managed.apply(name.value()).ifPresent(found -> context.report(object.text(), name.span(), "the operator sets `--" + found.flag() + "` itself" + (found.field().isEmpty() ? "" : ", from `"
                        + found.field() + "`") + ", and refuses to roll out " + object.what() + " with this argument"));
            }
        });
    }
}
