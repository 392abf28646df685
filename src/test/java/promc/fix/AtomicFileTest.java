package promc.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file is written whole, and stays what it was in all but its content.
class AtomicFileTest {
    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void write(Path path, String text) throws IOException {
        AtomicFile.write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> listed() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-r--r--", "rwxr-xr-x", "r--r--r--", "rw-------"})
    void theModeStays(String mode) throws IOException {
        Path path = file("a.yml", "old");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        write(path, "new");
        assertThat(path).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo(mode);
        assertThat(listed()).containsExactly("a.yml");
    }

    @Test
    void theOwnerStays() throws IOException {
        Path path = file("a.yml", "old");
        Object owner = Files.getAttribute(path, "unix:uid");
        Object group = Files.getAttribute(path, "unix:gid");
        write(path, "new");
        assertThat(Files.getAttribute(path, "unix:uid")).isEqualTo(owner);
        assertThat(Files.getAttribute(path, "unix:gid")).isEqualTo(group);
    }

    @Test
    void aLinkStaysALinkAndItsTargetIsWritten() throws IOException {
        Path target = file("target.yml", "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.yml"), Path.of("target.yml"));
        write(link, "new");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("target.yml"));
        assertThat(target).hasContent("new");
        assertThat(listed()).containsExactly("link.yml", "target.yml");
    }

    @Test
    void aNewFileIsCreated() throws IOException {
        write(folder.resolve("new.yml"), "new");
        assertThat(folder.resolve("new.yml")).hasContent("new");
    }

    @Test
    void whatCannotBeWrittenStaysAsItWas() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("a.yml/inside"));
        assertThatThrownBy(() -> write(inTheWay.getParent(), "new")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> write(folder.resolve("nowhere/a.yml"), "new")).isInstanceOf(IOException.class);
        assertThat(listed()).as("no temporary file is left").containsExactly("a.yml");
        assertThat(inTheWay).exists();
    }

    @Test
    void aReadOnlyFolderIsAnErrorThatLeavesTheFileAsItWas() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Path path = Files.writeString(closed.resolve("a.yml"), "old");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeThat(Files.isWritable(closed)).as("root writes everywhere").isFalse();
            assertThatThrownBy(() -> write(path, "new")).isInstanceOf(IOException.class);
            assertThat(path).hasContent("old");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
