package promc.checks.test;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.RuleTests;
import promc.model.RuleTests.AlertTest;
import promc.model.TestedRules;
import promc.model.TestedRules.Link;
import promc.source.Nearest;
import promc.yaml.YamlNode.YamlScalar;

/// An `alert_rule_test` of an alert that none of the listed rule files has. Where no alert is expected, the test passes whatever the rules do. Told only where every listed file is in
/// sight; proved where they are listed by name, since a pattern may match more files than are in sight.
public final class UnknownAlert implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("test/unknown-alert", Severity.ERROR, "A unit test is about an alert that its rule files do not have");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        estate.ruleTests().forEach(tests -> {
            if (estate.testedRules().isComplete(tests)) {
                tests.cases().forEach(test -> test.alerts().forEach(alert -> check(alert, tests, estate.testedRules(), context)));
            }
        });
    }

    private static void check(AlertTest test, RuleTests tests, TestedRules tested, Context context) {
        Optional<String> name = test.alert().value().filter(alert -> !alert.isBlank());
        if (name.isEmpty() || !tested.alerts(tests, name.get()).isEmpty()) {
            return;
        }
        String outcome = test.expected().isEmpty() ? ", so that none fires is no proof of anything" : ", so the expected alerts never fire";
        String meant = Nearest.to(name.get(), tested.alertNames(tests)).map(near -> "; did you mean `" + near + "`?").orElse("");
        Draft draft = context.report(tests.text().file(), test.alert().span(), (tests.ruleFiles().isEmpty() ? "the tests list no rule files" : "no rule file of the tests has an alert `" + name.get() + "`")
                + outcome + meant);
        for (Link link : tested.links(tests)) {
            if (link.glob()) {
                draft.likely();
            }
        }
        tests.ruleFiles().stream().findFirst().ifPresent((YamlScalar first) -> draft.note(first.text(), first.text().span(), "the rule files of the tests"));
    }
}
