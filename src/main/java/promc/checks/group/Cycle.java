package promc.checks.group;

import java.util.List;
import java.util.stream.Stream;
import promc.analysis.RuleGraph;
import promc.analysis.RuleNode;
import promc.analysis.RuleNode.Reading;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Finding;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Rule;

/// Rules that feed on each other, in one group or across groups: whichever is evaluated first reads what the others made an evaluation before, so that each value depends on all
/// earlier ones. Readings of the past (`offset`, `@`, ranges) do not count: who writes those means it.
public final class Cycle implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("group/cycle", Severity.WARNING, "Rules feed on each other, so that each reads what another made an evaluation before");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        if (estate.rules().noneMatch(Rule::isRecording) && estate.ruleFiles().noneMatch(file -> file.text().text().contains("ALERTS"))) {
            return;
        }
        RuleGraph graph = context.graph();
        for (List<RuleNode> cycle : graph.cycles()) {
            RuleNode first = cycle.getFirst();
            List<Reading> loop = graph.loop(first, node -> graph.isCycle(first, node));
            report(cycle, loop, graph, context);
        }
    }

    private static void report(List<RuleNode> cycle, List<Reading> loop, RuleGraph graph, Context context) {
        RuleNode first = cycle.getFirst();
        List<String> names = loop.stream().map(reading -> "`" + reading.reader().name() + "`").toList();
        boolean two = names.size() == 2;
        String all = two ? names.getFirst() + " and " + names.getLast() : String.join(" -> ", Stream.concat(names.stream(), Stream.of(names.getFirst())).toList());
        String more = cycle.size() > loop.size() ? " (and " + (cycle.size() - loop.size()) + " more)" : "";
        String message = two ? all + more + " read each other: one of them always computes from a value that is an evaluation old"
                : "rules read each other in a circle, " + all + more + ": one of them always computes from a value that is an evaluation old";
        Draft draft = context.report(first.file().text().file(), first.rule().name().span(), message)
                .in(Finding.InRule.of(first.rule(), first.group()));
        for (Reading reading : loop) {
            reading.reader().rule().validExpr().ifPresent(expression ->
                    draft.note(expression.text(), reading.selector().span(), "`" + reading.reader().name() + "` reads `" + reading.producer().name() + "`"));
        }
        boolean together = loop.stream().allMatch(reading -> reading.reader().file() == first.file()) || graph.isLoaded(first.file());
        if (!together) {
            draft.likely();
        }
    }
}
