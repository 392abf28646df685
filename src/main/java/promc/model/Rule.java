package promc.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import promc.yaml.YamlNode.YamlMapping;

/// A recording or alerting rule. `name` is the value of `record` or `alert`; a rule with both or neither is `UNKNOWN`.
public record Rule(YamlMapping node, Kind kind, Field<String> name, Field<Expression> expr, Field<Duration> hold, Field<Duration> keepFiringFor,
        List<Pair> labels, List<Pair> annotations) {
    /// By the key that names the rule.
    public enum Kind {
        RECORDING("recording"), ALERTING("alerting"), UNKNOWN("rule");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Rule {
        labels = List.copyOf(labels);
        annotations = List.copyOf(annotations);
    }

    public boolean isAlert() {
        return kind == Kind.ALERTING;
    }

    public boolean isRecording() {
        return kind == Kind.RECORDING;
    }

    /// Its expression, if it is PromQL that Prometheus accepts.
    public Optional<Expression> validExpr() {
        return expr.value().filter(expression -> expression.valid().isPresent());
    }
}
