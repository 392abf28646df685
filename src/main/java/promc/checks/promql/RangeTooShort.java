package promc.checks.promql;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;

/// A function that needs two samples, over a range that holds fewer. A range is open on its left (since Prometheus 3.0; before, a sample that old to the millisecond counted as well), so that one of
/// N scrape intervals holds N samples.
public final class RangeTooShort implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/range-too-short", Severity.ERROR,
            "A range holds too few samples for the function that reads it");
    /// Where nothing tells how often targets are scraped, only ranges shorter than Prometheus' own default are looked at.
    private static final double USUAL_SECONDS = 60;
    /// Half of the interval that nearly all servers have.
    private static final double SHORT_SECONDS = 30;
    /// Of a range of fewer intervals than this, one failed scrape leaves less than two samples.
    private static final int SAFE_INTERVALS = 3;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Call call && needsTwo(call.function().name()) && !call.args().isEmpty() && call.args().getFirst().unwrapped() instanceof MatrixSelector matrix
                    && matrix.selector().modifiers().mode().isEmpty()) {
                OptionalDouble seconds = matrix.range().seconds();
                if (seconds.isPresent()) {
                    check(call, matrix, seconds.getAsDouble(), expression, context);
                }
            }
        });
    }

    static boolean needsTwo(String function) {
        return switch (function) {
            case "rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear", "changes", "resets", "double_exponential_smoothing" -> true;
            default -> false;
        };
    }

    private static void check(Call call, MatrixSelector matrix, double seconds, Expression expression, Context context) {
        boolean told = false;
        for (ServerSettings server : context.servers(expression.text().file())) {
            boolean recorded = matrix.selector().metric().filter(name -> !server.recordings(name).isEmpty()).isPresent();
            Optional<Duration> longest = server.longestScrapeInterval();
            told |= longest.isPresent() || recorded;
            if (!recorded && longest.filter(interval -> seconds < SAFE_INTERVALS * seconds(interval)).isEmpty()) {
                continue;
            }
            Optional<Told<Duration>> distance = server.distances(matrix.selector()).map(RangeTooShort::shortest);
            if (distance.isPresent() && report(call, matrix, seconds, distance.get(), expression, context)) {
                return;
            }
        }
        if (!told && seconds < USUAL_SECONDS) {
            context.report(expression.text(), matrix.brackets(), "`" + call.name().text() + "` needs two samples: with Prometheus' default of a scrape every 1m, `"
                    + matrix.brackets().of(expression.text().text()) + "` holds none or one").likely().severity(seconds <= SHORT_SECONDS ? Severity.WARNING : Severity.INFO);
        }
    }

    private static boolean report(Call call, MatrixSelector matrix, double seconds, Told<Duration> distance, Expression expression, Context context) {
        double interval = seconds(distance.value());
        String range = "`" + matrix.brackets().of(expression.text().text()) + "`";
        String function = "`" + call.name().text() + "`";
        Draft draft;
        if (seconds <= interval) {
            boolean counts = call.function().name().equals("changes") || call.function().name().equals("resets");
            draft = context.report(expression.text(), matrix.brackets(), function + " needs two samples, and " + range + " never holds more than one: the result is always "
                    + (counts ? "0" : "empty"));
        } else if (seconds < 2 * interval) {
            draft = context.report(expression.text(), matrix.brackets(), function + " needs two samples, and " + range + " holds a second one only at times: the result has gaps, or is always empty")
                    .severity(Severity.WARNING);
        } else if (seconds < SAFE_INTERVALS * interval) {
            draft = context.report(expression.text(), matrix.brackets(), "one failed scrape leaves a single sample in " + range + ", and " + function + " needs two").likely().severity(Severity.INFO);
        } else {
            return false;
        }
        // Targets that set the times of their samples themselves, as cAdvisor does, do not keep to the interval.
        if (matrix.selector().metric().filter(name -> name.startsWith("container_")).isPresent()) {
            draft.likely();
        }
        draft.note(distance);
        return true;
    }

    private static Told<Duration> shortest(List<Told<Duration>> distances) {
        Told<Duration> shortest = distances.getFirst();
        for (Told<Duration> distance : distances) {
            shortest = distance.value().compareTo(shortest.value()) < 0 ? distance : shortest;
        }
        return shortest;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
