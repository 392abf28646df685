package promc.analysis;

import java.util.List;
import promc.source.SourceFile;
import promc.source.Span;

/// What is read on a server, as far as it is known, and who reads just that.
public record TopRead(MatchSelector selector, List<Reader> readers) {
    public TopRead {
        readers = List.copyOf(readers);
    }

    /// What kind of thing reads.
    public enum Kind {
        RECORDING("recording rule"), ALERT("alert"), TEMPLATE("template of alert"), DASHBOARD("dashboard"), FEDERATION("federation job"),
        /// Nobody reads it in sight; the relabelling of the job that collects it lets nothing else through.
        RELABELLING("relabelling of job");

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
