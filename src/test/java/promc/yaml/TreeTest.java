package promc.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.Duplicates.Duplicate;
import promc.yaml.YamlNode.YamlAlias;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream.Comment;

class TreeTest {
    @Test
    void collectionsEndWhereTheirLastChildEnds() {
        String text = "a:\n  - b: 1\n    c: [x, y]  # c\n\n  - d\n# c\ne: {f: g}\n";
        YamlStream stream = Trees.read(text);
        assertThat(Trees.nodes(stream)).filteredOn(node -> !(node instanceof YamlScalar)).extracting(node -> node.span().of(text))
                .containsExactly(text.strip(), "- b: 1\n    c: [x, y]  # c\n\n  - d", "b: 1\n    c: [x, y]", "[x, y]", "{f: g}");
        assertThat(stream.rootMapping().orElseThrow().own("e").orElseThrow().span().of(text)).isEqualTo("e: {f: g}");
    }

    @Test
    void aPairInAFlowSequenceIsAMappingOfItsOwn() {
        String text = "[a: b , {c: d}: e, f]";
        assertThat(Trees.show(Trees.read(text))).isEqualTo("[{a: b}, {{c: d}: e}, f]");
        assertThat(Trees.nodes(Trees.read(text))).filteredOn(YamlMapping.class::isInstance).extracting(node -> node.span().of(text))
                .containsExactly("a: b", "{c: d}: e", "{c: d}");
    }

    @Test
    void documentsAreAllThereAndOnesWithoutContentHaveNoRoot() {
        YamlStream stream = Trees.read("# c\n---\na: 1\n---\n# nothing\n---\n~\n...\n---\n- b\n");
        assertThat(Trees.show(stream)).isEqualTo("{a: 1} | - | ~ | [b]");
        assertThat(Trees.read("# only\n").documents()).isEmpty();
        assertThat(Trees.read("").documents()).isEmpty();
    }

    @Test
    void aliasesKeepTheirPlaceAndLeadToTheirTarget() {
        String text = "a: &x {k: v}\nb: *x\nc:\n  <<: *x\n  l: w\n";
        YamlMapping root = Trees.read(text).rootMapping().orElseThrow();
        YamlAlias alias = (YamlAlias) root.own("b").orElseThrow().value();
        assertThat(alias.span().of(text)).isEqualTo("*x");
        assertThat(alias.resolve()).isEqualTo(root.get("a").orElseThrow());
        assertThat(root.own("a").orElseThrow().value().span().of(text)).isEqualTo("{k: v}");
        YamlMapping merged = (YamlMapping) root.get("c").orElseThrow();
        assertThat(merged.entries()).hasSize(2);
        assertThat(merged.get("k").map(Trees::show)).contains("v");
    }

    @Test
    void anAnchorMayBeSetAgainAndEndsWithItsDocument() {
        assertThat(Trees.nodes(Trees.read("- &x a\n- *x\n- &x b\n- *x\n"))).filteredOn(YamlAlias.class::isInstance)
                .extracting(node -> ((YamlScalar) node.resolve()).value()).containsExactly("a", "b");
        assertThat(Trees.read("- &x a\n---\n- *x\n").problems()).singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no anchor `&x`"));
    }

    @Test
    void duplicatesAreKeptAndListed() {
        YamlMapping root = Trees.read("a: 1\nb: 2\n\"a\": 3\n<<: {}\na: 4\n").rootMapping().orElseThrow();
        assertThat(root.entries()).hasSize(5);
        List<Duplicate> found = Duplicates.in(root);
        assertThat(found).extracting(duplicate -> Trees.show(duplicate.first().value()) + Trees.show(duplicate.repeated().value()))
                .containsExactly("13", "14");
    }

    @Test
    void commentsAreFoundAndOnlyThose() {
        String text = """
                # one
                a: b # two
                c: 'x # no' # three
                d: x#no
                e: | # four
                  # no
                  # no
                 # five
                f: [1, # six
                  2]# seven
                g: &h#no !t i # eight
                j:
                # nine
                  - # ten
                    k
                """;
        List<Comment> comments = Trees.read(text).comments();
        assertThat(comments).extracting(Comment::text).containsExactly("# one", "# two", "# three", "# four", "# five", "# six", "# seven",
                "# eight", "# nine", "# ten");
        assertThat(comments).filteredOn(Comment::ownLine).extracting(Comment::text).containsExactly("# one", "# five", "# nine");
        assertThat(comments).allSatisfy(comment -> assertThat(comment.span().of(text)).isEqualTo(comment.text()));
        assertThat(Trees.read("%YAML 1.2 # d\n---\na: b\r\n# c\r\n").comments()).extracting(Comment::text).containsExactly("# d", "# c");
    }

    @Test
    void aDocumentInsideABlockScalarHasItsPlacesInTheFile() {
        String text = """
                kind: ConfigMap
                data:
                  rules: |
                    groups:
                    - name: "a\\tb"
                      rules: # c
                      - expr: |
                          up ==
                          0
                """;
        SourceFile file = Trees.file(text);
        YamlMapping data = (YamlMapping) Yaml.parse(file).rootMapping().orElseThrow().get("data").orElseThrow();
        YamlScalar rules = (YamlScalar) data.get("rules").orElseThrow();
        YamlStream inner = Yaml.parse(rules.text());
        assertThat(inner.problems()).isEmpty();
        assertThat(inner.comments()).singleElement().satisfies(comment -> assertThat(comment.span().of(text)).isEqualTo("# c"));
        YamlScalar expr = Trees.scalars(inner).getLast();
        assertThat(expr.value()).isEqualTo("up ==\n0\n");
        assertThat(expr.text().toFile(new Span(6, 7)).of(text)).isEqualTo("0");
        assertThat(expr.text().encode(new Span(6, 7), "1\n+ 2")).contains("1\n          + 2");
        YamlScalar name = Trees.scalars(inner).get(2);
        assertThat(name.text().toFile(new Span(1, 2)).of(text)).isEqualTo("\\t");
        assertThat(name.text().encode(new Span(1, 2), "\n")).contains("\\n");
        assertThat(expr.span().of(text)).startsWith("|\n").endsWith("0");
    }
}
