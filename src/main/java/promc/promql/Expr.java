package promc.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import promc.source.Span;

/// A PromQL expression as written: parentheses, order of clauses and the span of every name, operator, modifier and literal are kept.
/// Spans count in the text of the expression. Semantics: Prometheus 3.14 `promql/parser`.
public sealed interface Expr {
    Span span();

    /// The type this expression evaluates to; defined for ill-typed expressions too (by the outermost construct).
    ValueType type();

    /// The direct operands, in source order.
    List<Expr> children();

    /// This expression and all below it, parents first, without recursion.
    default void forEach(Consumer<Expr> visit) {
        List<Expr> stack = new ArrayList<>();
        stack.add(this);
        while (!stack.isEmpty()) {
            Expr expr = stack.removeLast();
            visit.accept(expr);
            List<Expr> children = expr.children();
            for (int i = children.size() - 1; i >= 0; i--) {
                stack.add(children.get(i));
            }
        }
    }

    /// This expression without the parentheses around it.
    default Expr unwrapped() {
        Expr expr = this;
        while (expr instanceof Paren paren) {
            expr = paren.inner();
        }
        return expr;
    }

    /// A word of the expression at its place: a metric, function or label name, or a keyword. `text` is the name meant (unquoted, keywords as
    /// written); `quoted` is true for UTF-8 names in quotes, whose span covers the quotes.
    record Name(Span span, String text, boolean quoted) {}

    /// A number such as `1e3`, `0x1F`, `Inf`, or (`duration` true) a duration such as `5m` used as a number of seconds. A sign in front is folded in,
    /// as Prometheus does; `span` covers it.
    record NumberLiteral(Span span, double value, boolean duration) implements Expr {
        @Override public ValueType type() {
            return ValueType.SCALAR;
        }

        @Override public List<Expr> children() {
            return List.of();
        }
    }

    /// A string; `span` covers the quotes, `value` is unescaped.
    record StringLiteral(Span span, String value) implements Expr {
        @Override public ValueType type() {
            return ValueType.STRING;
        }

        @Override public List<Expr> children() {
            return List.of();
        }
    }

    enum MatchOp {
        EQUAL("="), NOT_EQUAL("!="), REGEX("=~"), NOT_REGEX("!~");

        private final String symbol;

        MatchOp(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        public boolean isRegex() {
            return this == REGEX || this == NOT_REGEX;
        }

        public boolean isNegative() {
            return this == NOT_EQUAL || this == NOT_REGEX;
        }
    }

    /// One matcher in braces. For a lone string in braces (`{"http.requests"}`) the label is `__name__`, the operator `=`, and label, operator
    /// and value all lie at that string (`bareName` true).
    record Matcher(Span span, Name label, MatchOp op, Span opSpan, StringLiteral value, boolean bareName) {}

    /// `offset` with its signed duration; `span` runs from the keyword to the end of the duration.
    record Offset(Span span, DurationExpr by) {}

    /// `@`: a timestamp in milliseconds, `start()` or `end()`; `span` runs from the `@` to the end.
    record At(Span span, Anchor anchor, long millis) {
        public enum Anchor { TIMESTAMP, START, END }
    }

    /// `anchored` or `smoothed`.
    record RangeMode(Span span, boolean smoothed) {}

    /// The postfix modifiers of a selector or subquery, each at most once; `offset 0s` counts as written.
    record Modifiers(Optional<Offset> offset, Optional<At> at, Optional<RangeMode> mode) {
        public static final Modifiers NONE = new Modifiers(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// A selector of instant vectors. `name` is the metric name outside braces; `braces` covers `{...}` if it is written. `span` covers name and braces, and
    /// the modifiers unless it stands in a [MatrixSelector], whose span covers them then.
    record VectorSelector(Span span, Optional<Name> name, Optional<Span> braces, List<Matcher> matchers, Modifiers modifiers) implements Expr {
        public VectorSelector {
            matchers = List.copyOf(matchers);
        }

        /// The metric name, written outside braces or as the only `__name__="..."` matcher.
        public Optional<String> metric() {
            if (name.isPresent()) {
                return name.map(Name::text);
            }
            List<Matcher> names = matchers.stream().filter(m -> m.label().text().equals("__name__")).toList();
            return names.size() == 1 && names.getFirst().op() == MatchOp.EQUAL ? Optional.of(names.getFirst().value().value()) : Optional.empty();
        }

        @Override public ValueType type() {
            return ValueType.VECTOR;
        }

        @Override public List<Expr> children() {
            return List.of();
        }
    }

    /// `selector[range]`; the modifiers behind the bracket are those of `selector`, as in Prometheus. `brackets` covers `[...]`.
    record MatrixSelector(Span span, VectorSelector selector, DurationExpr range, Span brackets) implements Expr {
        @Override public ValueType type() {
            return ValueType.MATRIX;
        }

        @Override public List<Expr> children() {
            return List.of(selector);
        }
    }

    /// `expr[range:step]`; `brackets` covers `[...]`.
    record Subquery(Span span, Expr expr, DurationExpr range, Optional<DurationExpr> step, Span brackets, Modifiers modifiers) implements Expr {
        @Override public ValueType type() {
            return ValueType.MATRIX;
        }

        @Override public List<Expr> children() {
            return List.of(expr);
        }
    }

    /// A function call. `args` covers the parentheses.
    record Call(Span span, Name name, Function function, List<Expr> args, Span parentheses) implements Expr {
        public Call {
            args = List.copyOf(args);
        }

        @Override public ValueType type() {
            return function.returns();
        }

        @Override public List<Expr> children() {
            return args;
        }

        /// The first argument that is a vector, whose series a function computes something of.
        public Optional<Expr> vector() {
            for (Expr arg : args) {
                if (arg.type() == ValueType.VECTOR || arg.type() == ValueType.MATRIX) {
                    return Optional.of(arg);
                }
            }
            return Optional.empty();
        }
    }

    /// `by (...)` or `without (...)`; `span` runs from the keyword to the closing parenthesis.
    record Grouping(Span span, Span keyword, boolean without, List<Name> labels) {
        public Grouping {
            labels = List.copyOf(labels);
        }

        public boolean names(String label) {
            return labels.stream().anyMatch(name -> name.text().equals(label));
        }
    }

    /// An aggregation; the grouping may have stood before or behind the arguments (compare spans). `parentheses` covers the arguments.
    record Aggregation(Span span, Name name, Aggregator op, Optional<Grouping> grouping, Optional<Expr> param, Expr expr, Span parentheses)
            implements Expr {
        /// True if labels named in the grouping are kept, that is for `by`, and for no grouping at all.
        public boolean keepsOnlyNamed() {
            return grouping.isEmpty() || !grouping.get().without();
        }

        @Override public ValueType type() {
            return ValueType.VECTOR;
        }

        @Override public List<Expr> children() {
            return param.isPresent() ? List.of(param.get(), expr) : List.of(expr);
        }
    }

    enum Side { LEFT, RIGHT }

    /// `group_left (...)` or `group_right (...)`: `manySide` is the side with many series per group (left for `group_left`), `include` the labels copied
    /// from the one side.
    record GroupModifier(Span span, Span keyword, Side manySide, List<Name> include) {
        public GroupModifier {
            include = List.copyOf(include);
        }
    }

    /// `on (...)` or `ignoring (...)` with an optional group modifier.
    record Matching(Span span, Span keyword, boolean on, List<Name> labels, Optional<GroupModifier> group) {
        public Matching {
            labels = List.copyOf(labels);
        }
    }

    /// `fill (x)`, `fill_left (x)`, `fill_right (x)`: the value used where a side has no sample.
    record Fill(Span span, Optional<Double> left, Optional<Double> right) {}

    /// A binary operation. `boolSpan` is where `bool` is written, if it is.
    record Binary(Span span, BinaryOp op, Span opSpan, Optional<Span> boolSpan, Optional<Matching> matching, Optional<Fill> fill, Expr left, Expr right)
            implements Expr {
        @Override public ValueType type() {
            return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR ? ValueType.SCALAR : ValueType.VECTOR;
        }

        @Override public List<Expr> children() {
            return List.of(left, right);
        }
    }

    /// A sign before an operand that is not a literal.
    record Unary(Span span, boolean negative, Span opSpan, Expr operand) implements Expr {
        @Override public ValueType type() {
            return operand.type();
        }

        @Override public List<Expr> children() {
            return List.of(operand);
        }
    }

    record Paren(Span span, Expr inner) implements Expr {
        @Override public ValueType type() {
            return inner.type();
        }

        @Override public List<Expr> children() {
            return List.of(inner);
        }
    }
}
