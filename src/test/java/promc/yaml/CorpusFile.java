package promc.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import promc.source.SourceFile;
import promc.testing.Shared;

/// A real file with the text it was read as.
record CorpusFile(Path path, SourceFile file) {
    String text() {
        return file.text();
    }

    /// All files of the corpus below `sub` that are YAML or JSON and valid UTF-8.
    static List<CorpusFile> all(String sub) throws IOException {
        List<CorpusFile> files = new ArrayList<>();
        for (Path path : Shared.corpusFiles(sub, "yaml", "yml", "rules", "alerts", "json", "tpl", "template")) {
            try {
                files.add(new CorpusFile(path, SourceFile.decode(path.getFileName().toString(), Files.readAllBytes(path))));
            } catch (CharacterCodingException e) {
                // Not text: the file is none that YAML could read.
                continue;
            }
        }
        return files;
    }
}
