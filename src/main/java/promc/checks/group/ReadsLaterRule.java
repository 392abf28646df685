package promc.checks.group;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.analysis.RuleGraph;
import promc.analysis.RuleNode;
import promc.analysis.RuleNode.Reading;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Finding;
import promc.lint.Severity;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.promql.Expr.VectorSelector;

/// A rule that reads what a later rule of its group records. The rules of a group are evaluated one after the other (Prometheus `rules/group.go`, `Group.Eval`), so it finds the sample of
/// the evaluation before. Rules that feed on each other have no good order; `group/cycle` tells of those.
public final class ReadsLaterRule implements Check.GroupCheck {
    private static final CheckInfo INFO = CheckInfo.proved("group/reads-later-rule", Severity.WARNING,
            "A rule reads what a later rule of its group records, and so finds it one interval old").fixable(Fix.Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        if (!mayReadLater(group)) {
            return;
        }
        RuleGraph graph = context.graph();
        for (Rule rule : group.rules()) {
            Optional<RuleNode> node = graph.of(rule);
            Set<String> told = new HashSet<>();
            for (Reading reading : node.map(RuleNode::reads).orElse(List.of())) {
                if (isLate(reading, graph) && told.add(reading.producer().name())) {
                    report(reading, graph, context);
                }
            }
        }
    }

    /// True if a selector of a rule has the name of what a later one records: to find that out takes no graph.
    private static boolean mayReadLater(RuleGroup group) {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 1; i < group.rules().size(); i++) {
            if (group.rules().get(i).isRecording()) {
                int position = i;
                group.rules().get(i).name().value().ifPresent(name -> last.put(name, position));
            }
        }
        boolean[] late = new boolean[1];
        for (int i = 0; i < group.rules().size() && !last.isEmpty() && !late[0]; i++) {
            int position = i;
            group.rules().get(i).validExpr().flatMap(expression -> expression.valid()).ifPresent(root -> root.forEach(part ->
                    late[0] |= part instanceof VectorSelector selector && selector.metric().isPresent() && last.getOrDefault(selector.metric().get(), -1) > position));
        }
        return late[0];
    }

    private static boolean isLate(Reading reading, RuleGraph graph) {
        return reading.inGroup() && reading.producer().rule().isRecording() && reading.producer().position() > reading.reader().position() && reading.named() && !reading.past()
                && (reading.sure() || reading.selector().matchers().stream().noneMatch(matcher -> matcher.op().isNegative())) && !graph.isCycle(reading.producer(), reading.reader());
    }

    private static void report(Reading reading, RuleGraph graph, Context context) {
        RuleNode reader = reading.reader();
        RuleNode producer = reading.producer();
        reader.rule().validExpr().ifPresent(expression -> {
            String what = reader.rule().isAlert() ? "this alert" : "this rule";
            Draft draft = context.report(expression.text(), reading.selector().span(),
                    "`" + producer.name() + "` is recorded later in this group: " + what + " finds its value of the evaluation before, one interval old")
                    .note(producer.file().text().file(), producer.rule().name().span(), "recorded here, behind the rule that reads it")
                    .in(Finding.InRule.of(reader.rule(), reader.group()))
                    .fix(RuleOrder.repair(reading, graph));
            // A name without a colon may be scraped besides; then not all that is read is old.
            if (!reading.sure() || producer.name().indexOf(':') < 0) {
                draft.likely();
            }
        });
    }
}
