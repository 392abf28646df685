package promc.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads files as text, and says in one line why where it cannot.
public final class SourceReader {
    /// Larger than any file of rules or configuration anyone keeps; beyond it a file is refused rather than read.
    public static final int MAX_BYTES = 32 << 20;

    private SourceReader() {}

    /// What became of one file.
    public sealed interface Result {
        record Text(SourceFile file) implements Result {}

        /// Binary, or in another encoding than UTF-8: nothing promc reads.
        record NotText(String path, String reason) implements Result {}

        /// There, perhaps, but not to be had.
        record Failed(String path, String reason) implements Result {}
    }

    /// Reads `path`; findings will name it `display`.
    public static Result read(Path path, String display) {
        try {
            if (Files.isDirectory(path)) {
                return new Result.Failed(display, "is a folder");
            }
            long size = Files.size(path);
            if (size > MAX_BYTES) {
                return new Result.Failed(display, "is " + (size >> 20) + " MB; promc reads files up to " + (MAX_BYTES >> 20) + " MB");
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                return bytes.length > MAX_BYTES ? new Result.Failed(display, "is larger than " + (MAX_BYTES >> 20) + " MB") : decode(display, bytes);
            }
        } catch (NoSuchFileException gone) {
            return new Result.Failed(display, "does not exist");
        } catch (AccessDeniedException denied) {
            return new Result.Failed(display, "permission denied");
        } catch (FileSystemLoopException loop) {
            return new Result.Failed(display, "is a loop of links");
        } catch (IOException broken) {
            return new Result.Failed(display, reason(broken));
        }
    }

    /// Decodes bytes that came from elsewhere, such as standard input.
    public static Result decode(String display, byte[] bytes) {
        if (bytes.length >= 2 && ((bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff || (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe)) {
            return new Result.NotText(display, "is UTF-16; Prometheus reads UTF-8");
        }
        for (int i = 0; i < Math.min(bytes.length, 8192); i++) {
            if (bytes[i] == 0) {
                return new Result.NotText(display, "is binary");
            }
        }
        try {
            return new Result.Text(SourceFile.decode(display, bytes));
        } catch (CharacterCodingException notUtf8) {
            return new Result.NotText(display, "is not valid UTF-8");
        }
    }

    private static String reason(IOException broken) {
        String message = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        if (message.contains("Too many levels of symbolic links")) {
            return "is a loop of links";
        }
        return "cannot be read: " + message.lines().findFirst().orElse("");
    }
}
