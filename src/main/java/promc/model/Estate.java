package promc.model;

import java.util.List;
import java.util.stream.Stream;

/// All files analysed together, in the order of their paths, and what links them.
public final class Estate {
    private final List<EstateFile> files;

    public Estate(List<EstateFile> files) {
        this.files = List.copyOf(files);
    }

    public List<EstateFile> files() {
        return files;
    }

    public Stream<RuleFile> ruleFiles() {
        return views(RuleFile.class);
    }

    public Stream<PrometheusConfig> configs() {
        return views(PrometheusConfig.class);
    }

    public Stream<ComposeFile> composeFiles() {
        return views(ComposeFile.class);
    }

    private <V extends View> Stream<V> views(Class<V> kind) {
        return files.stream().flatMap(file -> file.views(kind));
    }

    /// Every rule, file by file.
    public Stream<Rule> rules() {
        return ruleFiles().flatMap(file -> file.groups().stream()).flatMap(group -> group.rules().stream());
    }
}
