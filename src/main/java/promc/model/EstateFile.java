package promc.model;

import java.util.List;
import java.util.stream.Stream;
import promc.source.SourceFile;
import promc.yaml.YamlStream;

/// One file of the estate: what was read of it and what it was recognised as. A file that is YAML but nothing promc knows has no views.
/// `looksLike` says what a file too broken for a view seems to be; it is empty where `views` is not. `template` is true for a file that is YAML only once Helm, Jinja or
/// the like has rendered it: it was read around its actions, so that only what its expressions say can be judged, not what seems to be missing or doubled.
/// `foreign` says what it is of another program, where it could be taken for one that promc reads, such as `rules of Loki`; it is empty where `views` is not.
public record EstateFile(SourceFile source, YamlStream yaml, List<View> views, String looksLike, boolean template, String foreign) {
    public EstateFile(SourceFile source, YamlStream yaml, List<View> views, String looksLike) {
        this(source, yaml, views, looksLike, false, "");
    }

    public EstateFile {
        views = List.copyOf(views);
    }

    /// True if promc has something to say about it: it was recognised, or looks like something promc knows but is broken.
    public boolean isRelevant() {
        for (View view : views) {
            if (!view.isContext()) {
                return true;
            }
        }
        return !looksLike.isEmpty();
    }

    /// The YAML texts in it: its own, and those of the views read from inside a scalar.
    public List<YamlStream> streams() {
        return Stream.concat(Stream.of(yaml), views.stream().map(View::yaml).filter(stream -> stream != yaml)).toList();
    }

    public <V extends View> Stream<V> views(Class<V> kind) {
        return views.stream().filter(kind::isInstance).map(kind::cast);
    }
}
