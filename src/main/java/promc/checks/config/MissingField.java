package promc.checks.config;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.LoadError;

/// A setting that is needed and not there.
public final class MissingField implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("config/missing-field", Severity.ERROR, "A setting that Prometheus needs is not there or empty, so the configuration does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        context.reportLoadErrors(file, LoadError.Kind.MISSING);
    }
}
