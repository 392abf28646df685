package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import promc.analysis.Reach;
import promc.analysis.Reach.Extent;
import promc.promql.Expr;
import promc.promql.Parsed;
import promc.promql.Printer;
import promc.promql.Promql;

/// [Reach] says of random expressions what the engine says: from when to when it reads samples.
class ReachOracleTest {
    static final long AT_SECONDS = 10_000_000_000L;
    private static final int LEAST = 1_500;

    @Test void theEngineReadsWhatReachSays() throws IOException {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (JsonObject answer : Recorded.read("reach")) {
            String text = answer.get("expr").getAsString();
            // What the release and the front end read differently is not about reach.
            if (answer.has("error") || !(Promql.parse(text, Recorded.ALL) instanceof Parsed.Valid valid) || !Release.canonical(valid.root()).equals(Printer.print(valid.root()))) {
                continue;
            }
            Reach reach = Reach.of(valid.root());
            // The engine's sum does not know the info series, and takes a range that rounds to nothing for an instant selector.
            if (calls(valid.root(), "info") || reach.reads().stream().flatMap(read -> read.parts().stream()).anyMatch(part -> part.millis() == 0) || reach.reads().stream().anyMatch(read -> read.extent() instanceof Extent.Unknown)) {
                continue;
            }
            compared++;
            long at = AT_SECONDS * 1000;
            long min = reach.reads().isEmpty() ? 0 : reach.reads().stream().mapToLong(read -> from(read.extent(), at)).min().orElseThrow();
            long max = reach.reads().isEmpty() ? 0 : reach.reads().stream().mapToLong(read -> to(read.extent(), at)).max().orElseThrow();
            // The engine cuts float products off, which costs a millisecond here and there.
            long slack = reach.reads().stream().mapToLong(read -> read.parts().size()).max().orElse(0);
            if (Math.abs(min - answer.get("min").getAsLong()) > slack || Math.abs(max - answer.get("max").getAsLong()) > slack) {
                differences.add(text + ": " + (at - min) + " back, not " + (at - answer.get("min").getAsLong()) + "; " + (max - at) + " ahead, not " + (answer.get("max").getAsLong() - at));
            }
        }
        System.out.printf("reach: %d expressions compared%n", compared);
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(LEAST);
    }

    /// The first millisecond that is read.
    private static long from(Extent extent, long at) {
        return switch (extent) {
            case Extent.Relative relative -> at - relative.back() + 1;
            case Extent.Fixed fixed -> fixed.after() + 1;
            case Extent.Unknown _ -> throw new AssertionError("not known");
        };
    }

    private static long to(Extent extent, long at) {
        return switch (extent) {
            case Extent.Relative relative -> at + relative.ahead();
            case Extent.Fixed fixed -> fixed.until();
            case Extent.Unknown _ -> throw new AssertionError("not known");
        };
    }

    private static boolean calls(Expr root, String function) {
        AtomicBoolean found = new AtomicBoolean();
        root.forEach(expr -> found.compareAndSet(false, expr instanceof Expr.Call call && call.function().name().equals(function)));
        return found.get();
    }
}
