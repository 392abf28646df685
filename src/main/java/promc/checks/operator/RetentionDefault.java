package promc.checks.operator;

import java.util.List;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.OperatorObject;
import promc.model.ServerProcess;

/// A Prometheus without `retention` and `retentionSize`: the operator keeps samples for 24 hours, not for the 15 days of Prometheus itself (`pkg/prometheus/common.go`, `RetentionTimeOrDefault`).
public final class RetentionDefault implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("operator/retention-default", Severity.INFO, "A Prometheus object sets no retention, so samples are kept for 24 hours");
    private static final Set<String> FLAGS = Set.of("storage.tsdb.retention.time", "storage.tsdb.retention.size", "storage.tsdb.retention");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (ServerProcess process : file.views(OperatorObject.class).findAny().isEmpty() ? List.<ServerProcess>of() : context.estate().processes(file.source())) {
            if (process.origin() instanceof ServerProcess.Origin.Operator(OperatorObject object, var written) && object.kind().equals("Prometheus") && process.runs("prometheus") && process.told() && !object.spec().entries().isEmpty()
                    && object.string("retention").value().isEmpty() && object.string("retentionSize").value().isEmpty() && written.flags().stream().noneMatch(flag -> FLAGS.contains(flag.name()))
                    && object.spec().get("thanos").isEmpty() && object.spec().get("remoteWrite").isEmpty()) {
                context.report(object.text(), object.meta().place(), object.what() + " keeps samples for 24 hours, since it sets neither `retention` nor `retentionSize`; Prometheus by itself would keep 15 days");
            }
        }
    }
}
