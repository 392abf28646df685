package promc.checks.operator;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.OperatorFault;

/// A field that the definition of an object of prometheus-operator requires. What is laid over another object has only what it changes, and is not judged.
public final class MissingField implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("operator/missing-field", Severity.ERROR, "An object of prometheus-operator lacks a field that it must have");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        Faults.report(file, OperatorFault.Kind.MISSING, object -> !context.estate().isLaidOver(object), context);
    }
}
