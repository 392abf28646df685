package promc.checks.recording;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleGroup;

/// A recorded metric whose name has no colon: nobody can tell it from a scraped one, nor see which labels are left. The convention is `level:metric:operations`.
public final class NameWithoutLevel implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/name-without-level", Severity.INFO,
            "A recorded metric is not named `level:metric:operations`");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (rule.isRecording() && rule.name() instanceof Field.Present<String> name && !name.content().contains(":")) {
            context.report(context.file(), name.span(), "`" + name.content() + "` looks like a scraped metric; by convention a recorded one is named `level:metric:operations`, "
                    + "such as `job:http_requests:rate5m`");
        }
    }
}
