package promc.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import promc.source.SourceFile;
import promc.yaml.Yaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;

class SequenceEditsTest {
    /// The text after the items of `list:` that are not at `kept` went and `added` came; empty if it is left alone.
    private static Optional<String> after(String text, Set<Integer> kept, String... added) {
        SourceFile file = SourceFile.of("a.yml", text);
        YamlMapping root = Yaml.parse(file).rootMapping().orElseThrow();
        YamlSequence list = (YamlSequence) root.get("list").orElseThrow().resolve();
        Set<YamlNode> staying = new HashSet<>();
        kept.forEach(at -> staying.add(list.items().get(at)));
        return SequenceEdits.replace(file, list, staying, Arrays.asList(added)).map(edits -> Edits.apply(text, edits));
    }

    @Test
    void commentsOfABlockStay() {
        assertThat(after("""
                list:
                  # all of them
                  - 'a'  # first
                  # in between
                  - b
                  - c
                next: 1
                """, Set.of(1), "x", "it's")).contains("""
                list:
                  # all of them
                  # first
                  - 'x'
                  - 'it''s'
                  # in between
                  - b
                next: 1
                """);
    }

    @Test
    void whatIsAddedComesAtTheEndIfNothingGoes() {
        assertThat(after("list:\n- a # first\n# end\n", Set.of(0), "x")).contains("list:\n- a # first\n- 'x'\n# end\n");
        assertThat(after("list:\n- a", Set.of(0), "x")).contains("list:\n- a\n- 'x'");
        assertThat(after("list:\n- a\n- b", Set.of(0), "x")).contains("list:\n- a\n- 'x'");
        assertThat(after("list:\n- a\n", Set.of(0))).isEmpty();
    }

    @Test
    void theEndsOfLinesStay() {
        assertThat(after("list:\r\n  - a # first\r\n  - b\r\nnext: 1\r\n", Set.of(), "x", "y")).contains("list:\r\n  # first\r\n  - 'x'\r\n  - 'y'\r\nnext: 1\r\n");
        assertThat(after("list: [a]\r\nnext: 1\r\n", Set.of(), "x", "y")).contains("list:\r\n  - 'x'\r\n  - 'y'\r\nnext: 1\r\n");
    }

    @Test
    void aFlowListBecomesABlockWhereItCan() {
        assertThat(after("list: [a, 'b']\nnext: 1\n", Set.of(1), "x")).contains("list:\n  - 'b'\n  - 'x'\nnext: 1\n");
        assertThat(after("list: [a, b]\n", Set.of(), "x")).contains("list: ['x']\n");
        assertThat(after("{list: [a], next: 1}\n", Set.of(), "x", "y")).contains("{list: ['x', 'y'], next: 1}\n");
        assertThat(after("list: [a] # why\n", Set.of(), "x", "y")).contains("list: ['x', 'y'] # why\n");
        assertThat(after("list: [\n  a,\n  b\n]\n", Set.of(), "x", "y")).contains("list:\n  - 'x'\n  - 'y'\n");
    }

    @Test
    void whatOthersMayUseIsLeftAlone() {
        for (String text : List.of("list:\n- &one a\n- b\nnext: *one\n", "list: [&one a, b]\nnext: *one\n", "list: [a, # why\n  b]\n", "list: []\n")) {
            assertThat(after(text, Set.of(), "x", "y")).as(text).isEmpty();
        }
        assertThat(after("one: &one a\nlist:\n- *one\n- b\n", Set.of(0), "x")).contains("one: &one a\nlist:\n- *one\n- 'x'\n");
    }

    @Test
    void itemsOfSeveralLinesGoWhole() {
        assertThat(after("list:\n- >-\n  a\n  b\n- c\n", Set.of(1), "x")).contains("list:\n- 'x'\n- c\n");
        assertThat(after("list:\n- \"a\n  b\"\n- c\n", Set.of(), "x")).contains("list:\n- 'x'\n");
    }
}
