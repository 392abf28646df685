package promc.fix;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/// Writes a file whole or not at all: beside it, then moved over it. Mode and, where permitted, owner and group stay; a symbolic link stays one, and its target is written.
public final class AtomicFile {
    private AtomicFile() {}

    /// @throws IOException if the file cannot be written; it is unchanged then
    public static void write(Path path, byte[] content) throws IOException {
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path beside = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".promc");
        try {
            Files.write(beside, content);
            copyAttributes(target, beside);
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException notHere) {
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void copyAttributes(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view == null || !Files.exists(from)) {
            return;
        }
        PosixFileAttributes attributes = Files.readAttributes(from, PosixFileAttributes.class);
        try {
            view.setOwner(attributes.owner());
            view.setGroup(attributes.group());
        } catch (FileSystemException notPermitted) {
            // An ordinary user may not give files away: the new file then belongs to whoever ran promc, as after any editor.
            if (!Files.isWritable(to)) {
                throw notPermitted;
            }
        }
        view.setPermissions(attributes.permissions());
    }
}
