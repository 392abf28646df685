package promc.checks.yaml;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.Yaml;
import promc.yaml.YamlStream;

/// A value that begins with `{{` and has no quotes: YAML reads a mapping, or nothing at all, and the file does not load. Quotes make it what it was meant to be; that is certain where the
/// template reads a variable that only alerts have.
public final class UnquotedTemplate implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/unquoted-template", Severity.ERROR, "A value begins with a template and has no quotes, so YAML takes it for a mapping")
            .fixable(Applicability.SAFE);
    private static final List<String> OURS = List.of("$labels", "$value", "$externalLabels", "$externalURL");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (YamlStream stream : file.streams()) {
            for (Problem problem : stream.problems()) {
                if (Yaml.isUnquotedTemplate(problem)) {
                    context.report(file.source(), problem.span(), problem.sentence()).fix(stream == file.yaml() ? quotes(problem.span().start(), file.source()) : Optional.empty());
                }
            }
        }
    }

    /// Quotes around what stands from `start` to the end of its line, if that is one value with whole actions.
    private static Optional<Fix> quotes(int start, SourceFile file) {
        String text = file.text();
        int end = text.indexOf('\n', start);
        end = end < 0 ? text.length() : end;
        int comment = text.indexOf(" #", start);
        end = comment >= 0 && comment < end ? comment : end;
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        String value = text.substring(start, end);
        String before = text.substring(text.lastIndexOf('\n', start) + 1, start).strip();
        boolean isWhole = value.split("\\{\\{", -1).length == value.split("\\}\\}", -1).length;
        boolean isBlockValue = before.endsWith(":") && before.indexOf('{') < 0 && before.indexOf('[') < 0;
        if (!isWhole || !isBlockValue) {
            return Optional.empty();
        }
        boolean plain = value.indexOf('"') < 0 && value.indexOf('\\') < 0;
        String quoted = plain ? '"' + value + '"' : "'" + value.replace("'", "''") + "'";
        return Optional.of(new Fix("Put quotes around the value", OURS.stream().anyMatch(value::contains) ? Applicability.SAFE : Applicability.UNSAFE,
                List.of(new TextEdit(file, new Span(start, end), quoted))));
    }
}
