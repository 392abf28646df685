package promc.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import promc.analysis.Cardinality;
import promc.analysis.EstateFacts;
import promc.analysis.Facts;
import promc.analysis.SeriesSet;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Expression;
import promc.model.Inventory;
import promc.oracle.SeriesRecords.Outcome;
import promc.oracle.SeriesRecords.Question;
import promc.source.SourceFile;

/// What is inferred about recorded expressions with an inventory of the database over which they were evaluated. `closed`: the inventory is told to be all there is.
record Inventoried(Question question, Outcome outcome, boolean closed, SeriesSet set, OptionalLong bound) {
    /// Of the expressions that are asked over all databases, each database gets one in so many.
    private static final int EVERY = 12;

    /// The number of series that were returned.
    int count() {
        return outcome.samples().map(List::size).orElse(0);
    }

    static void forEach(SeriesRecords records, boolean closed, Consumer<Inventoried> visit) {
        StringBuilder rules = new StringBuilder("groups:\n- name: g\n  rules:\n");
        records.questions().forEach(question -> rules.append("  - alert: A\n    expr: '").append(question.text().replace("'", "''")).append("'\n"));
        Estate estate = EstateReader.read(List.of(SourceFile.of("rules.yml", rules.toString())));
        List<Expression> expressions = estate.rules().map(rule -> rule.expr().value().orElseThrow()).toList();
        Map<String, Inventory> inventories = new HashMap<>();
        Map<String, EstateFacts> facts = new HashMap<>();
        records.databases().forEach((id, series) -> {
            Inventory inventory = DatabaseInventories.of(series, closed);
            inventories.put(id, inventory);
            facts.put(id, new EstateFacts(estate, path -> inventory));
        });
        for (int i = 0; i < expressions.size(); i++) {
            Question question = records.questions().get(i);
            for (int j = question.shared() ? i % EVERY : 0; j < question.outcomes().size(); j += EVERY) {
                Outcome outcome = question.outcomes().get(j);
                Facts known = facts.get(outcome.database()).proved(expressions.get(i));
                OptionalLong bound = Cardinality.of(expressions.get(i).valid().orElseThrow(), known).root().value(inventories.get(outcome.database()));
                visit.accept(new Inventoried(question, outcome, closed, known.root(), bound));
            }
        }
    }
}
