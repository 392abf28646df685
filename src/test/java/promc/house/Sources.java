package promc.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of the project, as the house tests look at them.
final class Sources {
    static final Path MAIN = Path.of("src/main/java");
    static final Path TEST = Path.of("src/test/java");
    private static final List<String> NOT_OURS = List.of("target", ".git", "node_modules");

    private Sources() {}

    /// The Java files of promc below a source root; there is at least one.
    static List<Path> java(Path root) {
        List<Path> files = all(root.resolve("promc"), ".java");
        assertThat(files).as("Java files below " + root).isNotEmpty();
        return files;
    }

    /// All files below a folder whose names end so, what is built or hidden left out.
    static List<Path> all(Path folder, String ending) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(ending) && Files.isRegularFile(file))
                    .filter(file -> Stream.iterate(file, path -> path != null, Path::getParent).map(Path::getFileName)
                            .noneMatch(name -> name != null && NOT_OURS.contains(name.toString())))
                    .sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    /// The package below `promc` that a file is in, such as `checks.alert`.
    static String packageOf(Path root, Path file) {
        Path below = root.resolve("promc").relativize(file).getParent();
        return below == null ? "" : below.toString().replace('\\', '.').replace('/', '.');
    }
}
