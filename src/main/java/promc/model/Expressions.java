package promc.model;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import promc.model.Expression.Use;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode;

/// Parses the expressions of one reading of an estate, each distinct text once: rule sets repeat themselves.
final class Expressions {
    /// What a server has switched on is not known here, so nothing is refused for being experimental.
    private static final Options OPTIONS = Options.ALL.with(PatternJudge.INSTANCE);

    private final ConcurrentHashMap<String, Parsed> rules;
    private final boolean template;

    Expressions() {
        this(new ConcurrentHashMap<>(), false);
    }

    private Expressions(ConcurrentHashMap<String, Parsed> rules, boolean template) {
        this.rules = rules;
        this.template = template;
    }

    /// The same for a file that is a template: what its actions will become is not known, so an expression that holds one is none yet.
    Expressions inTemplate() {
        return new Expressions(rules, true);
    }

    /// False for an expression of a template that holds actions.
    boolean isKnown(EmbeddedText text) {
        return !template || !text.toFile(text.span()).of(text.file().text()).contains("{{");
    }

    /// The `expr` of a mapping, read by `as`. One of a template that holds actions is as good as absent.
    Field<Expression> expr(YamlMapping node, Function<EmbeddedText, Expression> as) {
        return switch (Fields.string(node, "expr")) {
            case Field.Absent<String>(Span span) -> new Field.Absent<>(span);
            case Field.Invalid<String>(YamlNode bad, String message) -> new Field.Invalid<>(bad, message);
            case Field.Present<String>(String ignored, YamlNode scalar) when !isKnown(((YamlScalar) scalar).text()) -> new Field.Absent<>(scalar.span());
            case Field.Present<String>(String ignored, YamlNode scalar) -> new Field.Present<>(as.apply(((YamlScalar) scalar).text()), scalar);
        };
    }

    Expression rule(EmbeddedText text) {
        return new Expression(text, rules.computeIfAbsent(text.text(), expr -> Promql.parse(expr, OPTIONS)), Use.RULE);
    }

    Expression query(EmbeddedText text) {
        return new Expression(text, rules.computeIfAbsent(text.text(), expr -> Promql.parse(expr, OPTIONS)), Use.QUERY);
    }

    /// A query of a unit test, which may be written as a rule is.
    Expression test(EmbeddedText text) {
        return new Expression(text, rules.computeIfAbsent(text.text(), expr -> Promql.parse(expr, OPTIONS)), Use.TEST);
    }

    Expression selector(EmbeddedText text) {
        return new Expression(text, Promql.parseSelector(text.text(), OPTIONS), Use.SELECTOR);
    }
}
