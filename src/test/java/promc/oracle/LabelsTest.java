package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import promc.analysis.Facts;
import promc.analysis.Producers;
import promc.promql.Expr;
import promc.promql.Promql;

/// Where [Facts] says that no result can have a label, none that the engine returned has it.
class LabelsTest {
    private static final int LEAST_RESULTS = 8_000;

    @Test void absenceIsNeverClaimedOfALabelThatIsThere() throws IOException {
        List<String> violations = new ArrayList<>();
        int results = 0;
        int claims = 0;
        int present = 0;
        for (JsonObject answer : Recorded.read("labels")) {
            if (answer.get("elements").getAsInt() == 0) {
                continue;
            }
            Set<String> there = new TreeSet<>();
            answer.getAsJsonArray("labels").forEach(label -> there.add(label.getAsString()));
            results++;
            // These databases give `up` values that it never has.
            String text = answer.get("expr").getAsString();
            Expr expr = Promql.parse(text.replaceAll("\\bup\\b", "other"), Recorded.ALL).expr().orElseThrow(() -> new AssertionError(text));
            for (String label : LabelQuestions.LABELS) {
                boolean seen = there.contains(label);
                boolean lost = Facts.of(expr, Producers.UNKNOWN).root().label(label).isNever();
                claims += lost ? 1 : 0;
                present += seen ? 1 : 0;
                if (seen && lost) {
                    violations.add(label + " of " + text + ": " + Facts.of(expr, Producers.UNKNOWN).root().label(label).why().reason());
                }
            }
        }
        System.out.printf("labels: %d results that are not empty, %d claims of absence, %d labels seen%n", results, claims, present);
        assertThat(violations).isEmpty();
        assertThat(results).isGreaterThanOrEqualTo(LEAST_RESULTS);
        assertThat(claims).isGreaterThanOrEqualTo(LEAST_RESULTS);
        assertThat(present).isGreaterThanOrEqualTo(LEAST_RESULTS);
    }
}
