package promc.analysis;

import java.util.List;
import java.util.Optional;
import promc.promql.Expr.Matcher;
import promc.source.SourceFile;
import promc.source.Span;

/// Something that reads series on a server: what it asks for, as far as that is known, and who it is. `metric` is empty where a name is told by `matchers` or not at all.
public record TopRead(Optional<String> metric, List<Matcher> matchers, String written, Reader reader) {
    public TopRead {
        matchers = List.copyOf(matchers);
    }

    /// What kind of thing reads.
    public enum Kind {
        RECORDING("recording rule"), ALERT("alert"), TEMPLATE("template of alert"), DASHBOARD("dashboard"), FEDERATION("federation job");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// Who reads, by its name, and where.
    public record Reader(Kind kind, String name, SourceFile file, Span span) {
        /// As a message tells it: ``alert `Down` ``.
        public String text() {
            return kind.words + " `" + name + "`";
        }

        public int line() {
            return file.line(span.start());
        }
    }
}
