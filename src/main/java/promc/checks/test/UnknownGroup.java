package promc.checks.test;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.RuleTests;
import promc.model.TestedRules;
import promc.model.TestedRules.Link;
import promc.source.Nearest;
import promc.yaml.YamlNode.YamlScalar;

/// A name in `group_eval_order` that no listed rule file has as a group: promtool passes over it, and evaluates the group that was meant among the first. Repeated names it refuses.
public final class UnknownGroup implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("test/unknown-group", Severity.WARNING, "The order of evaluation names a group that the rule files do not have");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        estate.ruleTests().filter(tests -> !tests.groupOrder().isEmpty()).forEach(tests -> {
            Set<String> seen = new HashSet<>();
            for (YamlScalar group : tests.groupOrder()) {
                if (!seen.add(group.value())) {
                    context.report(group.text(), group.text().span(), "`" + group.value() + "` stands twice in the order, so promtool refuses the file").severity(Severity.ERROR);
                }
            }
            if (estate.testedRules().isComplete(tests)) {
                check(tests, estate.testedRules(), context);
            }
        });
    }

    private static void check(RuleTests tests, TestedRules tested, Context context) {
        Set<String> known = new HashSet<>();
        tested.files(tests).forEach(file -> file.groups().forEach(group -> group.name().value().ifPresent(known::add)));
        boolean pattern = tested.links(tests).stream().anyMatch(Link::glob);
        for (YamlScalar group : tests.groupOrder()) {
            if (!known.contains(group.value())) {
                Optional<String> meant = Nearest.to(group.value(), known.stream().sorted().toList());
                Draft draft = context.report(group.text(), group.text().span(), "no rule file of the tests has a group `" + group.value() + "`, so it puts nothing in order"
                        + meant.map(name -> "; did you mean `" + name + "`?").orElse(""));
                if (pattern) {
                    draft.likely();
                }
            }
        }
    }
}
