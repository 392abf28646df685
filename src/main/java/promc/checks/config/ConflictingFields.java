package promc.checks.config;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.LoadError;

/// Settings that exclude each other.
public final class ConflictingFields implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("config/conflicting-fields", Severity.ERROR, "Settings stand side by side that exclude each other, so the configuration does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        context.reportLoadErrors(file, LoadError.Kind.CONFLICT);
    }
}
