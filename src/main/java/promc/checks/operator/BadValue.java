package promc.checks.operator;

import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.OperatorFault;

/// A value that the definition of an object of prometheus-operator does not allow, or that it allows and the program that runs with it does not.
public final class BadValue implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("operator/bad-value", Severity.ERROR, "A field of an object of prometheus-operator has a value that is not allowed").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        Faults.report(file, OperatorFault.Kind.BAD_VALUE, object -> true, context);
    }
}
