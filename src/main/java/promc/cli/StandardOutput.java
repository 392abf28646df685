package promc.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Standard output that remembers why it could not be written, which `PrintStream` forgets. A reader that went away (`promc check | head`) is no failure:
/// what is written after that goes nowhere.
final class StandardOutput extends OutputStream {
    private final OutputStream target;
    private boolean readerGone;
    private IOException failure;

    StandardOutput(OutputStream target) {
        this.target = target;
    }

    /// The first failure that was not the reader going away.
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (readerGone || failure != null) {
            return;
        }
        try {
            target.write(bytes, offset, length);
        } catch (IOException cause) {
            readerGone = "Broken pipe".equals(cause.getMessage());
            failure = readerGone ? null : cause;
        }
    }
}
