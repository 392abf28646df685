package promc.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;

/// Random patterns and strings, matched here and by RE2/J. `-Dpromc.regex.patterns=N` runs more patterns.
class MatchingOracleTest {
    private static final int PATTERNS = Integer.getInteger("promc.regex.patterns", 12_000);
    private static final int TEXTS_PER_PATTERN = 90;

    @Test
    void matchesWhatRe2jMatches() {
        var random = new RandomPatterns(20_260_101, true);
        long pairs = 0;
        long accepted = 0;
        for (int i = 0; i < PATTERNS; i++) {
            var pattern = random.foldedPattern(4);
            var regex = RegexSyntaxTest.regex(pattern);
            var search = RegexSyntaxTest.regex(pattern, RegexUse.SEARCH);
            var oracle = Pattern.compile("^(?s:" + pattern + ")$");
            var searchOracle = Pattern.compile(pattern);
            for (int j = 0; j < TEXTS_PER_PATTERN; j++) {
                var text = random.text(6);
                boolean expected = oracle.matcher(text).find();
                if (regex.matches(text) != expected) {
                    assertThat(regex.matches(text)).as("%s on <%s>", pattern, text).isEqualTo(expected);
                }
                if (j % 8 == 0) {
                    assertThat(search.matches(text)).as("search %s on <%s>", pattern, text).isEqualTo(searchOracle.matcher(text).find());
                }
                accepted += expected ? 1 : 0;
                pairs++;
            }
        }
        assertThat(pairs).isEqualTo((long) PATTERNS * TEXTS_PER_PATTERN);
        assertThat(accepted).isGreaterThan(pairs / 50);
    }
}
