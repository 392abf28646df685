package promc.checks.thanos;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.LoadError.Kind;

/// What an object store cannot be without (`validate` of the providers of thanos-io/objstore). Most of it is refused at the start; an S3 or OBS store without a bucket starts, and fails at each request.
public final class ObjstoreMissingField implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/objstore-missing-field", Severity.ERROR, "An object store lacks a setting without which it cannot be used");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        Stores.report(file, context, Kind.MISSING);
    }
}
