package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import promc.analysis.EstateFacts;
import promc.analysis.SeriesSet;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.Rule;
import promc.oracle.SeriesRecords.Outcome;
import promc.oracle.SeriesRecords.Question;
import promc.source.SourceFile;

/// What is inferred with an inventory of a database holds for what the engine returned over it; so it does where the inventory is told to be all that there is.
class InventoriedSetsTest {
    /// Of the expressions that are asked over all databases, each database gets one in so many.
    private static final int EVERY = 8;

    @Test void nothingReturnedContradictsWhatAnInventoryTells() throws IOException {
        SeriesRecords records = SeriesRecords.read("series");
        StringBuilder rules = new StringBuilder("groups:\n- name: g\n  rules:\n");
        records.questions().forEach(question -> rules.append("  - alert: A\n    expr: '").append(question.text().replace("'", "''")).append("'\n"));
        Estate estate = EstateReader.read(List.of(SourceFile.of("rules.yml", rules.toString())));
        List<Expression> expressions = estate.rules().map(rule -> rule.expr().value().orElseThrow()).toList();
        assertThat(expressions).hasSameSizeAs(records.questions());
        List<String> violations = new ArrayList<>();
        int results = 0;
        int empty = 0;
        int proved = 0;
        for (boolean closed : new boolean[] {false, true}) {
            Map<String, EstateFacts> facts = new HashMap<>();
            records.databases().forEach((id, series) -> {
                Inventory inventory = DatabaseInventories.of(series, closed);
                facts.put(id, new EstateFacts(estate, path -> inventory));
            });
            for (int i = 0; i < expressions.size(); i++) {
                Question question = records.questions().get(i);
                for (int j = question.shared() ? i % EVERY : 0; j < question.outcomes().size(); j += EVERY) {
                    Outcome outcome = question.outcomes().get(j);
                    SeriesSet set = facts.get(outcome.database()).proved(expressions.get(i)).root();
                    results++;
                    empty += outcome.isEmpty() ? 1 : 0;
                    proved += outcome.isEmpty() && set.isNever() ? 1 : 0;
                    SeriesSetsTest.contradiction(set, outcome)
                            .ifPresent(wrong -> violations.add(question.text() + "\n    over " + outcome.database() + (closed ? ", which is all there is: " : ": ") + wrong));
                }
            }
        }
        System.out.printf("with an inventory: %d results; %d of %d that are empty are proved to be%n", results, proved, empty);
        assertThat(violations).isEmpty();
    }
}
