package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import promc.model.RuleFile.Origin;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.VectorSelector;
import promc.promql.Parsed;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// Reads rule files (Prometheus `model/rulefmt`).
final class RuleFiles {
    /// Pipes and line filters that only LogQL has, outside of what PromQL could mean by them.
    private static final Pattern LOGQL = Pattern.compile("\\|=|\\|~|\\|\\s*(json|logfmt|pattern|regexp|unpack|line_format|label_format|unwrap|decolorize|keep|drop)\\b|!=\\s*`");

    /// Strings, in which PromQL may hold anything. Backquotes stay: LogQL's line filters like them.
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\n]*\"|'[^'\n]*'");

    private static final Set<String> LOG_FUNCTIONS = Set.of("rate", "count_over_time");

    private RuleFiles() {}

    /// True if `groups` under `root` is a list and one of the groups has a rule of Prometheus' form. Grafana's alert provisioning has groups of rules too, but theirs are made of
    /// `uid`, `title` and `data`, and their `record` is a mapping.
    static boolean recognise(YamlMapping root) {
        return Fields.mappings(root, "groups").stream().flatMap(group -> Fields.mappings(group, "rules").stream()).anyMatch(RuleFiles::isRule);
    }

    private static boolean isRule(YamlMapping rule) {
        return rule.get("data").isEmpty() && Stream.of("expr", "record", "alert").anyMatch(key -> rule.get(key).filter(YamlScalar.class::isInstance).isPresent());
    }

    /// The rules under `root`, or empty if they are Loki's, whose LogQL is not ours.
    static Optional<RuleFile> read(EmbeddedText text, YamlStream yaml, Origin origin, YamlMapping root, Expressions expressions) {
        List<RuleGroup> groups = Fields.mappings(root, "groups").stream().map(group -> group(group, expressions)).toList();
        RuleFile file = new RuleFile(text, yaml, origin, root, groups);
        boolean logql = groups.stream().flatMap(group -> group.rules().stream()).flatMap(rule -> rule.expr().value().stream())
                .anyMatch(expression -> expression.parsed() instanceof Parsed.Broken broken && LOGQL.matcher(QUOTED.matcher(broken.text()).replaceAll("")).find());
        return logql || readsLogStreams(groups) ? Optional.empty() : Optional.of(file);
    }

    /// True if all that the rules read is rates and counts of ranges without a metric, which is what LogQL asks of streams; nobody asks that of series.
    private static boolean readsLogStreams(List<RuleGroup> groups) {
        boolean any = false;
        for (RuleGroup group : groups) {
            for (Rule rule : group.rules()) {
                Optional<Expr> root = rule.validExpr().flatMap(Expression::valid);
                if (root.isEmpty() || !readsLogStreams(root.get())) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private static boolean readsLogStreams(Expr root) {
        int[] selectors = new int[1];
        int[] streams = new int[1];
        root.forEach(node -> {
            if (node instanceof VectorSelector) {
                selectors[0]++;
            } else if (node instanceof Call call && LOG_FUNCTIONS.contains(call.function().name()) && call.args().getFirst() instanceof MatrixSelector matrix
                    && matrix.selector().name().isEmpty() && matrix.selector().matchers().stream().noneMatch(matcher -> matcher.label().text().equals("__name__"))) {
                streams[0]++;
            }
        });
        return streams[0] > 0 && streams[0] == selectors[0];
    }

    private static RuleGroup group(YamlMapping node, Expressions expressions) {
        List<Rule> rules = Fields.mappings(node, "rules").stream().map(rule -> rule(rule, expressions)).toList();
        return new RuleGroup(node, Fields.string(node, "name"), Fields.duration(node, "interval"), Fields.pairs(node, "labels"), rules);
    }

    private static Rule rule(YamlMapping node, Expressions expressions) {
        Field<String> record = Fields.string(node, "record");
        Field<String> alert = Fields.string(node, "alert");
        Rule.Kind kind = record.isAbsent() == alert.isAbsent() ? Rule.Kind.UNKNOWN : alert.isAbsent() ? Rule.Kind.RECORDING : Rule.Kind.ALERTING;
        return new Rule(node, kind, alert.isAbsent() ? record : alert, expr(node, expressions), Fields.duration(node, "for"),
                Fields.duration(node, "keep_firing_for"), Fields.pairs(node, "labels"), Fields.pairs(node, "annotations"));
    }

    private static Field<Expression> expr(YamlMapping node, Expressions expressions) {
        return switch (Fields.string(node, "expr")) {
            case Field.Absent<String>(Span span) -> new Field.Absent<>(span);
            case Field.Invalid<String>(YamlNode bad, String message) -> new Field.Invalid<>(bad, message);
            case Field.Present<String>(String ignored, YamlNode scalar) when !expressions.isKnown(((YamlScalar) scalar).text()) -> new Field.Absent<>(scalar.span());
            case Field.Present<String>(String ignored, YamlNode scalar) -> new Field.Present<>(expressions.rule(((YamlScalar) scalar).text()), scalar);
        };
    }
}
