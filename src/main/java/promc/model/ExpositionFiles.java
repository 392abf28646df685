package promc.model;

import java.util.List;
import java.util.Optional;
import promc.exposition.Exposition;
import promc.exposition.ExpositionLine;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.yaml.YamlStream;

/// Recognises expositions. Prose, lists and code may have lines that are samples by chance, so most lines have to be.
final class ExpositionFiles {
    private ExpositionFiles() {}

    /// Reads `file` if it is an exposition. Where its name says so (`named`), half of its lines must be of the format; where it does not, a file needs `# TYPE` lines and few faults, or to
    /// consist of nothing but samples of which some have labels.
    static Optional<ExpositionFile> read(SourceFile file, boolean named) {
        Exposition exposition = Exposition.read(file.text());
        int samples = 0;
        int labelled = 0;
        int types = 0;
        int faults = 0;
        for (ExpositionLine line : exposition.lines()) {
            if (line instanceof ExpositionLine.Sample sample) {
                samples++;
                labelled += sample.labels().isEmpty() ? 0 : 1;
            } else if (line instanceof ExpositionLine.Metadata metadata && metadata.kind() == ExpositionLine.Kind.TYPE) {
                types++;
            } else if (line instanceof ExpositionLine.Fault) {
                faults++;
            }
        }
        boolean recognised = samples > 0 && (named ? faults <= samples + types : types > 0 ? 2 * faults <= samples + types : faults == 0 && labelled > 0);
        EmbeddedText text = EmbeddedText.whole(file);
        return recognised ? Optional.of(new ExpositionFile(text, new YamlStream(text, List.of(), List.of(), List.of()), exposition, exposition.families())) : Optional.empty();
    }
}
