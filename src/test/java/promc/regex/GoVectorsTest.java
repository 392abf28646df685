package promc.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// What Prometheus and Alertmanager said about generated patterns (recorded by the program under `src/test/oracle/regex`, which says what a line
/// holds), against what this package says.
class GoVectorsTest {
    private static final int LEAST_VECTORS = 6_000;
    private static final int LEAST_MATCHES = 100_000;
    /// In the order of the fields and bits.
    private static final List<RegexUse> USES = List.of(RegexUse.SEARCH, RegexUse.MATCHER, RegexUse.RELABEL, RegexUse.ALERTMANAGER);

    @Test
    void refusesAndMatchesAsGoDoes() throws IOException {
        var differences = new ArrayList<String>();
        int vectors = 0;
        int refused = 0;
        int matches = 0;
        for (var line : lines()) {
            var fields = line.split("\t", -1);
            var pattern = decode(fields[0]);
            for (int use = 0; use < USES.size(); use++) {
                var said = Regex.parse(pattern, USES.get(use));
                var message = said instanceof RegexError error ? error.message() : "";
                var expected = decode(fields[fields[use + 1].equals("=") ? 1 : use + 1]);
                if (!message.equals(expected)) {
                    differences.add("%s %s: expected <%s>, said <%s>".formatted(USES.get(use), fields[0], expected, message));
                } else if (said instanceof Regex regex) {
                    matches += compare(regex, use, fields[USES.size() + 1].split(" "), differences);
                }
                refused += message.isEmpty() ? 0 : 1;
                vectors++;
            }
        }
        System.out.printf("regex: %d vectors, %d of them refused, %d matches%n", vectors, refused, matches);
        assertThat(differences).isEmpty();
        assertThat(vectors).isGreaterThan(USES.size() * LEAST_VECTORS);
        assertThat(refused).isGreaterThan(USES.size() * LEAST_VECTORS / 3);
        assertThat(matches).isGreaterThan(LEAST_MATCHES);
    }

    private static int compare(Regex regex, int use, String[] answers, List<String> differences) {
        for (var answer : answers) {
            int bits = answer.length() - USES.size();
            var text = decode(answer.substring(0, bits - 1));
            if (regex.matches(text) != (answer.charAt(bits + use) == '1')) {
                differences.add("%s %s on <%s>: expected %s".formatted(regex.use(), regex.pattern(), text, answer.charAt(bits + use)));
            }
        }
        return answers.length;
    }

    @Test
    void offsetsOfErrorsCoverThePieceThatTheMessageNames() throws IOException {
        int seen = 0;
        for (var line : lines()) {
            var pattern = decode(line.split("\t", -1)[0]);
            if (Regex.parse(pattern, RegexUse.SEARCH) instanceof RegexError(String message, int start, int end)
                && !message.startsWith("trailing backslash")) {
                assertThat(message).endsWith("`" + pattern.substring(start, end) + "`");
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(1_000);
    }

    private static List<String> lines() throws IOException {
        try (var stream = Objects.requireNonNull(GoVectorsTest.class.getResourceAsStream("/regex/go-vectors.tsv.gz"));
             var reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static String decode(String text) {
        var decoded = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            if (text.startsWith("\\u", i)) {
                decoded.appendCodePoint(Integer.parseInt(text.substring(i + 2, i + 8), 16));
                i += 8;
            } else {
                decoded.append(text.charAt(i++));
            }
        }
        return decoded.toString();
    }
}
