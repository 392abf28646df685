package promc.model;

import promc.source.EmbeddedText;
import promc.source.Span;

/// A variable that a compose file asks for, as `$NAME` or `${NAME...}`: `within` is its place in `text`. The shell that Compose is called from may give it another value than files tell.
public record ComposeVariable(String name, EmbeddedText text, Span within, Source source) {
    /// Who gives the value.
    public enum Source {
        /// The file `.env` of the project's folder.
        ENV_FILE,
        /// The default that stands behind the name.
        DEFAULT,
        /// No file in sight.
        UNTOLD,
        /// Nobody: `.env` is in sight and lacks it, and there is no default. Compose fills in nothing, and warns.
        UNSET,
        /// What stands in braces is no name: Compose refuses the file.
        INVALID
    }

    public Span span() {
        return text.toFile(within);
    }
}
