package promc.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// A file of unit tests of rules, as `promtool test rules` reads it (Prometheus `cmd/promtool/unittest.go`). `ruleFiles` are paths and globs as written, counted from the file's folder.
public record RuleTests(EmbeddedText text, YamlStream yaml, YamlMapping root, List<YamlScalar> ruleFiles, List<YamlScalar> groupOrder, List<Case> cases) implements View {
    public RuleTests {
        ruleFiles = List.copyOf(ruleFiles);
        groupOrder = List.copyOf(groupOrder);
        cases = List.copyOf(cases);
    }

    /// One item of `tests`.
    public record Case(YamlMapping node, List<InputSeries> series, List<AlertTest> alerts, List<QueryTest> queries) {
        public Case {
            series = List.copyOf(series);
            alerts = List.copyOf(alerts);
            queries = List.copyOf(queries);
        }
    }

    /// An item of `input_series`: a series and its values; what is missing or no text is empty.
    public record InputSeries(YamlMapping node, Optional<YamlScalar> series, Optional<YamlScalar> values) {}

    /// An item of `alert_rule_test`: the alerts of this name that fire at a time.
    public record AlertTest(YamlMapping node, Field<String> alert, Field<Duration> time, List<ExpectedAlert> expected) {
        public AlertTest {
            expected = List.copyOf(expected);
        }
    }

    /// An alert that must fire, with exactly these labels and annotations besides `alertname`.
    public record ExpectedAlert(YamlMapping node, List<Pair> labels, List<Pair> annotations) {
        public ExpectedAlert {
            labels = List.copyOf(labels);
            annotations = List.copyOf(annotations);
        }
    }

    /// An item of `promql_expr_test`: a query, and the labels of the samples it must return.
    public record QueryTest(YamlMapping node, Field<Expression> expr, List<ExpectedSample> samples) {
        public QueryTest {
            samples = List.copyOf(samples);
        }
    }

    /// A sample that a query must return: its series and, where it is a native histogram, its value.
    public record ExpectedSample(YamlMapping node, Optional<YamlScalar> labels, Optional<YamlScalar> histogram) {}
}
