package promc.checks.config;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.LoadError;

/// A name of a configuration that must be unique and is not; those of scrape jobs have a check of their own.
public final class DuplicateName implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("config/duplicate-name", Severity.ERROR, "A name that must be unique is given twice, so the configuration does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        context.reportLoadErrors(file, LoadError.Kind.DUPLICATE);
    }
}
