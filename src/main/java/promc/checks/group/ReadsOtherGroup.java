package promc.checks.group;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import promc.analysis.RuleNode;
import promc.analysis.RuleNode.Reading;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Rule;
import promc.model.RuleGroup;

/// A rule that reads what a rule of another group records. Groups are evaluated each at its own time, side by side, so what is read is up to an interval of that group old. Most
/// estates live well with it; those that want their alerts to be as fresh as can be ask for this check.
public final class ReadsOtherGroup implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("group/reads-other-group", Severity.INFO, "The rule reads what another group records, up to an interval late").offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<RuleNode> node = context.graph().of(rule);
        if (node.isEmpty()) {
            return;
        }
        Set<String> told = new HashSet<>();
        for (Reading reading : node.get().reads()) {
            RuleNode producer = reading.producer();
            if (!reading.inGroup() && !reading.past() && reading.named() && producer.rule().isRecording() && told.add(producer.name())) {
                String every = producer.group().interval().value().map(interval -> " (" + seconds(interval.toSeconds()) + ")").orElse("");
                rule.validExpr().ifPresent(expression -> context.report(expression.text(), reading.selector().span(),
                        "`" + producer.name() + "` is recorded by another group, `" + producer.group().name().value().orElse("") + "`: it is up to one interval of that group" + every + " old")
                        .note(producer.file().text().file(), producer.rule().name().span(), "recorded here"));
            }
        }
    }

    private static String seconds(long seconds) {
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
