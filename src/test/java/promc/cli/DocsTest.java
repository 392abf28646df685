package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import promc.checks.Checks;
import promc.testing.ConsolePages;
import promc.testing.ConsolePages.Section;
import promc.testing.Updating;

/// The sessions that README.md and the pages of `docs/` show are what promc prints. README's run where its reader runs them, at the top of the project; those of
/// a page in `docs/` in a folder with the files that their section shows. `mvn test -Dtest=DocsTest -Dupdate` rewrites them.
class DocsTest {
    private static final Path README = Path.of("README.md");
    private static final List<Path> PAGES = List.of(Path.of("docs/capacity.md"), Path.of("docs/cardinality.md"), Path.of("docs/configuration.md"), Path.of("docs/deployment.md"), Path.of("docs/expr.md"),
            Path.of("docs/federation.md"), Path.of("docs/format.md"), Path.of("docs/formats.md"), Path.of("docs/graph.md"), Path.of("docs/policy.md"), Path.of("docs/suppressions.md"));

    @TempDir
    Path scratch;

    @TestFactory
    List<DynamicTest> readme() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Section section : ConsolePages.run(README, "promc", (args, variables, input, folder) -> promc(args, variables, input, Path.of("")), scratch,
                Updating.isOn())) {
            add(README, section, tests);
        }
        assertThat(tests).as("sections with a session").isNotEmpty();
        return tests;
    }

    @TestFactory
    List<DynamicTest> pages() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : PAGES) {
            int before = tests.size();
            for (Section section : ConsolePages.run(page, "promc", DocsTest::promc, scratch.resolve(page.getFileName()), Updating.isOn())) {
                add(page, section, tests);
            }
            assertThat(tests).as("sections with a session in %s", page).hasSizeGreaterThan(before);
        }
        return tests;
    }

    private static void add(Path page, Section section, List<DynamicTest> tests) {
        if (section.expected().contains("```console\n$ promc ")) {
            tests.add(DynamicTest.dynamicTest(page + ": " + section.title(), page.toUri(),
                    () -> assertThat(section.actual()).isEqualTo(Updating.isOn() ? section.actual() : section.expected())));
        }
    }

    private static ConsolePages.Result promc(List<String> args, Map<String, String> variables, byte[] input, Path folder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
        int code = Main.run(args.toArray(String[]::new), new ByteArrayInputStream(input), both, both,
                new Environment(folder.toAbsolutePath().normalize(), variables, clock, ""), Checks.ALL);
        return new ConsolePages.Result(bytes.toString(StandardCharsets.UTF_8), code);
    }
}
