package promc.checks.alert;

import java.util.List;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;

/// A label that Prometheus sets itself, whatever the rule says (`rules/alerting.go`, Eval and sample): `alertname` of the alert, `alertstate` of the series `ALERTS`.
public final class ReservedLabel implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/reserved-label", Severity.WARNING, "A rule sets a label that Prometheus overwrites");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (!rule.isAlert()) {
            return;
        }
        for (List<Pair> pairs : List.of(rule.labels(), group.labels())) {
            for (Pair pair : pairs) {
                if (pair.name().equals("alertname")) {
                    boolean same = pair.value().value().filter(value -> rule.name().value().filter(value.value()::equals).isPresent()).isPresent();
                    context.report(context.file(), pair.key().span(), "`alertname` is always the name of the alert: this label has no effect").severity(same ? Severity.INFO : Severity.WARNING)
                            .note(context.file(), rule.name().span(), "it is set to this name");
                } else if (pair.name().equals("alertstate")) {
                    context.report(context.file(), pair.key().span(), "the series `ALERTS` has the state of the alert in `alertstate`: this label is sent with the alert, but cannot be queried");
                }
            }
        }
    }
}
