package promc.checks.operator;

import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.OperatorFault;

/// A field that the definition of an object of prometheus-operator does not have: `kubectl` refuses it, or the API server drops it without a word.
public final class UnknownField implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("operator/unknown-field", Severity.WARNING, "An object of prometheus-operator has a field that its definition does not know").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        Faults.report(file, OperatorFault.Kind.UNKNOWN_FIELD, object -> true, context);
    }
}
