package promc.checks.alert;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Finding;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.RuleTests;

/// Alerts that no `alert_rule_test` in sight is about. Off until asked for. Rule files that no unit test lists are passed over unless the option says otherwise: a team that tests some of its
/// rules wants to know what it forgot there.
public final class NotTested implements Check.EstateCheck {
    private static final Option.Flag ALL_FILES = new Option.Flag("all_files", "also look at rule files that no unit test lists", false);
    private static final CheckInfo INFO = CheckInfo.proved("alert/not-tested", Severity.INFO, "No unit test in sight is about the alert").options(ALL_FILES).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        Map<RuleFile, Set<String>> tested = new IdentityHashMap<>();
        estate.ruleTests().forEach(tests -> {
            Set<String> names = names(tests);
            estate.testedRules().files(tests).forEach(file -> tested.computeIfAbsent(file, f -> new HashSet<>()).addAll(names));
        });
        estate.ruleFiles().forEach(file -> {
            Set<String> names = tested.get(file);
            if (names == null && !context.option(ALL_FILES, file.text().file())) {
                return;
            }
            for (RuleGroup group : file.groups()) {
                for (Rule rule : group.rules()) {
                    if (rule.isAlert()) {
                        rule.name().value().filter(name -> names == null || !names.contains(name)).ifPresent(name -> report(name, rule, group, file, names == null, context));
                    }
                }
            }
        });
    }

    private static void report(String name, Rule rule, RuleGroup group, RuleFile file, boolean unlisted, Context context) {
        context.report(file.text().file(), rule.name().span(), unlisted ? "no unit test in sight lists this file, so none is about the alert `" + name + "`"
                        : "no `alert_rule_test` in sight is about the alert `" + name + "`, though unit tests list this file")
                .in(Finding.InRule.of(rule, group));
    }

    private static Set<String> names(RuleTests tests) {
        Set<String> names = new HashSet<>();
        tests.cases().forEach(test -> test.alerts().forEach(alert -> alert.alert().value().ifPresent(names::add)));
        return names;
    }
}
