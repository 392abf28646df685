package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import promc.checks.Checks;
import promc.testing.ConsolePages;
import promc.testing.Updating;

/// Every page below `spec/cli` shows what promc really prints. `mvn test -Dtest=ConsolePagesTest -Dupdate` rewrites what it prints.
class ConsolePagesTest {
    private static final Path PAGES = Path.of("src/test/resources/spec/cli");

    @TempDir
    Path scratch;

    @TestFactory
    List<DynamicTest> pages() throws IOException {
        boolean update = Updating.isOn();
        List<DynamicTest> tests = new ArrayList<>();
        List<Path> pages;
        try (Stream<Path> files = Files.list(PAGES)) {
            pages = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
        for (Path page : pages) {
            for (ConsolePages.Section section : ConsolePages.run(page, "promc", ConsolePagesTest::promc, scratch.resolve(page.getFileName()), update)) {
                tests.add(DynamicTest.dynamicTest(page.getFileName() + ": " + section.title(), page.toUri(),
                        () -> assertThat(section.actual()).isEqualTo(update ? section.actual() : section.expected())));
            }
        }
        assertThat(tests).hasSizeGreaterThan(10);
        return tests;
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
