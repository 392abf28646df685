package promc.checks.web;

import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.WebConfig;
import promc.schema.ConfigKeys;
import promc.schema.LoadError;
import promc.schema.LoadErrors;

/// What the web server refuses in its configuration file (prometheus/exporter-toolkit): the program does not start, and one that runs answers no request while the file stays so. Passwords have
/// a check of their own.
public final class Invalid implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("web/invalid", Severity.ERROR, "A web configuration file has a setting that the web server refuses").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (context.isTemplate()) {
            return;
        }
        file.views(WebConfig.class).forEach(view -> {
            for (LoadError error : LoadErrors.of(view.root(), ConfigKeys.WEB)) {
                context.report(file.source(), error.span(), error.message()).fix(Fix.inFile(error.correction(), view.text()));
            }
        });
    }
}
