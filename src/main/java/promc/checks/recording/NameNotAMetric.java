package promc.checks.recording;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleGroup;

/// `record` takes the name of a metric alone; labels go under `labels`. Since Prometheus 3.0 a name may hold any text, but braces are refused (`model/rulefmt`).
public final class NameNotAMetric implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("recording/name-not-a-metric", Severity.ERROR, "`record` holds more than the name of a metric, so the file does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (rule.isRecording() && rule.name() instanceof Field.Present<String> name && isMore(name.content())) {
            context.report(context.file(), name.span(), "`record` takes the name alone; put labels under `labels`, and a selector into `expr`");
        }
    }

    static boolean isMore(String name) {
        return name.contains("{") || name.contains("}");
    }
}
