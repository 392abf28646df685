package promc.model;

import java.util.List;
import promc.source.SourceFile;

/// Reads one text as a file of the estate.
final class Read {
    private Read() {}

    static EstateFile file(String text) {
        return EstateReader.read(List.of(SourceFile.of("file.yml", text))).files().getFirst();
    }

    static ComposeFile compose(String text) {
        return file(text).views(ComposeFile.class).findFirst().orElseThrow();
    }
}
