package promc.checks.thanos;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.LoadError.Kind;

/// Keys of an object store that exclude or need each other (`validate` of the providers of thanos-io/objstore): each component that is given the file ends when it starts.
public final class ObjstoreConflictingFields implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/objstore-conflicting-fields", Severity.ERROR, "Settings of an object store exclude each other, or one lacks the other that it needs");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        Stores.report(file, context, Kind.CONFLICT);
    }
}
