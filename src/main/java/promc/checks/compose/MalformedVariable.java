package promc.checks.compose;

import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeVariable;
import promc.model.ComposeVariable.Source;
import promc.model.EstateFile;
import promc.model.MonitoringProgram;

/// Braces behind a dollar sign with something else than the name of a variable in them (`${1}`): Compose refuses the file (compose-go, `template.InvalidTemplateError`).
public final class MalformedVariable implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("compose/malformed-variable", Severity.ERROR, "What stands in `${...}` is no variable, so Compose refuses the file").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(ComposeFile.class).filter(compose -> compose.variables().stream().anyMatch(variable -> variable.source() == Source.INVALID) && MonitoringProgram.isIn(compose))
                .forEach(compose -> compose.variables().stream().filter(variable -> variable.source() == Source.INVALID).forEach(variable -> report(variable, context)));
    }

    private static void report(ComposeVariable variable, Context context) {
        context.report(variable.text(), variable.within(), "`" + variable.name() + "` is no variable, so Compose refuses the whole file: a dollar sign that stays is written `$$`")
                .fix(Fix.replace("Write `$" + variable.name() + "`", Applicability.UNSAFE, variable.text(), variable.within(), "$" + variable.name()));
    }
}
