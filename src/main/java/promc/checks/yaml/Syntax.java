package promc.checks.yaml;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.source.Problem;
import promc.yaml.Yaml;
import promc.yaml.YamlStream;

/// A file that is not YAML. What stands before the error is still checked. Templates without quotes have a check of their own.
public final class Syntax implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/syntax", Severity.ERROR, "The file is not YAML, so it does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (YamlStream stream : file.streams()) {
            for (Problem problem : stream.problems()) {
                if (Yaml.isUnquotedTemplate(problem)) {
                    continue;
                }
                context.report(file.source(), problem.span(), problem.help().isEmpty() ? problem.message() : problem.message() + "; " + problem.help());
            }
        }
    }
}
