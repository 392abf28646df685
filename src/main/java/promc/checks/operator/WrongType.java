package promc.checks.operator;

import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.OperatorFault;

/// A value of another type than the definition of an object of prometheus-operator has it.
public final class WrongType implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("operator/wrong-type", Severity.ERROR, "A field of an object of prometheus-operator has a value of the wrong type, so the API server refuses it").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        Faults.report(file, OperatorFault.Kind.WRONG_TYPE, object -> true, context);
    }
}
