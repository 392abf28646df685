package promc.git;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The program `git`, run in one folder: without a shell, without questions to the user, without writing to the repository, and not for ever.
final class Git {
    /// Far more than git needs for a repository of a million files; without a limit a dead network drive would stop a pipeline until somebody looks.
    static final Duration LIMIT = Duration.ofSeconds(60);
    /// What git sets for its hooks. It names the repository that the hook is for, sometimes relative to another folder and with the index of a commit that is just being made, so
    /// git looks for the repository itself first.
    private static final Set<String> OF_HOOKS = Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_IMPLICIT_WORK_TREE", "GIT_NAMESPACE");

    private final Path program;
    private final Path folder;
    private final Map<String, String> environment;
    private final Duration limit;

    Git(Path program, Path folder, Map<String, String> environment, Duration limit) {
        this.program = program;
        this.folder = folder;
        this.environment = environment;
        this.limit = limit;
    }

    /// What a run of git ended with. `text` is its standard output as UTF-8, `error` the first line of its standard error.
    record Output(int code, byte[] bytes, String error) {
        boolean ok() {
            return code == 0;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /// Its only line.
        String line() {
            String text = text();
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        }
    }

    /// git as found on the `PATH` of `variables`, which are those of the run.
    static Git in(Path folder, Map<String, String> variables) throws GitException {
        Path program = find(variables).orElseThrow(() -> new GitException("there is no program `git` on PATH"));
        return new Git(program, folder, environment(variables), LIMIT);
    }

    /// The same for the repository that the variables `GIT_DIR` and `GIT_WORK_TREE` name; `base` is the folder that they count from.
    Git ofVariables(Map<String, String> variables, Path base) {
        Map<String, String> more = new HashMap<>(environment);
        for (String name : List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR")) {
            if (!variables.getOrDefault(name, "").isEmpty()) {
                more.put(name, base.resolve(variables.get(name)).normalize().toString());
            }
        }
        return new Git(program, folder, more, limit);
    }

    private static Map<String, String> environment(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.keySet().removeAll(OF_HOOKS);
        environment.put("LC_ALL", "C"); // its messages are told apart by their words
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        return environment;
    }

    /// Only absolute folders of `PATH` count: a program `git` that lies in the repository is not run.
    private static Optional<Path> find(Map<String, String> variables) {
        String name = File.separatorChar == '\\' ? "git.exe" : "git";
        String path = variables.getOrDefault("PATH", variables.getOrDefault("Path", ""));
        for (String folder : path.split(File.pathSeparator)) {
            try {
                Path program = Path.of(folder).resolve(name);
                if (program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                    return Optional.of(program);
                }
            } catch (InvalidPathException noFolder) {
                continue;
            }
        }
        return Optional.empty();
    }

    Output run(String... arguments) throws GitException {
        return run(new byte[0], arguments);
    }

    /// Runs git with `input` on its standard input until it ends.
    Output run(byte[] input, String... arguments) throws GitException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-c", "core.fsmonitor=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = start(builder);
        long end = System.nanoTime() + limit.toNanos();
        try {
            background(() -> feed(process.getOutputStream(), input));
            FutureTask<byte[]> out = background(() -> drain(process.getInputStream()));
            FutureTask<byte[]> err = background(() -> drain(process.getErrorStream()));
            byte[] bytes = out.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            byte[] errors = err.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            return new Output(process.exitValue(), bytes, new String(errors, StandardCharsets.UTF_8).lines().findFirst().orElse(""));
        } catch (TimeoutException late) {
            throw new GitException("`git " + arguments[0] + "` did not end within " + limit.toSeconds() + " seconds");
        } catch (ExecutionException broken) {
            throw new GitException("`git " + arguments[0] + "` broke off: " + broken.getCause().getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GitException("`git " + arguments[0] + "` was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(ProcessBuilder builder) throws GitException {
        try {
            return builder.start();
        } catch (IOException refused) {
            throw new GitException("`git` cannot be started: " + refused.getMessage());
        }
    }

    private static <T> FutureTask<T> background(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("git").start(task);
        return task;
    }

    private static byte[] drain(InputStream from) throws IOException {
        try (from) {
            return from.readAllBytes();
        }
    }

    /// Returns whether git took all of it. One that ended before says why by itself.
    private static boolean feed(OutputStream to, byte[] input) {
        try (to) {
            to.write(input);
            return true;
        } catch (IOException ended) {
            return false;
        }
    }
}
