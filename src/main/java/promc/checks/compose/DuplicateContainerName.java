package promc.checks.compose;

import java.util.HashMap;
import java.util.Map;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.EstateFile;
import promc.model.MonitoringProgram;
import promc.yaml.YamlNode.YamlScalar;

/// Two services of a file with the same `container_name`: Compose refuses the file (compose-go, `checkConsistency`).
public final class DuplicateContainerName implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("compose/duplicate-container-name", Severity.ERROR, "Two services want containers of the same name, so Compose refuses the file");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(ComposeFile.class).filter(MonitoringProgram::isIn).forEach(compose -> {
            Map<String, YamlScalar> taken = new HashMap<>();
            for (ComposeService service : compose.services()) {
                if (service.told() && service.isAlwaysStarted() && service.node().get("container_name").orElse(null) instanceof YamlScalar name && !name.isNull() && name.value().indexOf('$') < 0) {
                    YamlScalar first = taken.putIfAbsent(name.value(), name);
                    if (first != null && first != name) {
                        context.report(name.text().file(), name.span(), "another service has a container called `" + name.value() + "`, so Compose refuses the whole file")
                                .note(first.text().file(), first.span(), "the first one");
                    } else if (first != null) {
                        context.report(service.file(), service.nameSpan(), "another service has the same `container_name`, so Compose refuses the whole file").note(name.text().file(), name.span(), "for both");
                    }
                }
            }
        });
    }
}
