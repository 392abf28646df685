package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;
import promc.analysis.Bound;
import promc.analysis.Cardinality;
import promc.analysis.Facts;
import promc.analysis.Producers;
import promc.model.Inventory;
import promc.oracle.SeriesRecords.Outcome;
import promc.oracle.SeriesRecords.Question;

/// What is inferred with an inventory of a database holds for what the engine returned over it, and no more series were returned than the bound says.
class InventoriedSetsTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingReturnedContradictsWhatAnInventoryTells(boolean closed) throws IOException {
        List<String> violations = new ArrayList<>();
        int[] seen = new int[4];
        Inventoried.forEach(SeriesRecords.read("series"), closed, known -> {
            Outcome outcome = known.outcome();
            seen[0]++;
            seen[1] += outcome.isEmpty() ? 1 : 0;
            seen[2] += outcome.isEmpty() && known.set().isNever() ? 1 : 0;
            seen[3] += known.bound().isPresent() ? 1 : 0;
            String where = known.question().text() + "\n    over " + outcome.database() + ": ";
            SeriesSetsTest.contradiction(known.set(), outcome).ifPresent(wrong -> violations.add(where + wrong));
            if (known.bound().isPresent() && known.bound().getAsLong() < known.count()) {
                violations.add(where + known.count() + " series, against " + known.bound().getAsLong());
            }
        });
        System.out.printf("with an inventory%s: %d results, %d of them with a bound; %d of %d that are empty are proved to be%n", closed ? " that is all there is" : "", seen[0], seen[3],
                seen[2], seen[1]);
        assertThat(violations).isEmpty();
        assertThat(seen[3]).isGreaterThanOrEqualTo(10_000);
    }

    /// Bounds that rest on the expression alone, with the numbers of each database, and without any.
    @Test void noMoreIsReturnedThanTheBound() throws IOException {
        SeriesRecords records = SeriesRecords.read("series");
        Map<String, Inventory> inventories = new HashMap<>();
        records.databases().forEach((id, series) -> inventories.put(id, DatabaseInventories.of(series, false)));
        List<String> violations = new ArrayList<>();
        int constants = 0;
        for (Question question : records.questions()) {
            Bound bound = Cardinality.of(question.expr(), Facts.of(question.expr(), Producers.UNKNOWN)).root();
            OptionalLong constant = bound.value(Inventory.NONE);
            constants += constant.isPresent() ? 1 : 0;
            for (Outcome outcome : question.outcomes()) {
                long count = outcome.samples().map(List::size).orElse(0);
                if (constant.orElse(Long.MAX_VALUE) < count || bound.value(inventories.get(outcome.database())).orElse(Long.MAX_VALUE) < count) {
                    violations.add(question.text() + "\n    over " + outcome.database() + ": " + count + " series, against " + bound.text());
                    break;
                }
            }
        }
        System.out.printf("bounds: %d of %d expressions are bounded whatever the database%n", constants, records.questions().size());
        assertThat(violations).isEmpty();
    }
}
