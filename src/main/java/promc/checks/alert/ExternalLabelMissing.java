package promc.checks.alert;

import java.util.List;
import promc.analysis.AlertTemplate;
import promc.analysis.ServerSettings;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.template.TemplateFacts.LabelRead;
import promc.template.TemplateFacts.Source;

/// A template that reads an external label which no server that loads the rule has.
public final class ExternalLabelMissing implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/external-label-missing", Severity.WARNING, "A template reads an external label that no server that loads the rule has");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        for (AlertTemplate template : context.templates(rule)) {
            for (LabelRead read : template.facts().labels()) {
                if (read.source() == Source.EXTERNAL && !read.guarded()) {
                    check(read, template, context);
                }
            }
        }
    }

    private static void check(LabelRead read, AlertTemplate template, Context context) {
        List<ServerSettings> servers = context.servers(context.file());
        boolean known = servers.stream().allMatch(server -> server.config().isPresent());
        if (!known || servers.stream().anyMatch(server -> server.config().orElseThrow().externalLabels().stream().anyMatch(pair -> pair.name().equals(read.label())))) {
            return;
        }
        Draft draft = context.report(template.text(), read.span(), "the external label `" + read.label() + "` is always empty: no server that loads this file has it");
        for (ServerSettings server : servers) {
            PrometheusConfig config = server.config().orElseThrow();
            if (config.externalLabels().isEmpty()) {
                draft.note(config.text().file(), server.config().orElseThrow().root().entries().getFirst().key().span(), "this configuration has no external labels");
            } else {
                draft.note(config.text().file(), config.externalLabels().getFirst().key().span(), "its external labels are `"
                        + String.join("`, `", config.externalLabels().stream().map(pair -> pair.name()).toList()) + "`");
            }
        }
    }
}
