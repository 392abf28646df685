package promc.bench;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import promc.analysis.Facts;
import promc.analysis.Producers;
import promc.promql.Expr;
import promc.promql.Promql;

/// What is known about an expression, against parsing it: `FactsBench FILE` for the expressions in a file, a JSON string a line; and how both grow with chains of `or` and with joins.
/// Run by hand; prints milliseconds and the ratio.
public final class FactsBench {
    private static final int ROUNDS = 20;

    private FactsBench() {}

    public static void main(String[] args) throws IOException {
        if (args.length > 0) {
            measure("expressions", Files.readAllLines(Path.of(args[0])).stream().map(line -> JsonParser.parseString(line).getAsString()).toList());
        }
        for (int length = 25; length <= 200; length *= 2) {
            measure("or x " + length, List.of(chain(" or ", length)));
        }
        for (int length = 25; length <= 200; length *= 2) {
            measure("joins x " + length, List.of(chain(" * on (job, instance) group_left (version) ", length)));
        }
    }

    private static String chain(String operator, int length) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            parts.add("sum by (job, instance, l" + i % 7 + ") (rate(metric_" + i + "{job=~\"a|b\",env!=\"dev\"}[5m]))");
        }
        return String.join(operator, parts);
    }

    private static void measure(String name, List<String> texts) {
        double parse = Double.MAX_VALUE;
        double infer = Double.MAX_VALUE;
        int count = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            List<Expr> exprs = texts.stream().flatMap(text -> Promql.parse(text).expr().stream()).toList();
            long parsed = System.nanoTime();
            count = exprs.stream().mapToInt(expr -> Facts.of(expr, Producers.UNKNOWN).root().shapes().size()).sum();
            parse = Math.min(parse, (parsed - start) / 1e6);
            infer = Math.min(infer, (System.nanoTime() - parsed) / 1e6);
        }
        System.out.printf("%-14s parse %8.2f ms   facts %8.2f ms   ratio %.2f   (%d shapes)%n", name, parse, infer, infer / parse, count);
    }
}
