package promc.checks.thanos;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.ThanosStack;

/// Blocks that are uploaded where no compactor is in sight: the bucket grows without end, in blocks of two hours, which store gateways and queries pay for.
public final class NoCompactor implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("thanos/no-compactor", Severity.INFO, "Blocks are uploaded to a bucket that no compactor in sight looks after");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        if (!stack.components("compact").isEmpty()) {
            return;
        }
        stack.components().stream().filter(process -> (process.runs("thanos sidecar") || process.runs("thanos receive")) && ThanosStack.hasStore(process)).findFirst().ifPresent(first ->
                context.report(first.file(), first.place(), first.what() + " uploads blocks, and no compactor is in sight: without one nothing is compacted, downsampled or ever deleted"));
    }
}
