package promc.checks.compose;

import java.util.HashSet;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.ComposeVariable;
import promc.model.ComposeVariable.Source;
import promc.model.EstateFile;
import promc.model.MonitoringProgram;

/// A variable without a default that `.env`, which is there for the purpose, does not set. The shell that calls Compose may have it, so this is LIKELY.
public final class UnsetVariable implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.likely("compose/unset-variable", Severity.WARNING, "The project's `.env` does not set a variable that the compose file asks for");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (ComposeFile compose : file.views(ComposeFile.class).toList()) {
            if (compose.part() || !compose.whole() || compose.services().stream().anyMatch(ComposeService::extended) || !MonitoringProgram.isIn(compose)) {
                continue;
            }
            Set<String> told = new HashSet<>();
            for (ComposeVariable variable : compose.variables()) {
                if (variable.source() == Source.UNSET && told.add(variable.name())) {
                    context.report(variable.text(), variable.within(), "`.env` does not set `" + variable.name() + "`: unless the shell does, Compose fills in nothing");
                }
            }
        }
    }
}
