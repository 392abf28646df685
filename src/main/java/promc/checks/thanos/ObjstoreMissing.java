package promc.checks.thanos;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ServerFlags;

/// A store gateway or a compactor without an object store, which is all they are for: they refuse to start.
public final class ObjstoreMissing implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/objstore-missing", Severity.ERROR, "A store gateway or compactor is given no object store");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        boolean needs = flags.component().equals("thanos store") || flags.component().equals("thanos compact");
        if (needs && flags.isClosed() && flags.flag("objstore.config").isEmpty() && flags.flag("objstore.config-file").isEmpty()) {
            context.report(flags.file().file(), flags.place(), "without `--objstore.config-file` or `--objstore.config` it refuses to start: there is nothing to read blocks from");
        }
    }
}
