package promc.checks.alert;

import java.util.LinkedHashSet;
import java.util.Set;
import promc.analysis.AlertTemplate;
import promc.analysis.LabelFact;
import promc.analysis.SeriesSet;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.promql.ValueType;
import promc.source.Problem;
import promc.template.Operand;
import promc.template.TemplateFacts.LabelRead;
import promc.template.TemplateFacts.Source;

/// A query inside a template that Prometheus refuses, or whose result has not what the template reads of it. The file loads; the expansion fails (Prometheus `template/template.go`, query).
public final class TemplateQueryBroken implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/template-query-broken", Severity.ERROR, "A query inside a template is refused, or lacks a label that the template reads of it");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        for (AlertTemplate template : context.templates(rule)) {
            for (Operand.Str query : template.facts().queries()) {
                check(query, template, context);
            }
        }
    }

    private static void check(Operand.Str query, AlertTemplate template, Context context) {
        Expression expression = Expression.query(query.in(template.text()));
        switch (expression.parsed()) {
            case Parsed.Broken broken when Promql.isTooDeep(broken) -> { }
            case Parsed.Broken broken -> refused(expression, broken.problems().getFirst(), context);
            case Parsed.IllTyped illTyped -> refused(expression, illTyped.problems().getFirst(), context);
            case Parsed.Valid valid -> {
                Expr root = valid.root();
                if (root.type() == ValueType.MATRIX || root.type() == ValueType.STRING) {
                    context.report(expression.text(), root.span(), "`query` takes an instant vector or a scalar, and this is a " + root.type().words() + ", so the template fails");
                } else {
                    missing(query, expression, template, context);
                }
            }
        }
    }

    private static void refused(Expression expression, Problem problem, Context context) {
        context.report(expression.text(), problem.span(), problem.sentence() + "; the file loads, but the template fails");
    }

    /// Labels that no series of the result has: what is read of them is empty.
    private static void missing(Operand.Str query, Expression expression, AlertTemplate template, Context context) {
        SeriesSet series = null;
        Set<String> told = new LinkedHashSet<>();
        for (LabelRead read : template.facts().labels()) {
            if (read.source() == Source.QUERY && !read.guarded() && read.query().filter(query::equals).isPresent() && told.add(read.label())) {
                series = series == null ? context.facts(expression).root() : series;
                LabelFact fact = series.label(read.label());
                if (!series.isNever() && fact.isNever()) {
                    context.report(template.text(), read.span(), "`" + read.label() + "` is always empty here: no series of this query has the label").severity(Severity.WARNING)
                            .note(expression.text(), fact.why());
                }
            }
        }
    }
}
