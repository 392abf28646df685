package promc.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The build's training run: runs the commands of a list, one after the other in this process, so that the one AOT cache that the JVM
/// records from it holds the classes of all of them. Not a command of promc; nothing but the build starts it.
///
/// Usage: `AotTraining LIST STDIN`. `LIST` has one command line a line, its words separated by blanks, with `#` starting a comment line;
/// `STDIN` is the file that every command finds on its standard input. What the commands print is dropped. A command may end with 0 or 1
/// (findings are wanted here); with anything else the training, and so the build, fails and shows what the command said.
public final class AotTraining {
    private AotTraining() {
    }

    public static void main(String[] args) throws IOException {
        byte[] input = Files.readAllBytes(Path.of(args[1]));
        int ran = 0;
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            run(line, new ByteArrayInputStream(input));
            ran++;
        }
        if (ran == 0) {
            throw new IllegalStateException("no command to train with in " + args[0]);
        }
        System.exit(0); // as Main ends: what the JVM loads on the way out belongs into the cache too
    }

    private static void run(String line, InputStream in) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(line.strip().split("\\s+"), in,
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        if (status != 0 && status != 1) {
            throw new IllegalStateException("`promc " + line + "` ended with " + status + ":\n" + err.toString(StandardCharsets.UTF_8));
        }
    }
}
