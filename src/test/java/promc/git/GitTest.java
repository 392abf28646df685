package promc.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Running the program, with scripts in the place of git.
class GitTest {
    @TempDir
    Path folder;

    private Git script(String text, Duration limit) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh here");
        Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Git(script, folder, Map.of("PATH", System.getenv().getOrDefault("PATH", "")), limit);
    }

    @Test
    void oneThatHangsIsStopped() throws IOException {
        Git git = script("sleep 60", Duration.ofMillis(300));
        long start = System.nanoTime();
        assertThatThrownBy(() -> git.run("diff-index")).isInstanceOf(GitException.class).hasMessage("`git diff-index` did not end within 0 seconds");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void muchInputAndOutputAtOnceIsNoDeadlock() throws IOException, GitException {
        byte[] much = "x".repeat(3_000_000).getBytes(StandardCharsets.US_ASCII);
        Git.Output output = script("shift 2; echo \"$@\" >&2; cat", Duration.ofSeconds(30)).run(much, "cat-file", "--batch");
        assertThat(output.bytes()).isEqualTo(much);
        assertThat(output.error()).isEqualTo("cat-file --batch");
        assertThat(output.ok()).isTrue();
    }

    @Test
    void oneThatDoesNotReadItsInputIsNoFailure() throws IOException, GitException {
        Git.Output output = script("echo 'fatal: no' >&2; exit 128", Duration.ofSeconds(30)).run(new byte[3_000_000], "cat-file");
        assertThat(output.code()).isEqualTo(128);
        assertThat(output.error()).isEqualTo("fatal: no");
    }

    @Test
    void oneThatCannotBeStartedIsSaid() {
        Git git = new Git(folder.resolve("none"), folder, Map.of(), Duration.ofSeconds(1));
        assertThatThrownBy(() -> git.run("version")).isInstanceOf(GitException.class).hasMessageStartingWith("`git` cannot be started: ");
    }
}
