package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class GraphCommandTest {
    @TempDir
    Path folder;

    private String run(String... args) {
        Run run = new Run.In(folder).promc(args);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run.out();
    }

    private static Document xml(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    /// Chains of rules, each of which reads two of the row before, with a circle and a rule that reads itself.
    private void mesh(int rows, int columns) throws IOException {
        StringBuilder rules = new StringBuilder("groups:\n- name: g\n  rules:\n");
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                rules.append("  - record: row").append(row).append(":m").append(column).append(":sum\n    expr: ")
                        .append(row == 0 ? "sum(up)" : "row" + (row - 1) + ":m" + column + ":sum + row" + (row - 1) + ":m" + (column * 7 + 3) % columns + ":sum").append('\n');
            }
        }
        rules.append("  - record: a:b:sum\n    expr: a:b:sum + c:d:sum\n  - record: c:d:sum\n    expr: a:b:sum\n");
        Files.writeString(folder.resolve("rules.yml"), rules);
    }

    @Test
    void thePictureIsWellFormedAndNeedsNoNetwork() throws Exception {
        Files.writeString(folder.resolve("rules.yml"), """
                groups:
                - name: "<g> & \\"q\\""
                  rules:
                  - record: job:up:sum
                    expr: sum by (job) (up{a="<script>alert(1)</script>"})
                  - alert: "A <b> & \\u0001 c"
                    expr: job:up:sum{a="]]>"} == 0
                """);
        String svg = run("graph", "--format", "svg", ".");
        assertThat(svg.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "href", "<link", "@import", "url(", "<script");
        Document picture = xml(svg);
        assertThat(picture.getElementsByTagName("title").getLength()).as("of the picture, two rules, a metric and the only edge: the alert asks for a label that the record has not").isEqualTo(5);
        assertThat(picture.getElementsByTagName("text").getLength()).isGreaterThan(5);
    }

    @Test
    void boxesLieInsideThePictureAndDoNotOverlap() throws Exception {
        mesh(6, 12);
        Document picture = xml(run("graph", "--format", "svg", "."));
        Element root = picture.getDocumentElement();
        double width = Double.parseDouble(root.getAttribute("width"));
        double height = Double.parseDouble(root.getAttribute("height"));
        NodeList groups = picture.getElementsByTagName("g");
        List<double[]> boxes = new ArrayList<>();
        for (int i = 0; i < groups.getLength(); i++) {
            Element group = (Element) groups.item(i);
            if (group.hasAttribute("transform")) {
                String[] at = group.getAttribute("transform").replaceAll("[^0-9. ]", "").split(" ");
                Element box = (Element) group.getElementsByTagName("rect").item(0);
                double x = Double.parseDouble(at[0]);
                double y = Double.parseDouble(at[1]);
                boxes.add(new double[] {x, y, x + Double.parseDouble(box.getAttribute("width")), y + Double.parseDouble(box.getAttribute("height"))});
            }
        }
        assertThat(boxes).hasSize(6 * 12 + 3).allSatisfy(box -> {
            assertThat(box[2]).isLessThanOrEqualTo(width);
            assertThat(box[3]).isLessThanOrEqualTo(height);
        });
        for (double[] a : boxes) {
            assertThat(boxes).filteredOn(b -> b != a && a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]).isEmpty();
        }
    }

    @Test
    void allFormatsAreDeterministic() throws IOException {
        mesh(5, 20);
        for (String format : new String[] {"dot", "mermaid", "json", "svg"}) {
            assertThat(run("graph", "--format", format, ".")).isEqualTo(run("graph", "--format", format, ".")).isNotEmpty();
        }
    }

    @Test
    void edgesOfTheJsonNameItsNodes() throws IOException {
        mesh(3, 5);
        JsonObject graph = JsonParser.parseString(run("graph", "--format", "json", ".")).getAsJsonObject();
        Set<String> ids = new HashSet<>();
        graph.getAsJsonArray("nodes").forEach(node -> assertThat(ids.add(node.getAsJsonObject().get("id").getAsString())).isTrue());
        assertThat(ids).hasSize(3 * 5 + 3);
        assertThat(graph.getAsJsonArray("edges")).hasSizeGreaterThan(20).allSatisfy(edge -> {
            assertThat(ids).contains(edge.getAsJsonObject().get("from").getAsString(), edge.getAsJsonObject().get("to").getAsString());
        });
        assertThat(graph.getAsJsonArray("edges")).filteredOn(edge -> edge.getAsJsonObject().get("late").getAsBoolean()).hasSize(2);
    }

    @Test
    void tooMuchToDrawIsRefusedWithAWayOut() throws IOException {
        mesh(50, 70);
        Run run = new Run.In(folder).promc("graph", "--format", "svg", ".");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("3503 nodes", "--around");
        assertThat(run("graph", "--format", "svg", "--around", "row40:m3:sum", ".")).contains("row41:m3:sum").doesNotContain("row30:m3:sum");
        assertThat(run("graph", "--format", "dot", ".")).contains("row30:m3:sum");
    }
}
