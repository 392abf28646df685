package promc.checks.thanos;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ServerFlags;

/// A receiver without `--label`, which refuses to start (`cmd/thanos/receive.go`), and a ruler with an object store but without one, whose blocks no upload takes (`pkg/block/block.go`).
public final class UploadsWithoutLabel implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/uploads-without-label", Severity.ERROR, "A receiver or ruler has no label that tells its blocks from others");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        if (!flags.isClosed() || flags.flag("label").isPresent()) {
            return;
        }
        if (flags.component().equals("thanos receive")) {
            context.report(flags.file().file(), flags.place(), "without `--label` the receiver refuses to start: give each replica a label of its own, such as `receive_replica=\"0\"`");
        } else if (flags.component().equals("thanos rule") && (flags.flag("objstore.config").isPresent() || flags.flag("objstore.config-file").isPresent())
                && flags.flags().stream().noneMatch(flag -> flag.name().startsWith("remote-write.config"))) {
            context.report(flags.file().file(), flags.place(), "blocks without labels are not uploaded: give the ruler a label of its own, such as `ruler_replica=\"0\"`");
        }
    }
}
