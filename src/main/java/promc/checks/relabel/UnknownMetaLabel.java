package promc.checks.relabel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.MetaLabels;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.ServiceDiscovery;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// A rule of `relabel_configs` that reads a `__meta_` label that none of the job's discoveries sets, so that it is always empty.
public final class UnknownMetaLabel implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/unknown-meta-label", Severity.WARNING, "A relabel rule reads a `__meta_` label that no discovery of the job sets")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        // Of a monitor it is not known what its targets have.
        for (Turn turn : job.isPresent() ? trace.turns() : List.<Turn>of()) {
            for (YamlScalar label : sources(turn)) {
                if (MisplacedLabel.of(trace, turn, label.value()).filter(why -> why == MisplacedLabel.UNKNOWN_META).isPresent()) {
                    report(turn, label, job.orElseThrow(), context);
                }
            }
        }
    }

    private static List<YamlScalar> sources(Turn turn) {
        List<YamlScalar> labels = new ArrayList<>();
        if (!turn.rule().actionOrDefault().isOnNames() && turn.rule().sourceLabels() instanceof Field.Present<List<String>> present && present.node() instanceof YamlSequence list) {
            for (YamlNode item : list.items()) {
                if (item.resolve() instanceof YamlScalar label && label.value().startsWith(ServiceDiscovery.META)) {
                    labels.add(label);
                }
            }
        }
        return labels;
    }

    private static void report(Turn turn, YamlScalar label, ScrapeJob job, Context context) {
        String name = label.value();
        Draft draft = context.report(context.file(), label.span(), "no target of this job has `" + name + "`, so " + outcome(turn));
        Set<String> near = new LinkedHashSet<>();
        for (ServiceDiscovery discovery : job.discoveries()) {
            Optional<MetaLabels> known = MetaLabels.of(discovery);
            Optional<String> setting = known.flatMap(labels -> labels.missingSetting(name));
            if (setting.isPresent()) {
                draft.note(context.file(), discovery.key().span(), "it is set only with `" + setting.get() + ": true` here");
                return;
            }
            known.flatMap(labels -> labels.nearest(name)).ifPresent(near::add);
        }
        if (near.size() == 1) {
            String meant = near.iterator().next();
            draft.fix(Fix.replace("Read `" + meant + "`", Applicability.UNSAFE, label.text(), label.text().span(), meant));
            return;
        }
        Span where = job.discoveries().isEmpty() ? job.name().span() : job.discoveries().getFirst().key().span();
        List<String> setters = MetaLabels.setters(name);
        draft.note(context.file(), where, (job.discoveries().isEmpty() ? "the targets of this job are written down, and have no `__meta_` labels" : "this discovery does not set it")
                + (setters.isEmpty() ? job.discoveries().isEmpty() ? "" : ", nor does another one" : "; it is of " + String.join(", ", setters)));
    }

    private static String outcome(Turn turn) {
        String target = turn.rule().targetLabel().value().map(label -> "`" + label + "`").orElse("the label");
        boolean alone = turn.rule().sourceLabels().value().orElse(List.of()).size() == 1;
        boolean matches = turn.mayMatch();
        return switch (turn.rule().actionOrDefault()) {
            case KEEP -> turn.dropsAll() ? "this rule drops them all" : "it is empty here";
            case DROP -> turn.dropsAll() ? "this rule drops them all" : matches ? "it is empty here" : "this rule drops none";
            case REPLACE -> !matches ? "this rule changes nothing" : alone && turn.hasReferences() ? "this rule never sets " + target : "it is empty here";
            default -> "it is empty here";
        };
    }
}
