package promc.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/// Why a file could not be read or written, in words.
final class Reasons {
    private Reasons() {}

    static String of(IOException cause) {
        return switch (cause) {
            case NoSuchFileException ignored -> "no such file or folder";
            case AccessDeniedException ignored -> "permission denied";
            case FileSystemLoopException ignored -> "its links go round in a circle";
            case FileAlreadyExistsException ignored -> "it exists already";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }
}
