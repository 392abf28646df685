package promc.checks.operator;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.OperatorFault;

/// A field that the definition of an object of prometheus-operator calls deprecated.
public final class DeprecatedField implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("operator/deprecated-field", Severity.INFO, "An object of prometheus-operator has a field that its definition calls deprecated");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        Faults.report(file, OperatorFault.Kind.DEPRECATED, object -> true, context);
    }
}
