package promc.checks.compose;

import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.MonitoringProgram;
import promc.model.Mount;

/// A volume that has a name but is not declared at the top level: Compose refuses the file (compose-go, `checkConsistency`).
public final class UndeclaredVolume implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.proved("compose/undeclared-volume", Severity.ERROR, "A service names a volume that the file does not declare, so Compose refuses the file");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        if (service.mounts().stream().noneMatch(mount -> mount.kind() == Mount.Kind.VOLUME) || !Declarations.areWhole(service, file) || !MonitoringProgram.isIn(file)) {
            return;
        }
        Set<String> declared = file.declared("volumes");
        for (Mount mount : service.mounts()) {
            String name = mount.source();
            if (mount.kind() == Mount.Kind.VOLUME && !name.isEmpty() && name.indexOf('$') < 0 && name.indexOf('\\') < 0 && !declared.contains(name)
                    && !Declarations.elsewhere(file, "volumes", name, context.estate())) {
                context.report(mount.file(), mount.span(), "no volume `" + name + "` is declared under `volumes`, so Compose refuses the whole file"
                        + (name.indexOf('/') > 0 ? "; for a folder beside the file write `./" + name + "`" : ""));
            }
        }
    }
}
