package promc.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import promc.checks.Checks;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.Config;
import promc.lint.Linter;
import promc.lint.Repair;
import promc.model.EstateReader;
import promc.model.Expression;
import promc.source.SourceFile;
import promc.testing.SpecEstate;

/// What the safe fixes of one check make of expressions.
final class RuleFixes {
    private static final String PATH = "rules.yml";

    private final Linter linter;

    RuleFixes(String check) {
        List<Check> one = Checks.ALL.stream().filter(candidate -> candidate.info().id().equals(check)).toList();
        this.linter = new Linter(one, Config.DEFAULT::forFile, SpecEstate.TODAY);
    }

    /// The expressions, each of one line and without comments, as the recording rules of one file after its repair.
    List<String> apply(List<String> expressions) {
        StringBuilder text = new StringBuilder("groups:\n  - name: example\n    rules:\n");
        for (String expression : expressions) {
            text.append("      - record: level:metric:operation\n        expr: |\n          ").append(expression).append('\n');
        }
        Map<String, SourceFile> files = new LinkedHashMap<>(Map.of(PATH, SourceFile.of(PATH, text.toString())));
        files.putAll(new Repair(linter, EstateReader::read, finding -> true).run(files, Applicability.SAFE).changed());
        List<String> fixed = new ArrayList<>();
        EstateReader.read(files.values()).rules().flatMap(rule -> rule.expr().value().stream())
                .map(Expression::text).forEach(embedded -> fixed.add(embedded.text().strip()));
        return fixed;
    }
}
