package promc.bench;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import promc.promql.Expr;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Phases;
import promc.promql.Printer;
import promc.promql.Promql;

/// Measures the PromQL front end over a file of expressions, one JSON string a line; run by hand, see docs/performance.md. The first argument is the file, the
/// second how many rounds (default 200).
public final class PromqlBench {
    private static final int DEFAULT_ROUNDS = 200;

    private PromqlBench() {}

    public static void main(String[] args) throws IOException {
        long cold = System.nanoTime();
        Promql.parse("sum by (job) (rate(http_requests_total{code=~\"5..\"}[5m])) / 2 > 0.5");
        System.out.printf(Locale.ROOT, "first parse: %.1f ms%n", (System.nanoTime() - cold) / 1e6);
        LinkedHashSet<String> distinct = new LinkedHashSet<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            distinct.add(JsonParser.parseString(line).getAsString());
        }
        List<String> texts = List.copyOf(distinct);
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS;
        long bytes = texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
        System.out.printf(Locale.ROOT, "%d expressions, %.2f MB%n", texts.size(), bytes / 1e6);
        measure("scan", texts, bytes, rounds, Phases::scan);
        measure("scan and recognise", texts, bytes, rounds, Phases::recognise);
        measure("parse", texts, bytes, rounds, text -> Promql.parse(text, Options.ALL));
        List<Expr> roots = texts.stream().flatMap(text -> Promql.parse(text, Options.ALL).expr().stream()).toList();
        measure("print", roots, bytes, rounds, Printer::print);
        memory(texts);
    }

    private static <T> void measure(String what, List<T> items, long bytes, int rounds, Consumer<T> work) {
        long best = Long.MAX_VALUE;
        long first = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            items.forEach(work);
            long took = System.nanoTime() - start;
            first = round == 0 ? took : first;
            best = Math.min(best, took);
        }
        System.out.printf(Locale.ROOT, "%s: first round %.0f ms, best of %d %.1f ms: %.1f MB/s, %.0f expressions/s%n", what, first / 1e6, rounds, best / 1e6,
                bytes / (best / 1e3), items.size() / (best / 1e9));
    }

    /// What the trees keep alive, by the difference in used heap.
    private static void memory(List<String> texts) {
        long before = used();
        List<Parsed> kept = new ArrayList<>(texts.size());
        texts.forEach(text -> kept.add(Promql.parse(text, Options.ALL)));
        long after = used();
        long[] nodes = {0};
        kept.forEach(parsed -> parsed.expr().ifPresent(root -> root.forEach(node -> nodes[0]++)));
        System.out.printf(Locale.ROOT, "memory: %d nodes, %.0f bytes each with all that hangs on them%n", nodes[0], (after - before) / (double) nodes[0]);
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
