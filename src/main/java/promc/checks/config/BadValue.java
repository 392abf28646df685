package promc.checks.config;

import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.LoadError;

/// A value of the right type that its setting cannot have.
public final class BadValue implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("config/bad-value", Severity.ERROR, "A setting has a value that Prometheus does not take, so the configuration does not load").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        context.reportLoadErrors(file, LoadError.Kind.BAD_VALUE);
    }
}
