package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Server;
import promc.promql.Expr;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.source.Nearest;

/// A selector asks for a job that the servers which load its rule do not have. LIKELY, as the same rules may be loaded by servers that are not in sight. Silent where a job may bring the jobs of
/// others: by federation, a push gateway's `honor_labels`, remote read; and where relabelling names jobs anew.
public final class UnknownJob implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/unknown-job", Severity.WARNING, "A selector asks for a job that the server does not scrape");
    /// More names than this say nothing more.
    private static final int MOST_NAMES = 6;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        List<VectorSelector> asking = new ArrayList<>(0);
        root.forEach(part -> {
            if (part instanceof VectorSelector selector && job(selector).isPresent()) {
                asking.add(selector);
            }
        });
        if (asking.isEmpty()) {
            return;
        }
        List<ServerSettings> servers = context.servers(expression.text().file());
        for (VectorSelector selector : asking) {
            Matcher matcher = job(selector).orElseThrow();
            // A server without jobs gets its series in some way that is not in sight.
            if (servers.stream().noneMatch(server -> server.server().filter(known -> known.jobs().isEmpty()).isPresent() || server.mayMake(selector, matcher))) {
                report(matcher, servers.getFirst().server().orElseThrow(), expression, context);
            }
        }
    }

    /// The matcher of jobs, if there is one that accepts some and none without a name.
    private static Optional<Matcher> job(VectorSelector selector) {
        for (Matcher matcher : selector.matchers()) {
            if (matcher.label().text().equals("job") && (matcher.op() == MatchOp.EQUAL || matcher.op() == MatchOp.REGEX) && !matcher.value().value().isEmpty()) {
                return Optional.of(matcher);
            }
        }
        return Optional.empty();
    }

    private static void report(Matcher matcher, Server server, Expression expression, Context context) {
        List<String> jobs = server.jobs().stream().flatMap(job -> job.name().value().stream()).distinct().toList();
        String asked = matcher.value().value();
        Optional<String> meant = matcher.op() == MatchOp.EQUAL ? Nearest.to(asked, jobs) : Optional.empty();
        String all = jobs.size() > MOST_NAMES ? "it has " + jobs.size() + " others" : jobs.size() == 1 ? "it has only " + Words.list(jobs) : "it has " + Words.list(jobs);
        Draft draft = context.report(expression.text(), matcher.span(), "no job of the server that loads this rule "
                + (matcher.op() == MatchOp.EQUAL ? "is called `" + asked + "`; " : "has a name that matches `" + asked + "`; ")
                + meant.map(name -> "did you mean `" + name + "`?").orElse(all));
        server.jobs().stream().findFirst().ifPresent(job -> draft.note(server.configOf(job).text().file(), job.name().span(), "the jobs of its configuration"));
    }
}
