package promc.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.testing.CheckPages;
import promc.testing.Page;
import promc.testing.Page.Fence;
import promc.testing.Page.Section;
import promc.testing.SpecEstate;
import promc.testing.Updating;

/// Every check's page is its test: each section is an estate of its own, with the exact report and the exact repair. `-Dpages=federation/` runs only those whose id begins so.
class PagesTest {
    static final Path PAGES = Path.of("docs/checks");

    @TestFactory
    Stream<DynamicNode> pages() {
        String wanted = System.getProperty("pages", "");
        return Checks.ALL.stream().map(Check::info).filter(info -> info.id().startsWith(wanted)).map(info -> DynamicTest.dynamicTest(info.id(), () -> check(info)));
    }

    private static void check(CheckInfo info) throws IOException {
        Path path = PAGES.resolve(info.id() + ".md");
        assertThat(path).as("the page of the check").exists();
        Page page = Page.read(path);
        assertThat(page.title()).isEqualTo(info.id());
        List<String> header = CheckPages.header(info);
        if (Updating.isOn()) {
            int old = CheckPages.headerLength(page);
            page.replaceHeader(old, header);
        }
        assertThat(page.header(header.size())).as("generated header (mvn test -Dupdate writes it)").isEqualTo(header);
        int examples = 0;
        // By index: writing outputs back makes the page anew.
        for (int i = 0; i < page.sections().size(); i++) {
            examples += checkSection(info, page, page.sections().get(i));
        }
        assertThat(examples).as("examples on the page").isPositive();
    }

    private static int checkSection(CheckInfo info, Page page, Section section) throws IOException {
        int examples = 0;
        for (Fence fence : section.all("promql")) {
            for (String expression : fence.body().split("\n\\s*\n")) {
                SpecEstate estate = SpecEstate.ofExpression(expression.stripTrailing());
                boolean bad = !estate.findings(info.id()).isEmpty();
                assertThat(bad).as("%s: is reported: %s", section.name(), expression).isEqualTo(fence.argument().equals("bad"));
                estate.assertInvariants(info);
                examples++;
            }
        }
        SpecEstate estate = SpecEstate.of(section);
        if (estate.isEmpty()) {
            return examples;
        }
        List<Fence> outputs = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (Fence fence : section.fences()) {
            switch (fence.kind()) {
                case "diagnostics" -> {
                    outputs.add(fence);
                    actual.add(estate.report(info.id()));
                }
                case "diff" -> {
                    outputs.add(fence);
                    Applicability atLeast = fence.argument().equals("unsafe") ? Applicability.UNSAFE : Applicability.SAFE;
                    actual.add(estate.diff(estate.fix(info.id(), atLeast)));
                }
                case "yaml", "promql", "text", "json", "console" -> { }
                default -> throw new IllegalStateException(page.path() + ": unknown fence `" + fence.kind() + "`");
            }
        }
        if (outputs.isEmpty()) {
            assertThat(estate.findings(info.id())).as("%s: a section without `diagnostics` shows what is not reported", section.name()).isEmpty();
        }
        if (Updating.isOn()) {
            page.replace(outputs, actual);
        } else {
            for (int i = 0; i < outputs.size(); i++) {
                assertThat(actual.get(i).stripTrailing()).as("%s: %s", section.name(), outputs.get(i).kind()).isEqualTo(outputs.get(i).body().stripTrailing());
            }
        }
        estate.assertInvariants(info);
        return examples + 1;
    }

    @Test
    void everyPageHasACheck() throws IOException {
        List<String> ids = Checks.ALL.stream().map(check -> check.info().id()).toList();
        try (Stream<Path> files = Files.walk(PAGES)) {
            List<String> pages = files.filter(file -> file.toString().endsWith(".md") && !file.equals(PAGES.resolve("README.md")))
                    .map(file -> PAGES.relativize(file).toString().replace('\\', '/').replaceFirst("\\.md$", "")).sorted().toList();
            assertThat(pages).isNotEmpty().isEqualTo(ids);
        }
    }

    @Test
    void theIndexListsEveryCheck() throws IOException {
        Path index = PAGES.resolve("README.md");
        String expected = CheckPages.index(Checks.ALL);
        if (Updating.isOn()) {
            Files.writeString(index, expected);
        }
        assertThat(Files.readString(index)).as("docs/checks/README.md (mvn test -Dupdate writes it)").isEqualTo(expected);
    }
}
