package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import promc.testing.Updating;

/// How exact the inference is, and that it stays so. `mvn test -Dtest=PrecisionTest -Dupdate` rewrites the table in docs/precision.md.
class PrecisionTest {
    private static final Path PAGE = Path.of("docs/precision.md");
    private static final String BEGIN = "<!-- figures -->\n";
    private static final String END = "<!-- end of figures -->\n";
    private static final double LEAST_EXACT = 0.95;
    private static final double LEAST_PROVED = 0.65;
    /// Of those that return nothing for a reason that holds on every database.
    private static final double LEAST_PROVED_OF_EMPTY = 0.9;
    private static final double MOST_OVER = 2;
    private static Precision precision;

    @BeforeAll static void measure() throws IOException {
        precision = new Precision(SeriesRecords.read("series"));
        precision.figures().forEach((what, figure) -> System.out.println(what + ": " + figure));
    }

    @Test void labelFactsAreMostlyExact() {
        assertThat(precision.facts()).hasSizeGreaterThan(5_000);
        assertThat(Precision.exact(precision.facts())).isGreaterThanOrEqualTo(LEAST_EXACT);
    }

    @Test void emptyResultsAreMostlyProved() {
        assertThat(precision.empty()).hasSizeGreaterThan(300);
        assertThat(Precision.proved(precision.empty())).isGreaterThanOrEqualTo(LEAST_PROVED);
        assertThat(Precision.proved(precision.empty("empty"))).isGreaterThanOrEqualTo(LEAST_PROVED_OF_EMPTY);
    }

    @Test void boundsAreMostlyClose() {
        assertThat(precision.ratio(0.01)).isGreaterThanOrEqualTo(1);
        assertThat(precision.ratio(0.5)).isLessThanOrEqualTo(MOST_OVER);
    }

    @Test void thePageShowsTheFigures() throws IOException {
        String text = Files.readString(PAGE);
        String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        String shown = text.substring(before.length(), text.indexOf(END));
        if (Updating.isOn()) {
            Files.writeString(PAGE, before + table(precision.figures()) + text.substring(text.indexOf(END)));
        } else {
            assertThat(shown).isEqualTo(table(precision.figures()));
        }
    }

    private static String table(Map<String, String> figures) {
        StringJoiner rows = new StringJoiner("\n", "| | |\n|---|---|\n", "\n");
        figures.forEach((what, figure) -> rows.add("| " + what + " | " + figure + " |"));
        return rows.toString();
    }
}
