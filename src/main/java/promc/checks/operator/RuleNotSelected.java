package promc.checks.operator;

import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;

/// A PrometheusRule with labels that no `ruleSelector` in sight asks for: the operator leaves it out without a word, and none of its rules is evaluated.
public final class RuleNotSelected implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("operator/rule-not-selected", Severity.WARNING, "No Prometheus or ThanosRuler in sight selects a PrometheusRule, so none of its rules is evaluated")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        NotSelected.check("PrometheusRule", "none of its rules is evaluated", context);
    }
}
