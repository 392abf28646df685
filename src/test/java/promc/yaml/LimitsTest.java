package promc.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import promc.yaml.YamlNode.YamlAlias;

class LimitsTest {
    private static YamlStream quickly(String text) {
        return Assertions.assertTimeout(Duration.ofSeconds(10), () -> Trees.read(text));
    }

    private static void onlyProblem(YamlStream stream, String message) {
        assertThat(stream.problems()).singleElement().satisfies(problem -> assertThat(problem.message()).contains(message));
    }

    @Test
    void deepNestingIsToldAndWhatIsAboveKept() {
        onlyProblem(quickly("a: b\nc: " + "[".repeat(10_000) + "]".repeat(10_000)), "deeper than 250");
        onlyProblem(quickly("a: b\nc: " + "[".repeat(10_000)), "deeper than 250");
        onlyProblem(quickly("- ".repeat(10_000) + "x"), "deeper than 250");
        assertThat(quickly("a: b\nc: " + "{x: ".repeat(10_000)).rootMapping().orElseThrow().get("a").map(Trees::show)).contains("b");
        assertThat(quickly("[".repeat(250) + "]".repeat(250)).problems()).isEmpty();
    }

    @Test
    void anAliasBombGivesOneProblemAndNulls() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol, lol]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
        }
        YamlStream stream = quickly(bomb.toString());
        onlyProblem(stream, "expand to more than 1000000");
        YamlAlias last = (YamlAlias) Trees.nodes(stream).getLast();
        assertThat(Trees.show(last.resolve())).isEqualTo("~");
    }

    @Test
    void aliasesCannotNestDeeperThanText() {
        StringBuilder chain = new StringBuilder("a0: &a0 {k: v}\n");
        for (int i = 1; i < 400; i++) {
            chain.append("a").append(i).append(": &a").append(i).append(" {<<: *a").append(i - 1).append(", x: y}\n");
        }
        onlyProblem(quickly(chain.toString()), "aliases nest deeper than 250");
    }

    @Test
    void charactersYamlCannotHoldAreToldOnceAndReadAround() {
        YamlStream nul = Trees.read("a: b\u0000c\nd: \u0007e\n");
        onlyProblem(nul, "control character (U+0000)");
        assertThat(nul.problems().getFirst().help()).contains("1 more");
        assertThat(Trees.show(nul)).isEqualTo("{a: b\uFFFDc, d: \uFFFDe}");
        onlyProblem(Trees.read("a: \ud83d\n"), "lone surrogate (U+D83D)");
        onlyProblem(Trees.read("a: \udc00"), "lone surrogate (U+DC00)");
    }

    @Test
    void hugeTextsAreQuickOrRefused() {
        assertThat(quickly("a: " + "x ".repeat(5_000_000) + "y").problems()).isEmpty();
        assertThat(quickly("# " + "x ".repeat(5_000_000)).comments()).hasSize(1);
        onlyProblem(quickly("a: \"" + "x ".repeat(5_000_000)), "never closed");
        onlyProblem(quickly("- x\n".repeat(1_200_000)), "more than 1000000 values");
        onlyProblem(quickly("a: b\n" + "x".repeat(Yaml.MAX_LENGTH)), "larger than 32 MB");
    }
}
