package promc.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What Go said about generated patterns (recorded by the program under `src/test/oracle/regex`), against what this package says.
class GoVectorsTest {
    private static final int LEAST_VECTORS = 5_000;

    @Test
    void refusesAndMatchesAsGoDoes() throws IOException {
        var differences = new ArrayList<String>();
        int vectors = 0;
        int matches = 0;
        for (var line : lines()) {
            var fields = line.split("\t", -1);
            var pattern = decode(fields[0]);
            var message = switch (Regex.parse(pattern, RegexUse.SEARCH)) {
                case Regex _ -> "";
                case RegexError error -> error.message();
            };
            if (!message.equals(decode(fields[1]))) {
                differences.add("%s: expected <%s>, said <%s>".formatted(fields[0], fields[1], message));
            } else if (message.isEmpty() && fields[2].isEmpty()) {
                assertThat(Regex.parse(pattern)).as(pattern).isInstanceOf(RegexError.class);
            } else if (message.isEmpty()) {
                var regex = (Regex) Regex.parse(pattern);
                for (var answer : fields[2].split(" ")) {
                    var text = decode(answer.substring(0, answer.length() - 2));
                    if (regex.matches(text) != answer.endsWith("1")) {
                        differences.add("%s on <%s>: expected %s".formatted(fields[0], text, answer));
                    }
                    matches++;
                }
            }
            vectors++;
        }
        assertThat(differences).isEmpty();
        assertThat(vectors).isGreaterThan(LEAST_VECTORS);
        assertThat(matches).isGreaterThan(LEAST_VECTORS);
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
        try (var stream = Objects.requireNonNull(GoVectorsTest.class.getResourceAsStream("/regex/go-vectors.tsv"));
             var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
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
