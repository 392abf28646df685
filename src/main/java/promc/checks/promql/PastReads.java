package promc.checks.promql;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import promc.analysis.Reach;
import promc.analysis.Reach.Extent;
import promc.analysis.Reach.Part;
import promc.analysis.Reach.Read;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Context;
import promc.lint.Draft;
import promc.model.Expression;
import promc.model.Server;
import promc.promql.Expr;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.VectorSelector;
import promc.promql.PromDuration;

/// What an expression reads of a time for which its server keeps no samples.
final class PastReads {
    private PastReads() {}

    /// Shows each selector that reads beyond the retention, for the first server for which it does. `all` tells those of whose samples none is kept; otherwise, those of which some are.
    static void report(Expr root, Expression expression, Context context, boolean all) {
        if (!looksBack(root)) {
            return;
        }
        for (ServerSettings server : context.servers(expression.text().file())) {
            Optional<Told<Duration>> retention = server.retentionTime();
            if (retention.isEmpty() || server.readsRemote() && server.server().isPresent()) {
                continue;
            }
            boolean found = false;
            for (Read read : Reach.of(root).reads()) {
                found |= report(read, retention.get(), server.server().filter(Server::selectsRules).isEmpty(), expression, context, all);
            }
            if (found) {
                return;
            }
        }
    }

    private static boolean looksBack(Expr root) {
        boolean[] found = new boolean[1];
        root.forEach(node -> found[0] |= node instanceof MatrixSelector || node instanceof Subquery || node instanceof VectorSelector selector && selector.modifiers().offset().isPresent());
        return found[0];
    }

    private static boolean report(Read read, Told<Duration> retention, boolean sure, Expression expression, Context context, boolean all) {
        if (!(read.extent() instanceof Extent.Relative(long back, long ahead))) {
            return false;
        }
        long kept = retention.value().toMillis();
        long oldest = back - lookback(read.parts());
        boolean nothing = -ahead > kept;
        if (oldest <= kept || nothing != all) {
            return false;
        }
        Part largest = largest(read.parts(), all);
        String from = PromDuration.format(all ? -ahead : oldest);
        Draft draft = context.report(expression.text(), largest.place(), all
                ? "this reads what is older than " + from + ", and samples are kept for " + ServerSettings.words(retention.value()) + ": there is none"
                : "this reads " + from + " back, and samples are kept for " + ServerSettings.words(retention.value()) + ": the result covers what is left of it");
        for (Part part : read.parts()) {
            if (part != largest && part.millis() > 0 && part.millis() != lookback(List.of(part))) {
                draft.note(expression.text(), part.place(), part.what() + " adds " + PromDuration.format(part.millis()));
            }
        }
        draft.note(retention);
        if (!sure) {
            draft.likely();
        }
        return true;
    }

    /// Blocks are dropped as a whole, so that the few minutes of the lookback make no difference.
    private static long lookback(List<Part> parts) {
        long sum = 0;
        for (Part part : parts) {
            if (part.what().startsWith("the lookback")) {
                sum += part.millis();
            }
        }
        return sum;
    }

    private static Part largest(List<Part> parts, boolean offset) {
        Part largest = parts.getFirst();
        for (Part part : parts) {
            boolean wanted = !offset || part.what().equals("the offset");
            boolean before = !offset || largest.what().equals("the offset");
            if (wanted && !before || wanted == before && part.millis() > largest.millis()) {
                largest = part;
            }
        }
        return largest;
    }
}
