package promc.checks.exposition;

import promc.exposition.ExpositionLine.Fault;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;

/// A line that is nothing of the text format or, in a file that ends with `# EOF`, of OpenMetrics. Prometheus drops the whole scrape then (`scrape/scrape.go`, `append` fails on the first
/// error of the parser).
public final class Syntax implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.proved("exposition/syntax", Severity.ERROR, "A line of an exposition is not in its format, so the whole scrape fails");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        file.exposition().lines().forEach(line -> {
            if (line instanceof Fault fault) {
                context.report(file.text(), fault.span(), fault.problem().sentence());
            }
        });
    }
}
