package promc.checks.thanos;

import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.schema.LoadError.Kind;

/// Values that cannot be read as what their key wants: a text for a number, a duration without a unit, a word that is none of those allowed.
public final class ObjstoreWrongType implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/objstore-wrong-type", Severity.ERROR, "A setting of an object store has a value that Thanos cannot use").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        Stores.report(file, context, Kind.WRONG_TYPE);
        Stores.report(file, context, Kind.BAD_VALUE);
    }
}
