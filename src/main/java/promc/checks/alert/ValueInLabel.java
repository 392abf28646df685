package promc.checks.alert;

import java.util.List;
import java.util.Optional;
import promc.analysis.AlertTemplate;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.ValueType;
import promc.source.SourceFile;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;

/// A label that prints the alert's value: each new value makes a new alert, so `for` starts again and the old one resolves (Prometheus `rules/alerting.go` tells alerts
/// apart by their labels). A value that only decides between words (`if gt $value 90.0`) is fine.
public final class ValueInLabel implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/value-in-label", Severity.ERROR,
            "A label prints the alert's value, so every new value is a new alert").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (!rule.isAlert() || rule.labels().isEmpty() || context.templates(rule).isEmpty()) {
            return;
        }
        for (AlertTemplate template : context.templates(rule)) {
            if (template.ofLabel() && !template.facts().values().isEmpty() && !valueIsFixed(rule)) {
                context.report(template.text(), template.facts().values().getFirst().action(),
                        "every new value is a new alert: its `for` starts again and the old one resolves; keep the value in an annotation").fix(move(rule, template.pair(), context.file()));
            }
        }
    }

    /// `x == 0` keeps only the value 0.
    private static boolean valueIsFixed(Rule rule) {
        return rule.expr().value().flatMap(Expression::valid).map(Expr::unwrapped)
                .filter(root -> root instanceof Expr.Binary binary && binary.op() == BinaryOp.EQ && binary.boolSpan().isEmpty()
                        && (binary.right().type() == ValueType.SCALAR || binary.left().type() == ValueType.SCALAR)).isPresent();
    }

    /// Moves the line from `labels` to `annotations`, where both are written as blocks and the name is free.
    private static Optional<Fix> move(Rule rule, Pair label, SourceFile file) {
        Optional<YamlMapping> labels = rule.node().get("labels").filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
        Optional<YamlMapping> annotations = rule.node().get("annotations").filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
        if (labels.isEmpty() || annotations.isEmpty() || annotations.get().own(label.name()).isPresent()) {
            return Optional.empty();
        }
        Optional<Entry> entry = labels.get().own(label.name());
        if (entry.isEmpty() || file.line(entry.get().span().start()) != file.line(entry.get().span().end())) {
            return Optional.empty();
        }
        Optional<TextEdit> out = YamlEdits.remove(file, labels.get(), entry.get());
        Optional<TextEdit> in = YamlEdits.append(file, annotations.get(), entry.get().span().of(file.text()));
        return out.flatMap(first -> in.map(second -> new Fix("Move it to the annotations", Applicability.UNSAFE, List.of(first, second))));
    }
}
