package promc.model;

import java.util.List;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlStream;

/// A Grafana dashboard: the PromQL of its panels, in the order of the file. Queries of panels that are known to ask something else than a Prometheus are not among them. `from` is where its time
/// range begins when it is opened, such as `now-6h`. Dashboards are large and say little else, so nothing else is kept: `yaml` holds comments alone.
public record Dashboard(EmbeddedText text, YamlStream yaml, Field<String> title, Field<String> from, List<Query> queries) implements View {
    public Dashboard {
        queries = List.copyOf(queries);
    }

    /// One query. `expression` was parsed with words and durations in the place of Grafana's variables; `filled` tells how sure it is that what they stand for fits there.
    public record Query(Expression expression, Filled filled) {
        /// True if a variable stands in this part of the expression, or a `$` that could begin one.
        public boolean isFilled(Span part) {
            String written = written(part);
            return filled != Filled.NOTHING && (written.indexOf('$') >= 0 || written.contains("[["));
        }

        /// This part of the expression as it stands in the file, with its variables.
        public String written(Span part) {
            return expression.text().toFile(part).of(expression.text().file().text());
        }
    }

    /// `NOTHING`: there are no variables. `VALUES`: they stand inside strings and for durations only, where any value that makes sense leaves the syntax as it is. `SYNTAX`: what one of them
    /// stands for decides what the expression is.
    public enum Filled { NOTHING, VALUES, SYNTAX }
}
