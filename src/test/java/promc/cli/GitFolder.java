package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A real git repository in a folder of a test, out of reach of the settings of the machine.
record GitFolder(Path folder, Map<String, String> variables) {
    /// A new repository with the branch `main`.
    static GitFolder init(Path folder) {
        GitFolder made = at(folder);
        made.git("init", "-q", "-b", "main", ".");
        return made;
    }

    /// git in a folder that exists.
    static GitFolder at(Path folder) {
        Map<String, String> variables = new HashMap<>(Map.of("PATH", System.getenv().getOrDefault("PATH", ""), "HOME", folder.resolve("none").toString(),
                "GIT_CONFIG_NOSYSTEM", "1", "GIT_AUTHOR_NAME", "a", "GIT_AUTHOR_EMAIL", "a@example.org", "GIT_COMMITTER_NAME", "a", "GIT_COMMITTER_EMAIL", "a@example.org"));
        variables.put("GIT_CONFIG_COUNT", "1");
        variables.put("GIT_CONFIG_KEY_0", "protocol.file.allow");
        variables.put("GIT_CONFIG_VALUE_0", "always");
        GitFolder made = new GitFolder(folder, variables);
        try {
            made.process(List.of("--version")).waitFor();
        } catch (IOException none) {
            assumeTrue(false, "there is no git here");
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return made;
    }

    private Process process(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder.start();
    }

    /// Runs git, which must succeed, and returns what it wrote.
    String git(String... arguments) {
        try {
            Process process = process(List.of(arguments));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(String.join(" ", arguments) + ": " + output).isZero();
            return output.strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    GitFolder write(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String commit() {
        git("add", "-A");
        git("commit", "-q", "-m", "change");
        return git("rev-parse", "HEAD");
    }

    Run promc(String... arguments) {
        return new Run.In(folder).variables(variables).promc(arguments);
    }

    /// What `promc check` finds, one line each: place and check.
    List<String> findings(String... arguments) {
        return findings(new Run.In(folder).variables(variables), arguments);
    }

    static List<String> findings(Run.In in, String... arguments) {
        List<String> all = new ArrayList<>(List.of("check", "--format", "concise"));
        all.addAll(List.of(arguments));
        Run run = in.promc(all.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isLessThan(2);
        return run.out().lines().map(line -> line.substring(0, line.indexOf(": "))).toList();
    }
}
