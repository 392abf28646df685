package promc.checks.operator;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.OperatorFault;

/// A field for which the `version` of the object is too old: the operator writes a line to its log and leaves the setting out.
public final class UnsupportedVersion implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("operator/unsupported-version", Severity.WARNING, "A field needs a newer version than the object runs, so the operator leaves it out");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        Faults.report(file, OperatorFault.Kind.UNSUPPORTED, object -> true, context);
    }
}
