package promc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The shared folder beside the project: real files of the field and answers of the real Prometheus. It is not part of the project, so every
/// test that reads it is skipped with a message where it is absent.
///
/// It is found by the system property or environment variable `PROMC_SHARED`, else at `../shared` as seen from the project.
public final class Shared {
    private static final String NAME = "PROMC_SHARED";

    private Shared() {}

    /// The shared folder; skips the running test if there is none.
    public static Path root() {
        Optional<Path> found = find();
        Assumptions.assumeTrue(found.isPresent(), () -> "no shared folder: set " + NAME + " or put it at ../shared");
        return found.orElseThrow();
    }

    /// The shared folder, if there is one.
    public static Optional<Path> find() {
        return Stream.of(System.getProperty(NAME), System.getenv(NAME), "../shared")
                .filter(value -> value != null && !value.isBlank())
                .map(Path::of).findFirst().filter(Files::isDirectory);
    }

    /// `sub` inside the corpus, such as `open/rules` or `exprs-open.txt`; skips the running test if it is absent.
    public static Path corpus(String sub) {
        return present("corpus", sub);
    }

    /// A file of the conformance data, such as `parse_cases.json`; skips the running test if it is absent.
    public static Path conformance(String name) {
        return present("conformance", name);
    }

    /// The regular files below [#corpus(String)] whose names end in one of `extensions` (`yaml`, `rules`, ...; none given: all files), sorted by path.
    public static List<Path> corpusFiles(String sub, String... extensions) {
        Set<String> wanted = Set.of(extensions);
        try (Stream<Path> walk = Files.walk(corpus(sub))) {
            return walk.filter(Files::isRegularFile)
                    .filter(path -> wanted.isEmpty() || wanted.contains(extension(path)))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path present(String folder, String name) {
        Path path = root().resolve(folder).resolve(name);
        Assumptions.assumeTrue(Files.exists(path), () -> "the shared folder has no " + folder + "/" + name);
        return path;
    }

    private static String extension(Path path) {
        String name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
