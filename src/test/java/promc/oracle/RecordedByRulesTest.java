package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import promc.analysis.EstateFacts;
import promc.analysis.Facts;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.Rule;
import promc.oracle.SeriesRecords.Question;
import promc.oracle.SeriesRecords.RuleSet;
import promc.source.SourceFile;

/// What is inferred about a reader from the rules that record what it reads holds for what the engine returned after it had evaluated them.
class RecordedByRulesTest {
    private static final int LEAST_RULE_SETS = 600;

    /// The rules, and an alert for each reader beside them.
    private static Estate estate(RuleSet ruleSet) {
        StringBuilder readers = new StringBuilder("groups:\n- name: readers\n  rules:\n");
        ruleSet.readers().forEach(reader -> readers.append("  - alert: Reader\n    expr: '").append(reader.text().replace("'", "''")).append("'\n"));
        return EstateReader.read(List.of(SourceFile.of("rules.yml", ruleSet.rules()), SourceFile.of("readers.yml", readers.toString())));
    }

    /// A metric that is scraped as well as recorded, about which nothing holds of all its series.
    private static boolean recordsWhatIsScraped(RuleSet ruleSet) {
        return ruleSet.rules().contains("record: temperature\n");
    }

    @Test void nothingReadContradictsWhatRulesRecord() throws IOException {
        List<String> violations = new ArrayList<>();
        int ruleSets = 0;
        int known = 0;
        int full = 0;
        int alone = 0;
        for (RuleSet ruleSet : SeriesRecords.read("rules").ruleSets()) {
            Estate estate = estate(ruleSet);
            EstateFacts facts = new EstateFacts(estate, path -> Inventory.NONE);
            List<Expression> expressions = estate.rules().filter(Rule::isAlert).map(rule -> rule.expr().value().orElseThrow()).toList();
            assertThat(expressions).hasSameSizeAs(ruleSet.readers());
            ruleSets++;
            for (int i = 0; i < expressions.size(); i++) {
                Question reader = ruleSet.readers().get(i);
                Facts proved = facts.proved(expressions.get(i));
                Optional<Facts> likely = recordsWhatIsScraped(ruleSet) ? Optional.empty() : facts.likely(expressions.get(i));
                known += likely.isPresent() ? 1 : 0;
                full += (int) reader.full();
                alone += likely.filter(more -> reader.isEmpty() && more.root().isNever() && !proved.root().isNever()).isPresent() ? 1 : 0;
                for (Facts some : likely.map(more -> List.of(proved, more)).orElse(List.of(proved))) {
                    SeriesSetsTest.contradiction(some.root(), reader.outcomes().getFirst()).ifPresent(wrong -> violations.add(reader.text() + " over " + ruleSet.database()
                            + "\n" + ruleSet.rules() + "    " + wrong));
                }
            }
        }
        System.out.printf("recorded by rules: %d rule sets, %d readers of what they record, %d results that are not empty; %d empty ones are proved by the rules alone%n", ruleSets, known, full, alone);
        assertThat(violations).isEmpty();
        assertThat(ruleSets).isGreaterThanOrEqualTo(LEAST_RULE_SETS);
        assertThat(full).isGreaterThanOrEqualTo(LEAST_RULE_SETS);
    }
}
