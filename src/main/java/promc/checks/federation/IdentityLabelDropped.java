package promc.checks.federation;

import java.util.List;
import promc.analysis.Facts;
import promc.analysis.LabelFact;
import promc.analysis.Producers;
import promc.analysis.Shape;
import promc.analysis.Values;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.RelabelRule.Action;
import promc.model.ScrapeJob;
import promc.source.SourceFile;

/// `labeldrop` in a federation job that takes away the labels by which the other server tells its targets apart. Recorded series, whose names have a colon, mostly do without them.
public final class IdentityLabelDropped implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.likely("federation/identity-label-dropped", Severity.WARNING,
            "A federation job drops the labels that tell the collected series apart");
    /// What [#INSTANCE] is called where labels of the other server are renamed.
    private static final String EXPORTED = "exported_";
    private static final String INSTANCE = "instance";
    private static final String RAW_NAME = "[^:]+";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public boolean judgesTemplates() {
        return true;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        if (!job.isFederation() || job.matches().stream().noneMatch(IdentityLabelDropped::mayBeRaw)) {
            return;
        }
        String theirs = (job.honorLabels().value().orElse(false) ? "" : EXPORTED) + INSTANCE;
        SourceFile file = config.text().file();
        for (RelabelRule rule : job.metricRelabelRules()) {
            if (rule.actionOrDefault() == Action.LABELDROP && rule.regex().value().filter(regex -> regex.matches(theirs)).isPresent()) {
                context.report(file, rule.regex().span(), "this drops `" + theirs + "`: series of the other server's targets that differ in nothing else become one, and all but one of their samples are lost");
                return;
            }
            boolean renames = switch (rule.actionOrDefault()) {
                case REPLACE -> rule.sourceLabels().value().orElse(List.of()).contains(theirs);
                case LABELMAP -> rule.regex().value().filter(regex -> regex.matches(theirs)).isPresent();
                default -> false;
            };
            if (renames) {
                // Kept under another name.
                return;
            }
        }
    }

    /// True if a selector may find series that no rule has recorded; `instance` given as one value tells nothing apart.
    private static boolean mayBeRaw(Expression match) {
        return match.valid().stream().flatMap(root -> Facts.of(root, Producers.UNKNOWN).root().shapes().stream()).anyMatch(shape -> {
            LabelFact instance = shape.label(INSTANCE);
            boolean one = instance.isNever() || instance.values() instanceof Values.OneOf known && known.values().size() == 1;
            return !one && !shape.label(Shape.NAME).values().isDisjointFrom(Values.matching(RAW_NAME));
        });
    }
}
