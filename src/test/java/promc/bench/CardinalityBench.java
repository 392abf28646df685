package promc.bench;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import promc.analysis.Cardinality;
import promc.analysis.Facts;
import promc.analysis.Producers;
import promc.promql.Expr;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Promql;

/// Measures how the time to bound an expression grows with its size: chains of `or` and of joins, run by hand. Nesting is bounded by the parser, so wider expressions join chains
/// of chains.
public final class CardinalityBench {
    private static final int ROUNDS = 30;
    private static final int CHAIN = 50;

    private CardinalityBench() {}

    public static void main(String[] args) {
        for (int operands = 50; operands <= 3200; operands *= 2) {
            measure("or", operands, i -> "sum by (job, pod) (rate(metric_" + i + "{code=~\"a|b|c\"}[5m]))", " or ");
            measure("join", operands, i -> "rate(metric_" + i + "[5m])", " * on (job, pod) ");
            measure("or of one metric", operands, i -> "metric{n=\"" + i + "\"}", " or ");
        }
    }

    private static void measure(String what, int operands, IntFunction<String> operand, String between) {
        String text = IntStream.range(0, operands / CHAIN).mapToObj(group -> IntStream.range(0, CHAIN).mapToObj(i -> operand.apply(group * CHAIN + i))
                .collect(Collectors.joining(between, "(", ")"))).collect(Collectors.joining(between));
        Expr expr = ((Parsed.Valid) Promql.parse(text, Options.ALL)).root();
        long facts = Long.MAX_VALUE;
        long bounds = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            Facts known = Facts.of(expr, Producers.UNKNOWN);
            long middle = System.nanoTime();
            String bound = Cardinality.of(expr, known).root().text();
            long end = System.nanoTime();
            if (bound.isEmpty()) {
                throw new IllegalStateException("no bound of " + text);
            }
            facts = Math.min(facts, middle - start);
            bounds = Math.min(bounds, end - middle);
        }
        System.out.printf(Locale.ROOT, "%-18s %5d operands: labels %7.2f ms, bounds %7.2f ms%n", what, operands, facts / 1e6, bounds / 1e6);
    }
}
