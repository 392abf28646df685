package promc.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CaseFoldingTest {
    @Test
    void orbitsAreThoseOfGo() throws IOException {
        var expected = new HashMap<Integer, CodePointSet>();
        try (var stream = Objects.requireNonNull(CaseFoldingTest.class.getResourceAsStream("/regex/go-folds.txt"));
             var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().forEach(line -> {
                var builder = new CodePointSet.Builder();
                for (var member : line.split(" ")) {
                    builder.add(Integer.parseInt(member, 16), Integer.parseInt(member, 16));
                }
                for (var member : line.split(" ")) {
                    expected.put(Integer.parseInt(member, 16), builder.build());
                }
            });
        }
        assertThat(expected).hasSizeGreaterThan(2_800);
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (!CaseFolding.orbit(c).equals(expected.getOrDefault(c, CodePointSet.single(c)))) {
                assertThat(CaseFolding.orbit(c)).as("U+%04X", c).isEqualTo(expected.getOrDefault(c, CodePointSet.single(c)));
            }
        }
    }

    @Test
    void closingASetAddsTheOrbitsOfItsMembers() {
        assertThat(CaseFolding.close(CodePointSet.of('j', 't', 0x3B4, 0x3B4))).isEqualTo(
            CodePointSet.of('J', 'T', 'j', 't', 0x17F, 0x17F, 0x212A, 0x212A, 0x3B4, 0x3B4, 0x394, 0x394));
        assertThat(CaseFolding.close(CodePointSet.ALL)).isEqualTo(CodePointSet.ALL);
        assertThat(CaseFolding.close(CodePointSet.EMPTY)).isEqualTo(CodePointSet.EMPTY);
        assertThat(CaseFolding.close(CodePointSet.single(0x212A))).isEqualTo(CodePointSet.of('K', 'K', 'k', 'k', 0x212A, 0x212A));
    }
}
