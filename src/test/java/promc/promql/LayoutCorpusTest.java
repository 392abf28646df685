package promc.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import promc.testing.Shared;

/// What must hold of every expression that people have written.
class LayoutCorpusTest {
    private static final int[] WIDTHS = {1, 40, Layout.WIDTH};

    @Test
    void theCorpusStaysWhatItIs() throws IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        int wide = 0;
        for (String line : Files.readAllLines(Shared.corpus("exprs-open.txt"))) {
            String text = JsonParser.parseString(line).getAsString();
            if (!(Promql.parse(text, Re2.ALL) instanceof Parsed.Valid valid)) {
                continue;
            }
            count++;
            for (int width : WIDTHS) {
                LayoutLaws.violation(valid, width, true).ifPresent(wrong::add);
                LayoutLaws.violation(valid, width, false).ifPresent(wrong::add);
            }
            Optional<String> laid = Layout.format(valid, Layout.WIDTH, true);
            wide += laid.isPresent() && laid.get().lines().anyMatch(l -> l.length() > Layout.WIDTH) ? 1 : 0;
        }
        System.out.printf("%d expressions laid out, %d with a line beyond %d columns%n", count, wide, Layout.WIDTH);
        assertThat(count).isGreaterThan(6000);
        assertThat(wrong).isEmpty();
    }
}
