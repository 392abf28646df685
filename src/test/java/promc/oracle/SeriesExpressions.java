package promc.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import promc.promql.Aggregator;
import promc.promql.Function;
import promc.promql.Functions;
import promc.promql.ValueType;

/// Random typed expressions of the whole language over the metrics of [SeriesDatabases], of which most return something somewhere.
final class SeriesExpressions {
    private static final List<String> MATCHERS = List.of("job=\"a\"", "job=\"a\"", "job=~\"a|b\"", "job!=\"a\"", "job=~\"a.*\"", "job!~\"p.*\"", "job=\"\"", "job!=\"\"", "job=~\".+\"", "job=~\".*\"",
            "job=~\"a|\"", "job!~\".+\"", "instance=\"i1\"", "instance=~\"i.\"", "instance!=\"\"", "instance=\"\"", "instance=~\"i1|\"", "instance!=\"prod\"", "instance!~\"i.|\"", "code=\"200\"", "code=~\"5..\"",
            "code!~\"5..\"", "code!=\"200\"", "code=\"\"", "code!=\"\"", "le=\"+Inf\"", "le=~\"0.1|1\"", "le!=\"\"", "le=\"\"", "env=\"prod\"", "env=\"\"", "env!=\"dev\"", "version=~\"v.*\"",
            "version!=\"\"", "extra=\"\"", "extra!=\"x\"", "dst=\"\"", "job=~\"(a|prod)\"", "code=~\"|200\"", "code=~\"^5.*\"");
    private static final List<String> CONSTANTS = List.of("vector(1)", "vector(0)", "vector(1) > 0", "vector(1) < 0", "vector(2) == bool 2", "-vector(1) < 0", "group(vector(0)) > 0", "vector(time())",
            "vector(1) or vector(2)", "vector(scalar(up))", "absent(vector(1))", "vector(1 > bool 2)", "sum(vector(3)) - 3", "vector(NaN)", "vector(1) / vector(0)", "vector(1) unless vector(2)");
    private static final List<String> OPERATORS = List.of("+", "-", "*", "/", "/", "%", "^", "atan2", "==", "!=", ">", "<", "<=", ">=", "> bool", "== bool", "< bool", "!= bool", "<= bool", ">= bool", "</",
            ">/", "and", "or", "unless", "and", "or", "unless");
    private static final List<String> REPLACEMENTS = List.of("label_replace(V, \"dst\", \"$1\", \"job\", \"(.*)\")", "label_replace(V, \"dst\", \"x\", \"\", \"\")", "label_replace(V, \"job\", \"\", \"job\", \"a\")",
            "label_replace(V, \"instance\", \"\", \"\", \"\")", "label_replace(V, \"dst\", \"$1-$2\", \"code\", \"(.)(.*)\")", "label_replace(V, \"dst\", \"$1\", \"job\", \"(a)|b\")", "label_replace(V, \"job\", \"n-$0\", \"job\", \"p.*\")",
            "label_replace(V, \"__name__\", \"n\", \"\", \"\")", "label_replace(V, \"dst\", \"$1\", \"__name__\", \"(.).*\")", "label_replace(V, \"__name__\", \"\", \"\", \"\")", "label_replace(V, \"code\", \"${x}xx\", \"code\", \"(?P<x>.)..\")",
            "label_replace(V, \"dst\", \"x\", \"job\", \"no match\")", "label_replace(V, \"env\", \"$2\", \"instance\", \"(.)(\\\\d)?.*\")", "label_replace(V, \"le\", \"1\", \"le\", \"1.0\")",
            "label_join(V, \"dst\", \"-\", \"job\", \"instance\")", "label_join(V, \"dst\", \"\", \"env\", \"extra\")", "label_join(V, \"job\", \"/\")", "label_join(V, \"instance\", \"\", \"code\")", "label_join(V, \"__name__\", \":\", \"job\", \"__name__\")");
    private static final List<String> NUMBERS = List.of("0", "1", "2", "0.5", "3", "10", "100", "-1", "0.9", "5", "1e6", "Inf", "NaN");

    private final Random random;
    private final Lexemes words;
    private final List<Function> functions;
    private int turn;

    SeriesExpressions(Random random) {
        this.random = random;
        this.words = new Lexemes(random, 0);
        this.functions = Functions.all().stream().filter(function -> function.returns() == ValueType.VECTOR).toList();
    }

    /// The text of an instant vector, sometimes of a scalar.
    String next(int depth) {
        return words.chance(0.03) ? scalar(depth) : vector(depth);
    }

    String metric(SeriesDatabases.Kind... kinds) {
        List<SeriesDatabases.Metric> fitting = SeriesDatabases.METRICS.stream().filter(metric -> kinds.length == 0 || List.of(kinds).contains(metric.kind())).toList();
        return words.pick(fitting).name();
    }

    String matcher() {
        return words.pick(MATCHERS);
    }

    String number() {
        return words.pick(NUMBERS);
    }

    String selector(String metric) {
        List<String> matchers = new ArrayList<>();
        while (words.chance(0.3)) {
            matchers.add(matcher());
        }
        if (words.chance(0.05)) {
            return words.pick(List.of("{__name__=~\"" + metric + "|up\"", "{__name__=\"" + metric + '"', "{\"" + metric + '"', "{__name__=~\".*_total\"", "{job=\"a\",__name__!=\"up\""))
                    + matchers.stream().map(matcher -> "," + matcher).collect(Collectors.joining()) + '}';
        }
        return metric + (matchers.isEmpty() ? words.chance(0.02) ? "{}" : "" : '{' + String.join(",", matchers) + '}');
    }

    private String modifiers() {
        return words.chance(0.9) ? "" : words.pick(List.of(" offset 2m", " offset -1m", " @ 300", " @ end()", " @ start() offset 1m", " @ 500 offset -1m"));
    }

    String range(int depth) {
        if (words.chance(0.75)) {
            return selector(metric()) + words.pick(List.of("[5m]", "[5m]", "[2m]", "[10m]", "[5m] offset 1m", "[3m] @ 500"));
        }
        String inner = vector(depth - 1);
        return '(' + inner + words.pick(List.of(")[5m:1m]", ")[3m:]", ")[4m:30s] offset 1m"));
    }

    private String labels() {
        Set<String> labels = new LinkedHashSet<>();
        while (words.chance(labels.isEmpty() ? 0.9 : 0.45)) {
            labels.add(words.chance(0.65) ? words.pick(List.of("job", "instance")) : words.pick(SeriesDatabases.LABELS));
        }
        return '(' + String.join(", ", labels) + ')';
    }

    String grouping() {
        return words.chance(0.25) ? " " : words.pick(List.of(" by ", " by ", " without ")) + labels() + ' ';
    }

    String vector(int depth) {
        if (depth <= 0) {
            return selector(metric()) + modifiers();
        }
        double r = random.nextDouble();
        if (r < 0.25) {
            return aggregation(depth);
        }
        if (r < 0.5) {
            return call(functions.get(turn++ % functions.size()), depth);
        }
        if (r < 0.58) {
            return words.pick(REPLACEMENTS).replace("V", operand(depth - 1));
        }
        if (r < 0.63) {
            return words.pick(CONSTANTS);
        }
        return r < 0.67 ? words.pick(List.of("-", "+", "")) + '(' + vector(depth - 1) + ')' : binary(depth);
    }

    /// A vector that any operator may stand beside.
    String operand(int depth) {
        String operand = vector(depth);
        return operand.matches("[\\w:]+(\\{[^{}]*\\})?") ? operand : '(' + operand + ')';
    }

    private String aggregation(int depth) {
        Aggregator op = words.pick(List.of(Aggregator.values()));
        if (words.chance(0.4)) {
            op = words.pick(List.of(Aggregator.SUM, Aggregator.COUNT, Aggregator.MAX, Aggregator.AVG));
        }
        String param = switch (op) {
            case TOPK, BOTTOMK, LIMITK -> words.pick(List.of("1, ", "2, ", "3, ", "100, ", "0, "));
            case LIMIT_RATIO -> words.pick(List.of("0.5, ", "-0.5, ", "1, ", "0, "));
            case QUANTILE -> words.pick(List.of("0.5, ", "0.9, ", "1, ", "-1, "));
            case COUNT_VALUES -> words.pick(List.of("\"dst\", ", "\"dst\", ", "\"job\", ", "\"__name__\", "));
            default -> "";
        };
        return op.keyword() + grouping() + '(' + param + vector(depth - 1) + ')';
    }

    private String call(Function function, int depth) {
        if (function.args().size() == 1 && function.minArgs() == 0 && words.chance(0.4)) {
            return function.name() + "()";
        }
        List<String> args = new ArrayList<>();
        switch (function.name()) {
            case "label_replace", "label_join" -> {
                return words.pick(REPLACEMENTS.stream().filter(text -> text.startsWith(function.name())).toList()).replace("V", operand(depth - 1));
            }
            case "absent" -> {
                return "absent(" + (words.chance(0.6) ? selector(words.chance(0.5) ? "nonexistent" : metric()) : vector(depth - 1)) + ')';
            }
            case "histogram_quantiles" -> {
                return "histogram_quantiles(" + histogram(depth) + ", \"dst\", 0.5, 0.9)";
            }
            case "histogram_quantile" -> {
                return "histogram_quantile(" + words.pick(List.of("0.9", "0.5", "2", "scalar(up)")) + ", " + histogram(depth) + ')';
            }
            case "histogram_fraction" -> {
                return "histogram_fraction(0, " + words.pick(List.of("1", "0.5", "Inf")) + ", " + histogram(depth) + ')';
            }
            case "info" -> {
                return "info(" + vector(depth - 1) + words.pick(List.of("", "", ", {version=~\".+\"}", ", {version!=\"v1\"}", ", {env=\"prod\"}", ", {__name__=~\"target_info|build_info\"}", ", {__name__=\"build_info\", version=~\".*\"}", ", {}")) + ')';
            }
            case "double_exponential_smoothing" -> {
                return "double_exponential_smoothing(" + range(depth) + ", 0.5, 0.5)";
            }
            case "sort_by_label", "sort_by_label_desc" -> {
                return function.name() + '(' + vector(depth - 1) + ", \"job\")";
            }
            default -> function.args().forEach(type -> args.add(argument(type, function, depth)));
        }
        if (function.maxArgs() > function.minArgs() && args.size() > 1 && words.chance(0.5)) {
            args.removeLast();
        }
        return function.name() + '(' + String.join(", ", args) + ')';
    }

    private String argument(ValueType type, Function function, int depth) {
        return switch (type) {
            case VECTOR -> function.name().startsWith("histogram") ? histogram(depth) : vector(depth - 1);
            case MATRIX -> extended(range(depth), function.name());
            case SCALAR -> words.chance(0.7) ? number() : scalar(depth - 1);
            case STRING -> "\"dst\"";
        };
    }

    /// The range as `anchored` or `smoothed` where the function takes that.
    private String extended(String range, String function) {
        List<String> takes = List.of("rate", "increase", "delta");
        return range.endsWith("m]") && !range.contains(":") && words.chance(0.25)
                ? range + (takes.contains(function) ? words.pick(List.of(" anchored", " smoothed")) : List.of("changes", "resets").contains(function) ? " anchored" : "") : range;
    }

    private String histogram(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> selector("latency_bucket");
            case 1 -> "sum by (le, job) (rate(" + selector("latency_bucket") + "[5m]))";
            case 2 -> selector(metric(SeriesDatabases.Kind.HISTOGRAM));
            case 3 -> "sum" + grouping() + "(rate(" + selector(metric(SeriesDatabases.Kind.HISTOGRAM, SeriesDatabases.Kind.BUCKET)) + "[5m]))";
            default -> vector(depth - 1);
        };
    }

    private String scalar(int depth) {
        return switch (depth <= 0 ? random.nextInt(2) : random.nextInt(8)) {
            case 0 -> number();
            case 1 -> words.pick(List.of("time()", "pi()", "start()", "end()", "step()", "range()", "5m"));
            case 2, 3 -> "scalar(" + vector(depth - 1) + ')';
            case 4 -> words.pick(List.of("min_of(", "max_of(")) + scalar(depth - 1) + ", " + number() + ')';
            case 5 -> '(' + scalar(depth - 1) + words.pick(List.of(" > bool ", " == bool ", " <= bool ")) + number() + ')';
            default -> '(' + scalar(depth - 1) + words.pick(List.of(" + ", " - ", " * ", " / ", " % ", " ^ ", " atan2 ")) + number() + ')';
        };
    }

    private String binary(int depth) {
        String op = words.pick(OPERATORS);
        boolean set = List.of("and", "or", "unless").contains(op);
        if (!set && words.chance(0.3)) {
            String scalar = scalar(words.chance(0.8) ? 0 : depth - 1);
            String vector = operand(depth - 1);
            return words.chance(0.7) ? vector + ' ' + op + ' ' + scalar : scalar + ' ' + op + ' ' + vector;
        }
        String by = words.chance(0.5) ? " by (" + words.pick(List.of("job", "job", "job, instance", "instance", "job, code", "job, __name__")) + ") " : "";
        String left = side(depth, by);
        String right = words.chance(0.08) ? left : side(depth, words.chance(0.8) ? by : " by (job) ");
        return left + ' ' + op + matching(set) + ' ' + right;
    }

    private String side(int depth, String by) {
        return by.isEmpty() ? operand(depth - 1) : words.pick(List.of("sum", "max", "count", "avg", "min", "group")) + by + '(' + vector(depth - 1) + ')';
    }

    private String matching(boolean set) {
        String fill = set || words.chance(0.88) ? "" : words.pick(List.of(" fill (0)", " fill_left (1)", " fill_right (2)", " fill_left (0) fill_right (5)"));
        if (words.chance(0.4)) {
            return fill;
        }
        List<String> labels = Stream.of(words.pick(List.of("job", "job", "instance", "code", "__name__")), words.chance(0.5) ? "instance" : "job", words.chance(0.15) ? "le" : "job").distinct().toList();
        String matching = words.chance(0.65) ? " on (" + (words.chance(0.08) ? "" : String.join(", ", labels)) + ')'
                : " ignoring (" + words.pick(List.of("instance", "code", "instance, code", "le", "env, version, extra", "__name__", "dst")) + ')';
        if (set) {
            return matching;
        }
        if (words.chance(0.5)) {
            String include = words.pick(List.of("", "", "()", "(version)", "(env, version)", "(code)", "(dst)", "(le)", "(extra, __name__)"));
            boolean clash = matching.startsWith(" on") && labels.stream().anyMatch(include::contains);
            matching += words.pick(List.of(" group_left ", " group_right ")) + (clash ? "" : include);
        }
        return matching + fill;
    }
}
