package promc.checks.test;

import java.util.List;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.TestedRules;
import promc.model.TestedRules.Link;
import promc.source.Nearest;

/// An entry of a test's `rule_files` that leads to no file. promtool only warns, and tests without rules: alerts that must not fire do not. Files that a build writes first are not
/// there either, so it is told only where other rule files lie in the same folder.
public final class MissingRuleFile implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("test/missing-rule-file", Severity.WARNING, "A unit test names rule files that are not there, so it tests nothing of them");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        estate.ruleTests().forEach(tests -> {
            TestedRules tested = estate.testedRules();
            for (Link link : tested.links(tests)) {
                if (!link.files().isEmpty()) {
                    continue;
                }
                List<String> neighbours = tested.ruleFilesBeside(link.path());
                if (!neighbours.isEmpty()) {
                    String meant = link.glob() ? "" : Nearest.to(link.path(), neighbours).map(path -> "; did you mean `" + path + "`?").orElse("");
                    context.report(link.pattern().text(), link.pattern().text().span(), "no file `" + link.path()
                            + "` is in sight, though other rule files of its folder are: promtool warns and tests without these rules" + meant);
                }
            }
        });
    }
}
