package promc.model;

import java.util.List;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.Span;

/// A command line of Prometheus, a Thanos component or Alertmanager, taken apart as kingpin does. `component` is the key of the flag table: `prometheus`,
/// `thanos sidecar`, `alertmanager`, ... `image` tells the version where a container runs it. `place` is what to underline for a flag that is missing.
/// `complete` is false where the words are those of the image; `open` is true where a word may stand for more flags, as a variable or `@file` does. `strays` are the words that are neither flags nor values of flags.
public record ServerFlags(String component, EmbeddedText file, Span place, Optional<Image> image, List<Flag> flags, List<Stray> strays, boolean complete, boolean open) {
    /// One `--name`, `--name=value` or `--name value`. Spans count in the file of `text`, which need not be that of the process: a file of variables may hold its flags. A value that cannot be known (an unresolved variable) is `unknown`.
    public record Flag(String name, EmbeddedText text, Span span, Optional<Value> value) {
        /// True if `text` is a word of a command line as such, and not the key of a setting that becomes one.
        public boolean isWord() {
            return text.text().startsWith("--" + name);
        }

        /// True if the file names the flag itself; where it is a setting of a chart, it is the chart that picks a flag for it, by a version of its own.
        public boolean isNamed() {
            return isWord() || text.text().equals(name);
        }
    }

    /// A flag's value: `within` is its place in `text`.
    public record Value(String value, EmbeddedText text, Span within, boolean unknown) {
        public Span span() {
            return text.toFile(within);
        }
    }

    /// A word with one dash or none; `behind` is the flag right before it, if one is.
    public record Stray(EmbeddedText text, Optional<Flag> behind) {}

    public ServerFlags {
        flags = List.copyOf(flags);
        strays = List.copyOf(strays);
    }

    /// True if it has no other flags than these, and those that the image of the Prometheus project sets: `--config.file`, `--storage.tsdb.path` and the consoles.
    public boolean isClosed() {
        return !open && (complete || image.filter(Image::isOfficialPrometheus).isPresent());
    }

    /// The program: `prometheus`, `thanos` or `alertmanager`.
    public String program() {
        int space = component.indexOf(' ');
        return space < 0 ? component : component.substring(0, space);
    }

    /// The first use of a flag; `name` without dashes.
    public Optional<Flag> flag(String name) {
        return flags.stream().filter(flag -> flag.name().equals(name)).findFirst();
    }

    /// The known value of a flag.
    public Optional<String> value(String name) {
        return flag(name).flatMap(Flag::value).filter(value -> !value.unknown()).map(Value::value);
    }
}
