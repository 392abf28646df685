package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import promc.testing.Updating;

/// The example estates as promc sees them from the command line: what it says of them, to the line, what its fixes make of the platform, and that it has nothing to say of what they make.
class ExamplesTest {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Path EXAMPLES = HERE.resolve("rules-examples");
    private static final Path PLATFORM = EXAMPLES.resolve("platform");
    private static final Path REPAIRED = PLATFORM.resolve("repaired");
    private static final Path EXPECTED = HERE.resolve("src/test/resources/spec/rules-examples.txt");

    @TempDir
    private Path folder;

    @Test
    void reportsEveryPlantedFault() throws IOException {
        Run run = new Run.In(HERE).promc("check", "--format", "concise", "rules-examples");
        assertThat(run.code()).isEqualTo(1);
        if (Updating.isOn()) {
            Files.writeString(EXPECTED, run.out());
        }
        assertThat(run.out()).as("findings in rules-examples (mvn test -Dupdate writes %s)", EXPECTED).isEqualTo(Files.readString(EXPECTED));
    }

    @Test
    void hasNothingToSayOfTheEstateInGoodOrder() {
        isSilentOn("rules-examples/estate");
    }

    /// The fixes, the unsafe ones too, make `repaired/` of the platform, file by file.
    @Test
    void repairsThePlatform() throws IOException {
        Map<String, String> platform = files(PLATFORM);
        platform.keySet().removeIf(path -> path.startsWith("repaired/"));
        write(platform, folder);
        assertThat(new Run.In(folder).promc("fix", "--unsafe", ".").code()).isLessThan(2);
        Map<String, String> repaired = files(folder);
        if (Updating.isOn()) {
            write(repaired, REPAIRED);
        }
        assertThat(repaired.keySet()).isEqualTo(platform.keySet());
        assertThat(repaired).as("what the fixes make of the platform (mvn test -Dupdate writes %s)", REPAIRED).isEqualTo(files(REPAIRED));
        assertThat(new Run.In(folder).promc("fix", "--unsafe", "--diff", ".").out()).isEmpty();
    }

    @Test
    void hasNothingToSayOfTheRepairedPlatform() {
        isSilentOn("rules-examples/platform/repaired");
    }

    @Test
    void repairsWhatIsSafeAndLeavesNothingOfItToRepair() {
        write(files(EXAMPLES), folder);
        assertThat(new Run.In(folder).promc("fix", ".").err()).startsWith("promc: repaired ");
        assertThat(new Run.In(folder).promc("fix", "--diff", ".").out()).isEmpty();
    }

    private static void isSilentOn(String path) {
        Run run = new Run.In(HERE).promc("check", path);
        assertThat(run.out()).matches("checked \\d+ files with \\d+ rules and \\d+ expressions: nothing found\n");
        assertThat(run).isEqualTo(new Run(0, run.out(), ""));
    }

    private static Map<String, String> files(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                texts.put(root.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
            return texts;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Map<String, String> files, Path root) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
