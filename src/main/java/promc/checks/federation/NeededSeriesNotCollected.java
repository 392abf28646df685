package promc.checks.federation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.analysis.FederatingJob;
import promc.analysis.FederatingJob.Leaf;
import promc.analysis.Federation;
import promc.analysis.ServerSettings;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.Server;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlSequence;

/// A rule of a federating server that reads what only a federated one records, and no `match[]` collects it. Names with a colon alone: others may be scraped.
public final class NeededSeriesNotCollected implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("federation/needed-series-not-collected", Severity.WARNING,
            "A rule reads what a federated server records, and no `match[]` collects it").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    private record Recording(Rule rule, RuleGroup group, RuleFile file, FederatingJob job, Leaf leaf) {}

    @Override
    public void check(Estate estate, Context context) {
        Federation federation = context.federation();
        for (Server top : estate.servers()) {
            List<FederatingJob> jobs = federation.of(top);
            if (jobs.isEmpty() || !top.hasAllJobs() || !jobs.stream().allMatch(FederatingJob::complete) || hasOtherSources(Federation.settings(top))) {
                continue;
            }
            Map<String, List<Recording>> theirs = new HashMap<>();
            jobs.forEach(job -> job.leaves().forEach(leaf -> index(job, leaf, theirs)));
            Set<String> told = new HashSet<>();
            top.rules().forEach(link -> link.files().forEach(file -> file.groups().forEach(group -> group.rules().forEach(rule -> context.graph().of(rule).ifPresent(node -> {
                for (VectorSelector selector : node.fromElsewhere()) {
                    String metric = selector.metric().orElse("");
                    if (theirs.containsKey(metric) && told.add(metric)) {
                        judge(metric, selector, rule, theirs.get(metric), jobs, context);
                    }
                }
            })))));
        }
    }

    private static boolean hasOtherSources(ServerSettings settings) {
        return settings.receives() || settings.readsRemote();
    }

    private static void index(FederatingJob job, Leaf leaf, Map<String, List<Recording>> theirs) {
        leaf.server().rules().forEach(link -> link.files().forEach(file -> file.groups().forEach(group -> group.rules().forEach(rule ->
                rule.name().value().filter(name -> rule.isRecording() && name.indexOf(':') > 0).ifPresent(name ->
                        theirs.computeIfAbsent(name, key -> new ArrayList<>(1)).add(new Recording(rule, group, file, job, leaf)))))));
    }

    private static void judge(String metric, VectorSelector selector, Rule reader, List<Recording> makers, List<FederatingJob> jobs, Context context) {
        if (makers.stream().anyMatch(maker -> jobs.stream().anyMatch(job -> job.maySelect(maker.rule, maker.group)))) {
            return;
        }
        Recording maker = makers.getFirst();
        Span place = selector.name().map(Expr.Name::span).orElse(selector.span());
        Draft draft = context.report(reader.validExpr().orElseThrow().text(), place, "`" + metric + "` is recorded by a server that this one federates, but no `match[]` collects it: this reads nothing");
        draft.note(maker.file.text().file(), maker.rule.name().span(), "recorded here");
        SourceFile config = maker.job.config().text().file();
        maker.job.job().matchParam().ifPresent(match -> draft.note(config, match.span(), "only these series are collected"));
        draft.fix(edit(maker.job, metric).map(edit -> new Fix("Collect `" + metric + "`", Applicability.UNSAFE, List.of(edit))));
    }

    /// Adds an item at the end of a block list.
    private static Optional<TextEdit> edit(FederatingJob job, String metric) {
        SourceFile file = job.config().text().file();
        if (!(job.job().matchParam().map(YamlNode::resolve).orElse(null) instanceof YamlSequence list) || list.flow() || list.items().isEmpty()) {
            return Optional.empty();
        }
        YamlNode last = list.items().getLast();
        int line = file.line(Math.max(last.span().start(), last.span().end() - 1));
        String head = file.text().substring(file.lineStart(file.line(last.span().start())), last.span().start());
        if (!head.strip().equals("-")) {
            return Optional.empty();
        }
        int end = file.lineSpan(line).end();
        return Optional.of(new TextEdit(file, Span.at(end), file.lineEnding() + head + "'{__name__=\"" + metric + "\"}'"));
    }
}
