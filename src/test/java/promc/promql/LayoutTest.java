package promc.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import promc.oracle.ExpressionGenerator;
import promc.testing.Page;
import promc.testing.Updating;

/// The pages below `spec/format`: each `promql` fence is an expression, the `printed` one behind it what becomes of it. `mvn test -Dtest=LayoutTest -Dupdate` rewrites them.
class LayoutTest {
    private static final Path PAGES = Path.of("src/test/resources/spec/format");
    private static final int RANDOM = 3_000;
    private static final int[] WIDTHS = {1, 20, 60, Layout.WIDTH};

    private static Parsed.Valid valid(String text) {
        assertThat(Promql.parse(text, Re2.ALL)).as(text).isInstanceOf(Parsed.Valid.class);
        return (Parsed.Valid) Promql.parse(text, Re2.ALL);
    }

    private static String laidOut(String text) {
        return Layout.format(valid(text), Layout.WIDTH, true).orElse("refused");
    }

    @TestFactory
    List<DynamicTest> pages() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            for (Path file : files.sorted().toList()) {
                Page page = Page.read(file);
                if (Updating.isOn()) {
                    update(page);
                }
                for (Page.Section section : page.sections()) {
                    List<Page.Fence> printed = section.all("printed");
                    for (int i = 0; i < printed.size(); i++) {
                        String expression = section.all("promql").get(i).body();
                        String expected = printed.get(i).body();
                        tests.add(DynamicTest.dynamicTest(page.title() + ": " + section.name(), file.toUri(), () -> {
                            assertThat(laidOut(expression) + "\n").isEqualTo(expected);
                            laws(expression);
                        }));
                    }
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }

    @Test
    void theDecisionShowsWhatIsPrinted() throws IOException {
        String record = Files.readString(Path.of("docs/adr/0011-format-layout.md"));
        List<Page.Fence> fences = Page.read(PAGES.resolve("decision.md")).sections().stream().flatMap(section -> section.fences().stream()).toList();
        assertThat(fences).isNotEmpty().allMatch(fence -> record.contains("```promql\n" + fence.body() + "```\n"));
    }

    private static void update(Page page) throws IOException {
        List<Page.Fence> fences = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (Page.Section section : page.sections()) {
            for (int i = 0; i < section.all("printed").size(); i++) {
                fences.add(section.all("printed").get(i));
                bodies.add(laidOut(section.all("promql").get(i).body()));
            }
        }
        page.replace(fences, bodies);
    }

    private static void laws(String expression) {
        for (int width : WIDTHS) {
            assertThat(LayoutLaws.violation(valid(expression), width, true)).isEmpty();
            assertThat(LayoutLaws.violation(valid(expression), width, false)).isEmpty();
        }
    }

    @Test
    void holdsForEveryExpressionOfThePagesOfChecks() throws IOException {
        int count = 0;
        try (Stream<Path> files = Files.walk(Path.of("docs/checks"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
                for (Page.Section section : Page.read(file).sections()) {
                    for (Page.Fence fence : section.all("promql")) {
                        for (String expression : fence.body().split("\n\n+")) {
                            if (Promql.parse(expression, Re2.ALL) instanceof Parsed.Valid) {
                                laws(expression);
                                count++;
                            }
                        }
                    }
                }
            }
        }
        assertThat(count).isGreaterThan(50);
    }

    @Test
    void holdsForRandomExpressions() {
        ExpressionGenerator generator = new ExpressionGenerator(20261122, 0);
        int count = 0;
        for (int i = 0; i < RANDOM; i++) {
            if (Promql.parse(generator.text(1 + i % 12), Re2.ALL) instanceof Parsed.Valid valid) {
                laws(valid.text());
                count++;
            }
        }
        assertThat(count).isGreaterThan(RANDOM / 2);
    }

    @Test
    void takesLongAndDeepExpressionsInItsStride() {
        String wide = "sum(" + String.join(" + ", Collections.nCopies(200, "foo{a=\"b\"}")) + ")";
        laws(wide);
        String deep = "(".repeat(200) + "foo" + ")".repeat(200);
        laws(deep);
        String labels = "sum by (" + String.join(", ", Collections.nCopies(50_000, "a_label")) + ") (foo)";
        laws(labels);
    }

    @Test
    void tellsTokensApart() {
        assertThat(SameTokens.compare("sum(a) by (b,)", "SUM(a)  by(b) ")).isTrue();
        assertThat(SameTokens.compare("a + b", "a - b")).isFalse();
        assertThat(SameTokens.compare("a", "A")).isFalse();
        assertThat(SameTokens.compare("a # x", "a # y")).isFalse();
        assertThat(SameTokens.compare("a # x", "a")).isFalse();
        assertThat(SameTokens.compare("5m", "300s")).isFalse();
    }
}
