package promc.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import promc.source.Problem;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// Random damage: nothing throws, everything stays inside the file.
class FuzzTest {
    private static final List<String> SEEDS = List.of(
            "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: |\n      up == 0\n    labels: {x: 'y', \"z\": \"\\n\"}\n  # c\n  - record: >-\n      b\n",
            "a: &x [1, {b: *x}]\n<<: *y\nc: !!str d\n? e\n: f\n---\n- |2+\n    g\n\n...\n%YAML 1.2\n---\n'h''i'\n",
            "{\"a\": [1, 2, {\"b\": \"\\u00e9\\ud83d\\ude00\"}], \"c\": null}",
            "a: {{ x }}\nb: \"x\r\n  y\\\r\n\r\n z\"\r\nc: 'é😀'\r\n\td: e\n");
    private static final String[] PIECES = {"\n", "\r\n", "\r", " ", "  ", "\t", ":", ": ", "- ", "#", " #", "'", "\"", "\\", "{", "}", "[", "]", ",",
            "|", ">", "|2\n", "&a ", "*a", "!", "!!", "!<", "%", "@", "`", "?", "? ", "---\n", "...\n", "\u0000", "\u0085", "\u2028", "\uFEFF", "\uD83D",
            "\uDE00", "😀", "<<: *a", "\\x4", "\\U00110000", "{{", "}}", "~", "\u007F", "%TAG ! x\n", "|+", ">-"};

    @Test
    void damagedTextNeverThrowsAndStaysInBounds() {
        Random random = new Random(42);
        int withNodes = 0;
        for (int i = 0; i < 15_000; i++) {
            StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
            for (int k = random.nextInt(6); k >= 0; k--) {
                int at = random.nextInt(text.length() + 1);
                int to = Math.min(text.length(), at + (random.nextInt(3) == 0 ? random.nextInt(8) : 0));
                text.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
            }
            withNodes += check(text.toString()) ? 1 : 0;
        }
        assertThat(withNodes).isGreaterThan(5_000);
    }

    private static boolean check(String text) {
        YamlStream stream;
        try {
            stream = Trees.read(text);
        } catch (RuntimeException e) {
            throw new AssertionError("threw on: " + text, e);
        }
        int length = stream.text().file().text().length();
        for (Problem problem : stream.problems()) {
            inside(problem.span(), length, text);
        }
        assertThat(stream.problems().size()).isLessThanOrEqualTo(Yaml.MAX_PROBLEMS);
        stream.comments().forEach(comment -> inside(comment.span(), length, text));
        stream.documents().forEach(document -> inside(document.span(), length, text));
        List<YamlNode> nodes = Trees.nodes(stream);
        for (YamlNode node : nodes) {
            inside(node.span(), length, text);
            if (node instanceof YamlScalar scalar) {
                for (int i = 0; i < scalar.value().length(); i++) {
                    inside(scalar.text().toFile(new Span(i, i + 1)), length, text);
                }
                scalar.text().encode(new Span(0, scalar.value().length() / 2), "x\n'\"");
            }
        }
        return !nodes.isEmpty();
    }

    private static void inside(Span span, int length, String text) {
        assertThat(span.end()).as(text).isLessThanOrEqualTo(length);
    }
}
