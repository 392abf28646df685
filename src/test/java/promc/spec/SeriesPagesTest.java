package promc.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import promc.analysis.Cardinality;
import promc.analysis.Facts;
import promc.analysis.Producers;
import promc.analysis.Reach;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Function;
import promc.promql.Functions;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.testing.Page;
import promc.testing.Updating;

/// The pages below `spec/series` show what is inferred of every construct of PromQL. A section has a `promql` fence with an expression on each line, and fences with a line for each of them:
/// `type`, `labels` ([SeriesWords]), `cardinality`, `reach`. `mvn test -Dtest=SeriesPagesTest -Dupdate` rewrites them; they are to be read with `promql/engine.go` and `promql/functions.go` at hand.
class SeriesPagesTest {
    private static final Path PAGES = Path.of("src/test/resources/spec/series");
    private static final List<String> OUTPUTS = List.of("type", "labels", "cardinality", "reach");

    private static List<Page> pages() throws IOException {
        List<Page> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
                pages.add(Page.read(file));
            }
        }
        return pages;
    }

    private static Expr parse(String expression) {
        assertThat(Promql.parse(expression, Options.ALL)).as(expression).isInstanceOf(Parsed.Valid.class);
        return Promql.parse(expression, Options.ALL).expr().orElseThrow();
    }

    private static String told(String kind, String expression) {
        Expr root = parse(expression);
        Facts facts = Facts.of(root, Producers.UNKNOWN);
        return switch (kind) {
            case "type" -> root.type().shortName();
            case "labels" -> SeriesWords.labels(facts);
            case "cardinality" -> Cardinality.of(root, facts).root().text();
            case "reach" -> SeriesWords.reach(Reach.of(root));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @TestFactory
    List<DynamicTest> pagesTellWhatIsInferred() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Page page : pages()) {
            List<Page.Fence> fences = new ArrayList<>();
            List<String> bodies = new ArrayList<>();
            for (Page.Section section : page.sections()) {
                List<String> expressions = section.first("promql").map(fence -> fence.body().lines().toList()).orElse(List.of());
                for (Page.Fence fence : section.fences()) {
                    if (OUTPUTS.contains(fence.kind())) {
                        StringBuilder body = new StringBuilder();
                        expressions.forEach(expression -> body.append(told(fence.kind(), expression)).append('\n'));
                        fences.add(fence);
                        bodies.add(body.toString());
                        tests.add(DynamicTest.dynamicTest(page.title() + ": " + section.name() + ": " + fence.kind(), page.path().toUri(),
                                () -> assertThat(body.toString()).isEqualTo(Updating.isOn() ? body.toString() : fence.body())));
                    }
                }
            }
            if (Updating.isOn()) {
                page.replace(fences, bodies);
            }
        }
        assertThat(tests).hasSizeGreaterThan(60);
        return tests;
    }

    /// What must appear on some page.
    private static Set<String> constructs() {
        Set<String> all = new TreeSet<>();
        Functions.all().stream().map(Function::name).forEach(all::add);
        for (Aggregator aggregator : Aggregator.values()) {
            for (String grouping : List.of("", " by", " without")) {
                all.add(aggregator.keyword() + grouping);
            }
        }
        for (BinaryOp op : BinaryOp.values()) {
            all.add("vector " + op.symbol() + " vector");
            if (!op.isSetOperator()) {
                all.add("vector " + op.symbol() + " scalar");
                all.add("scalar " + op.symbol() + " vector");
                all.add("vector " + op.symbol() + " on");
                all.add("vector " + op.symbol() + " ignoring");
            }
            if (op.isComparison()) {
                all.add("vector " + op.symbol() + " bool vector");
                all.add("scalar " + op.symbol() + " bool scalar");
            } else if (!op.isSetOperator() && op != BinaryOp.TRIM_LOWER && op != BinaryOp.TRIM_UPPER) {
                all.add("scalar " + op.symbol() + " scalar");
            }
        }
        for (Expr.MatchOp op : Expr.MatchOp.values()) {
            all.add("matcher " + op.symbol());
        }
        all.addAll(List.of("offset", "@ TIMESTAMP", "@ START", "@ END", "anchored", "smoothed", "subquery", "subquery with step", "matrix", "group LEFT", "group RIGHT", "fill", "number", "string",
                "unary -", "unary +", "parentheses"));
        return all;
    }

    private static Set<String> constructs(Expr root) {
        Set<String> seen = new HashSet<>();
        root.forEach(expr -> {
            switch (expr) {
                case Expr.Call call -> seen.add(call.function().name());
                case Expr.Aggregation a -> seen.add(a.op().keyword() + a.grouping().map(grouping -> grouping.without() ? " without" : " by").orElse(""));
                case Expr.Binary binary -> binary(binary, seen);
                case Expr.VectorSelector selector -> {
                    selector.matchers().forEach(matcher -> seen.add("matcher " + matcher.op().symbol()));
                    modifiers(selector.modifiers(), seen);
                }
                case Expr.Subquery subquery -> {
                    seen.add(subquery.step().isPresent() ? "subquery with step" : "subquery");
                    modifiers(subquery.modifiers(), seen);
                }
                case Expr.MatrixSelector _ -> seen.add("matrix");
                case Expr.NumberLiteral _ -> seen.add("number");
                case Expr.StringLiteral _ -> seen.add("string");
                case Expr.Unary unary -> seen.add(unary.negative() ? "unary -" : "unary +");
                case Expr.Paren _ -> seen.add("parentheses");
            }
        });
        return seen;
    }

    private static void binary(Expr.Binary binary, Set<String> seen) {
        String left = binary.left().type().shortName();
        String op = left + " " + binary.op().symbol();
        String right = binary.right().type().shortName();
        seen.add(op + (binary.boolSpan().isPresent() ? " bool " : " ") + right);
        binary.matching().ifPresent(matching -> {
            seen.add(op + (matching.on() ? " on" : " ignoring"));
            matching.group().ifPresent(group -> seen.add("group " + group.manySide()));
        });
        binary.fill().ifPresent(fill -> seen.add("fill"));
    }

    private static void modifiers(Expr.Modifiers modifiers, Set<String> seen) {
        modifiers.offset().ifPresent(offset -> seen.add("offset"));
        modifiers.at().ifPresent(at -> seen.add("@ " + at.anchor()));
        modifiers.mode().ifPresent(mode -> seen.add(mode.smoothed() ? "smoothed" : "anchored"));
    }

    @Test
    void everyConstructIsOnAPage() throws IOException {
        Set<String> missing = constructs();
        for (Page page : pages()) {
            page.sections().stream().flatMap(section -> section.first("promql").stream()).flatMap(fence -> fence.body().lines())
                    .forEach(expression -> missing.removeAll(constructs(parse(expression))));
        }
        assertThat(missing).isEmpty();
    }
}
