package promc.checks.remote;

import java.util.Optional;
import promc.analysis.RemoteSeries;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.RemoteWrite;
import promc.model.View;
import promc.source.Span;

/// `write_relabel_configs` that drop each series, whatever the server stores.
public final class SendsNothing implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("remote/sends-nothing", Severity.WARNING, "The relabel rules of a remote write drop every series");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (View view : file.views()) {
            if (view instanceof PrometheusConfig config) {
                config.remoteWrites().stream().filter(write -> !write.relabelRules().isEmpty()).forEach(write -> check(write, config, context));
            }
        }
    }

    private static void check(RemoteWrite write, PrometheusConfig config, Context context) {
        Optional<RelabelRule> last = RemoteSeries.of(config, write).dropsAll();
        last.ifPresent(rule -> context.report(config.text().file(), place(rule),
                "no series gets past this rule, whatever the server stores: nothing is sent to `" + write.url().value().orElse("") + "`"));
    }

    private static Span place(RelabelRule rule) {
        return rule.regex().isAbsent() ? rule.action().span() : rule.regex().span();
    }
}
