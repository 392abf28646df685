package promc.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Matching;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Paren;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;
import promc.source.Correction;
import promc.source.Problem;
import promc.source.Span;

/// Prometheus' type check (`checkAST` in `promql/parser/parse.go`): the same refusals in the same order.
final class TypeChecker {
    static final String EMPTY_SELECTOR = "the selector would select every series: it needs a matcher that does not match the empty string";
    private final Options options;
    private final String text;
    private final List<Problem> problems = new ArrayList<>();

    private TypeChecker(Options options, String text) {
        this.options = options;
        this.text = text;
    }

    /// What Prometheus refuses in `root`, in its order. Recursion is as deep as the tree, which [Promql] bounds.
    static List<Problem> check(Expr root, Options options, String text) {
        TypeChecker checker = new TypeChecker(options, text);
        checker.check(root);
        return checker.problems;
    }

    private void refuse(Span span, String message, String help) {
        problems.add(new Problem(span, message, help));
    }

    private void refuse(Span span, String message, String help, Optional<Correction> correction) {
        problems.add(new Problem(span, message, help, correction));
    }

    private void check(Expr expr) {
        switch (expr) {
            case NumberLiteral _, StringLiteral _ -> { }
            case VectorSelector selector -> selector(selector, true);
            case MatrixSelector matrix -> selector(matrix.selector(), true);
            case Paren paren -> check(paren.inner());
            case Unary unary -> {
                check(unary.operand());
                if (!isNumeric(unary.operand())) {
                    refuse(unary.span(), "a sign needs an instant vector or a scalar, not " + unary.operand().type().withArticle(), "");
                }
            }
            case Subquery subquery -> {
                check(subquery.expr());
                if (subquery.expr().type() != ValueType.VECTOR) {
                    refuse(subquery.span(), "a subquery needs an instant vector, not " + subquery.expr().type().withArticle(), subqueryHelp(subquery));
                }
            }
            case Aggregation aggregation -> aggregation(aggregation);
            case Binary binary -> binary(binary);
            case Call call -> call(call);
        }
    }

    private static String subqueryHelp(Subquery subquery) {
        return subquery.expr().unwrapped() instanceof MatrixSelector ? "give it a function of the range, such as rate(x[5m])[1h:]" : "";
    }

    private static boolean isNumeric(Expr expr) {
        return expr.type() == ValueType.SCALAR || expr.type() == ValueType.VECTOR;
    }

    private void selector(VectorSelector selector, boolean needsMatcher) {
        if (selector.name().isPresent()) {
            for (Expr.Matcher matcher : selector.matchers()) {
                if (matcher.label().text().equals("__name__")) {
                    refuse(selector.span(), "the metric name is set twice: `" + selector.name().get().text() + "` and in the braces",
                            "keep one of the two");
                }
            }
        } else if (needsMatcher && selector.matchers().stream().allMatch(this::matchesEmpty)) {
            refuse(selector.span(), EMPTY_SELECTOR,
                    "name a metric, or ask for at least one character with =~\".+\"");
        }
    }

    private boolean matchesEmpty(Expr.Matcher matcher) {
        String value = matcher.value().value();
        return switch (matcher.op()) {
            case EQUAL -> value.isEmpty();
            case NOT_EQUAL -> !value.isEmpty();
            case REGEX -> options.regex().matchesEmpty(value).orElse(value.isEmpty());
            case NOT_REGEX -> !options.regex().matchesEmpty(value).orElse(true);
        };
    }

    private void aggregation(Aggregation aggregation) {
        String word = aggregation.op().keyword();
        check(aggregation.expr());
        if (aggregation.expr().type() != ValueType.VECTOR) {
            refuse(aggregation.expr().span(), "`" + word + "` aggregates an instant vector, not " + aggregation.expr().type().withArticle(),
                    isSwapped(aggregation) ? "the parameter comes first, then the vector" : vectorHelp(aggregation.expr()),
                    isSwapped(aggregation) ? aggregation.param().map(param -> swapped(param, aggregation.expr())) : Optional.empty());
        }
        if (aggregation.param().isPresent()) {
            Expr param = aggregation.param().get();
            ValueType wanted = aggregation.op().paramType().orElseThrow();
            check(param);
            if (param.type() != wanted) {
                refuse(param.span(), "the first argument of `" + word + "` must be " + wanted.withArticle() + ", not " + param.type().withArticle(),
                        isSwapped(aggregation) ? "the parameter comes first, then the vector" : "");
            }
        }
    }

    private static boolean isSwapped(Aggregation aggregation) {
        return aggregation.param().isPresent() && aggregation.param().get().type() == ValueType.VECTOR
                && aggregation.op().paramType().orElseThrow() == aggregation.expr().type();
    }

    private void binary(Binary binary) {
        check(binary.left());
        check(binary.right());
        ValueType left = binary.left().type();
        ValueType right = binary.right().type();
        String symbol = binary.op().symbol();
        if (binary.boolSpan().isPresent() && !binary.op().isComparison()) {
            refuse(binary.opSpan(), "`bool` only goes with comparisons, not with `" + symbol + "`", "remove it",
                    binary.boolSpan().map(bool -> new Correction(new Span(binary.opSpan().end(), bool.end()), "", "Remove `bool`", true)));
        }
        if (binary.op().isComparison() && binary.boolSpan().isEmpty() && left == ValueType.SCALAR && right == ValueType.SCALAR) {
            refuse(binary.opSpan(), "a comparison of two scalars needs `bool`", "write `" + symbol + " bool`",
                    Optional.of(new Correction(Span.at(binary.opSpan().end()), " bool", "Insert `bool`", true)));
        }
        binary.matching().ifPresent(matching -> sharedLabels(binary, matching));
        for (Expr side : List.of(binary.left(), binary.right())) {
            if (!isNumeric(side)) {
                refuse(side.span(), "`" + symbol + "` needs instant vectors or scalars, not " + side.type().withArticle(), vectorHelp(side));
            }
        }
        if (left != ValueType.VECTOR || right != ValueType.VECTOR) {
            matchingWithoutVectors(binary);
        } else if (binary.op().isSetOperator()) {
            setOperation(binary);
        }
        if ((left == ValueType.SCALAR || right == ValueType.SCALAR) && binary.op().isSetOperator()) {
            refuse(binary.span(), "`" + symbol + "` works on sets of series: a scalar is not allowed on either side", "wrap it as vector(...)");
        }
    }

    private void sharedLabels(Binary binary, Matching matching) {
        if (!matching.on() || matching.group().isEmpty()) {
            return;
        }
        for (Expr.Name label : matching.labels()) {
            for (Expr.Name included : matching.group().get().include()) {
                if (label.text().equals(included.text())) {
                    refuse(binary.opSpan(), "label `" + label.text() + "` is in `on` and in the group modifier", "matched labels are kept anyway");
                }
            }
        }
    }

    private void matchingWithoutVectors(Binary binary) {
        if (binary.matching().isPresent() && !binary.matching().get().labels().isEmpty()) {
            refuse(binary.span(), "vectors can only be matched with vectors: one side is a scalar", "remove `on` or `ignoring`");
        }
        if (binary.fill().isPresent()) {
            refuse(binary.span(), "missing series can only be filled between instant vectors", "");
        }
    }

    private void setOperation(Binary binary) {
        String symbol = binary.op().symbol();
        Optional<Expr.GroupModifier> group = binary.matching().flatMap(Matching::group);
        if (group.isPresent()) {
            refuse(binary.span(), "`" + symbol + "` takes no group modifier: set operations always match many to many", "remove it",
                    group.map(g -> new Correction(new Span(g.span().start(), g.span().end()), "", "Remove the group modifier", true)));
        }
        if (binary.fill().isPresent()) {
            refuse(binary.span(), "`" + symbol + "` takes no fill modifier", "");
        }
    }

    private void call(Call call) {
        Function function = call.function();
        int count = call.args().size();
        if (count < function.minArgs() || count > function.maxArgs()) {
            refuse(call.span(), arity(function, count), "");
        }
        boolean info = function.name().equals("info") && count > 1;
        if (info) {
            infoSelector(call);
        }
        // What a function with a fixed number of arguments has too many is not looked at, as in Prometheus.
        boolean fixed = function.minArgs() == function.maxArgs();
        for (int i = 0; i < (fixed ? Math.min(count, function.args().size()) : count); i++) {
            Expr arg = call.args().get(i);
            if (info && i == 1 && arg instanceof VectorSelector selector) {
                selector(selector, false);
            } else {
                check(arg);
            }
            ValueType wanted = function.argType(i);
            if (arg.type() != wanted) {
                refuse(arg.span(), "`" + function.name() + "` needs " + wanted.withArticle() + " here, not " + arg.type().withArticle(),
                        isSwapped(call) ? "the two arguments are the wrong way round" : argumentHelp(arg, wanted), correction(call, arg, wanted));
            }
        }
    }

    private Optional<Correction> correction(Call call, Expr arg, ValueType wanted) {
        if (isSwapped(call)) {
            return Optional.of(swapped(call.args().getFirst(), call.args().getLast()));
        }
        if (wanted == ValueType.MATRIX && arg instanceof VectorSelector selector) {
            return Optional.of(new Correction(Span.at(Actions.bare(selector).span().end()), "[5m]", "Take the last five minutes", false));
        }
        boolean number = wanted == ValueType.VECTOR && arg instanceof NumberLiteral;
        return number ? Optional.of(new Correction(arg.span(), "vector(" + arg.span().of(text) + ")", "Make it a vector", false)) : Optional.empty();
    }

    private Correction swapped(Expr first, Expr second) {
        String between = text.substring(first.span().end(), second.span().start());
        return new Correction(first.span().cover(second.span()), second.span().of(text) + between + first.span().of(text), "Swap the arguments", true);
    }

    private static boolean isSwapped(Call call) {
        Function function = call.function();
        return call.args().size() == 2 && function.args().size() == 2 && function.args().get(0) != function.args().get(1)
                && call.args().get(0).type() == function.args().get(1) && call.args().get(1).type() == function.args().get(0);
    }

    private static String arity(Function function, int count) {
        String wanted = function.minArgs() == function.maxArgs() ? "" + function.minArgs()
                : count < function.minArgs() ? "at least " + function.minArgs() : "at most " + function.maxArgs();
        return "`" + function.name() + "` takes " + wanted + (wanted.endsWith(" 1") || wanted.equals("1") ? " argument" : " arguments")
                + ", not " + count;
    }

    private void infoSelector(Call call) {
        Expr selector = call.args().get(1);
        if (selector.type() != ValueType.VECTOR) {
            refuse(call.span(), "`info` needs label matchers as second argument, not " + selector.type().withArticle(), "");
        }
        if (!(selector instanceof VectorSelector s)) {
            refuse(selector.span(), "the second argument of `info` must be label matchers in braces", "");
        } else if (s.name().isPresent()) {
            refuse(selector.span(), "the second argument of `info` must be label matchers in braces, without a metric name in front", "");
        }
    }

    private static String argumentHelp(Expr arg, ValueType wanted) {
        if (wanted == ValueType.MATRIX && arg.type() == ValueType.VECTOR) {
            return arg.unwrapped() instanceof VectorSelector ? "add a range such as [5m]" : "add a subquery range such as [5m:]";
        }
        if (wanted == ValueType.SCALAR && arg.type() == ValueType.VECTOR) {
            return "scalar(...) makes a scalar of a vector with one series";
        }
        if (wanted == ValueType.VECTOR) {
            return arg.type() == ValueType.SCALAR ? "vector(...) makes a vector of a scalar" : vectorHelp(arg);
        }
        return wanted == ValueType.STRING ? "write it in quotes" : "";
    }

    private static String vectorHelp(Expr expr) {
        return expr.type() == ValueType.MATRIX ? "give the range to a function such as rate(...) or avg_over_time(...), or remove it" : "";
    }
}
