package promc.checks.test;

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
import promc.model.RuleTests;
import promc.model.RuleTests.InputSeries;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlScalar;

/// Values that end in a line break. promtool puts all series into one text and stops reading it at the first empty line (`promqltest.parseLoad`), so the series behind are not there,
/// without a word. A block scalar `|` or `>` ends in a line break; `|-` and `>-` do not.
public final class SeriesIgnored implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("test/series-ignored", Severity.ERROR, "The values of a series end in a line break, so the series behind it are not loaded").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(RuleTests.class).flatMap(tests -> tests.cases().stream()).forEach(test -> {
            List<InputSeries> series = test.series();
            for (int i = 0; i + 1 < series.size(); i++) {
                InputSeries ending = series.get(i);
                if (ending.values().filter(SeriesIgnored::leavesEmptyLine).isPresent()) {
                    int lost = series.size() - i - 1;
                    YamlScalar values = ending.values().get();
                    context.report(file.source(), values.span(), "these values end in a line break, which ends the list for promtool: the "
                                    + (lost == 1 ? "series behind it is" : lost + " series behind it are") + " not loaded")
                            .note(file.source(), series.get(i + 1).node().entries().getFirst().key().span(), "the first series that is ignored").fix(chomp(values, file.source()));
                    return;
                }
            }
        });
    }

    /// `|` and `>` keep the last line break, `|-` and `>-` do not.
    private static Optional<Fix> chomp(YamlScalar values, SourceFile file) {
        String written = values.span().of(file.text());
        boolean block = values.style() == Style.LITERAL || values.style() == Style.FOLDED;
        if (!block || values.value().stripTrailing().indexOf('\n') >= 0 || !Character.isWhitespace(written.charAt(1))) {
            return Optional.empty();
        }
        int behind = values.span().start() + 1;
        return Optional.of(new Fix("Leave the line break out", Applicability.UNSAFE, List.of(new TextEdit(file, Span.at(behind), "-"))));
    }

    private static boolean leavesEmptyLine(YamlScalar values) {
        String text = values.value();
        int line = text.indexOf('\n');
        while (line >= 0) {
            int next = text.indexOf('\n', line + 1);
            if (text.substring(line + 1, next < 0 ? text.length() : next).isBlank()) {
                return true;
            }
            line = next;
        }
        return false;
    }
}
