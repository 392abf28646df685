package promc.checks.recording;

import java.util.HashSet;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Finding;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;

/// A recorded metric whose name has no colon: nobody can tell it from a scraped one, nor see which labels are left. The convention is `level:metric:operations`.
/// A name recorded by several rules of a file is told once, and one of which `recording/hides-counter` or `recording/name-not-a-metric` asks for another not at all.
public final class NameWithoutLevel implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/name-without-level", Severity.INFO,
            "A recorded metric is not named `level:metric:operations`");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        Set<String> told = new HashSet<>();
        file.views(RuleFile.class).forEach(view -> {
            for (RuleGroup group : view.groups()) {
                for (Rule rule : group.rules()) {
                    if (rule.isRecording() && rule.name() instanceof Field.Present<String> name && !name.content().contains(":") && !NameNotAMetric.isMore(name.content())
                            && !HidesCounter.tells(rule, context) && told.add(name.content())) {
                        context.report(file.source(), name.span(), "`" + name.content() + "` looks like a scraped metric; by convention a recorded one is named "
                                        + "`level:metric:operations`, such as `job:http_requests:rate5m`")
                                .in(Finding.InRule.of(rule, group));
                    }
                }
            }
        });
    }
}
