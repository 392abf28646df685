package promc.model;

import java.util.List;
import promc.exposition.Exposition;
import promc.source.EmbeddedText;
import promc.yaml.YamlStream;

/// What a target or a `/federate` endpoint answered, kept as a file. It is no YAML: `yaml` holds nothing. `families` are its metrics in order, see [Exposition#families()].
public record ExpositionFile(EmbeddedText text, YamlStream yaml, Exposition exposition, List<Exposition.Family> families) implements View {
    public ExpositionFile {
        families = List.copyOf(families);
    }
}
