package promc.checks.recording;

import java.util.List;
import java.util.Optional;
import promc.analysis.RuleSeries;
import promc.analysis.Shape;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.VectorSelector;

/// An aggregation by some labels that loses `job`, over metrics which every job has, such as `up` or `process_cpu_seconds_total`: the values of all kinds of programs are added up.
public final class DropsJob implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/drops-job", Severity.INFO,
            "A recorded aggregation over a metric of every job drops `job`");
    private static final String JOB = "job";
    /// What the server and the client libraries provide for every target.
    private static final List<String> OF_EVERY_JOB = List.of("process_", "go_", "promhttp_", "python_", "jvm_", "nodejs_", "scrape_");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr().filter(expr -> rule.isRecording());
        if (expression.isEmpty() || !(expression.get().valid().orElseThrow().unwrapped() instanceof Aggregation aggregation)) {
            return;
        }
        Optional<Grouping> grouping = aggregation.grouping().filter(found -> !found.without() && !found.labels().isEmpty() && !found.names(JOB) && !found.names("instance"));
        Optional<String> metric = grouping.flatMap(ignored -> ofEveryJob(aggregation.expr()));
        if (metric.isEmpty()) {
            return;
        }
        List<Shape> written = RuleSeries.of(rule, group, context.facts(expression.get()).root());
        if (!written.isEmpty() && written.stream().allMatch(shape -> shape.label(JOB).isNever())) {
            context.report(expression.get().text(), grouping.get().span(), "every job has `" + metric.get() + "`, and without `job` here the values of all of them are taken together; "
                    + "keep `job`, or ask for one by a matcher");
        }
    }

    /// The metric of the only selector, if nothing in it asks for a job and every job has it.
    private static Optional<String> ofEveryJob(Expr expr) {
        VectorSelector[] found = new VectorSelector[1];
        int[] count = new int[1];
        expr.forEach(node -> {
            if (node instanceof VectorSelector selector) {
                found[0] = selector;
                count[0]++;
            }
        });
        return count[0] != 1 || found[0].matchers().stream().anyMatch(matcher -> !matcher.label().text().equals("__name__")) ? Optional.empty()
                : found[0].metric().filter(name -> name.equals("up") || OF_EVERY_JOB.stream().anyMatch(name::startsWith));
    }
}
