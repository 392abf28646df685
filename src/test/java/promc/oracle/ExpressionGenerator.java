package promc.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Function;
import promc.promql.Functions;
import promc.promql.ValueType;

/// Random expressions over the whole language. With `slips` zero nearly all are valid: only operands that bind otherwise than they were made, and
/// labels drawn twice, make some that are not. With more, operands have wrong types, calls wrong numbers of arguments, and words are misspelt. The same
/// seed makes the same expressions.
public final class ExpressionGenerator {
    private static final List<ValueType> TYPES = List.of(ValueType.VECTOR, ValueType.VECTOR, ValueType.SCALAR, ValueType.MATRIX, ValueType.STRING);
    /// More than the most that any function of a fixed list takes.
    private static final int MOST_ARGS = 6;

    private final Random random;
    private final Lexemes words;
    private final DurationGenerator durations;
    private final double slips;
    private List<String> out = new ArrayList<>();

    public ExpressionGenerator(long seed, double slips) {
        this.random = new Random(seed);
        this.words = new Lexemes(random, slips);
        this.durations = new DurationGenerator(words);
        this.slips = slips;
    }

    /// The tokens of one expression of about `size` operators, calls and aggregations.
    public List<String> tokens(int size) {
        out = new ArrayList<>();
        double r = random.nextDouble();
        expression(r < 0.8 ? ValueType.VECTOR : r < 0.9 ? ValueType.SCALAR : r < 0.97 ? ValueType.MATRIX : ValueType.STRING, size);
        return out;
    }

    /// The text of one expression.
    public String text(int size) {
        return Spacing.join(tokens(size), random);
    }

    /// The text of a selector as `match[]` takes it.
    public String selectorText() {
        out = new ArrayList<>();
        selector();
        return Spacing.join(out, random);
    }

    private void add(String... tokens) {
        out.addAll(List.of(tokens));
    }

    private boolean chance(double probability) {
        return words.chance(probability);
    }

    private void expression(ValueType wanted, int size) {
        ValueType type = chance(slips) ? words.pick(TYPES) : wanted;
        switch (type) {
            case SCALAR -> scalar(size);
            case VECTOR -> vector(size);
            case MATRIX -> matrix(size);
            case STRING -> string();
        }
    }

    private void parenthesised(ValueType type, int size) {
        add("(");
        expression(type, size);
        add(")");
    }

    private void string() {
        if (chance(0.05)) {
            parenthesised(ValueType.STRING, 0);
        } else {
            add(words.string());
        }
    }

    private void scalar(int size) {
        double r = random.nextDouble();
        if (size <= 0 || r < 0.4) {
            if (chance(0.15)) {
                add(words.pick(List.of("-", "+", "-", "- -")));
            }
            add(chance(0.15) ? words.duration() : words.number());
        } else if (r < 0.65) {
            call(ValueType.SCALAR, size - 1);
        } else if (r < 0.85) {
            BinaryOp op = words.pick(List.of(BinaryOp.values()));
            while (op.isSetOperator() && !chance(slips)) {
                op = words.pick(List.of(BinaryOp.values()));
            }
            operand(ValueType.SCALAR, size / 2);
            add(words.keyword(op.symbol()));
            if (op.isComparison() ? !chance(slips) : chance(slips)) {
                add(words.keyword("bool"));
            }
            if (chance(0.02)) {
                add(words.keyword(words.pick(List.of("on", "ignoring"))), "(", ")");
            }
            operand(ValueType.SCALAR, size / 2);
        } else if (r < 0.93) {
            parenthesised(ValueType.SCALAR, size - 1);
        } else {
            add(words.pick(List.of("-", "+")));
            operand(ValueType.SCALAR, size - 1);
        }
    }

    private void vector(int size) {
        double r = random.nextDouble();
        if (size <= 0 || r < 0.12) {
            selector();
            modifiers(true);
        } else if (r < 0.47) {
            call(ValueType.VECTOR, size - 1);
        } else if (r < 0.67) {
            aggregation(size - 1);
        } else if (r < 0.9) {
            binary(size - 1);
        } else if (r < 0.95) {
            parenthesised(ValueType.VECTOR, size - 1);
        } else {
            add(words.pick(List.of("-", "+", "-")));
            operand(ValueType.VECTOR, size - 1);
        }
    }

    /// An operand, in parentheses half of the time where it has operators of its own.
    private void operand(ValueType type, int size) {
        if (size > 0 && chance(0.5)) {
            parenthesised(type, size - 1);
        } else {
            expression(type, size);
        }
    }

    private void matrix(int size) {
        if (size > 0 && chance(0.3)) {
            subqueryOperand(size - 1);
            add("[");
            durations.range(out);
            add(":");
            if (chance(0.5)) {
                durations.range(out);
            }
            add("]");
            modifiers(chance(slips));
            return;
        }
        selector();
        if (chance(0.05)) {
            mode();
        }
        if (chance(slips)) {
            modifiers(true);
        }
        add("[");
        durations.range(out);
        add("]");
        modifiers(true);
    }

    private void subqueryOperand(int size) {
        switch (random.nextInt(4)) {
            case 0 -> selector();
            case 1 -> call(ValueType.VECTOR, size);
            case 2 -> aggregation(size);
            default -> parenthesised(ValueType.VECTOR, size);
        }
    }

    private void mode() {
        add(words.keyword(words.pick(List.of("anchored", "smoothed"))));
    }

    private void modifiers(boolean modes) {
        int before = out.size();
        if (chance(0.12)) {
            add(words.keyword("offset"));
            durations.offset(out);
        }
        if (chance(0.08)) {
            add("@");
            if (chance(0.4)) {
                add(words.keyword(words.pick(List.of("start", "end"))), "(", ")");
            } else {
                if (chance(0.2)) {
                    add(words.pick(List.of("-", "+")));
                }
                add(chance(0.2) ? words.duration() : words.pick(List.of("1609746000", "0", "1.5", "0x10", "1e3", "1609746000.123", "0.0005", words.number())));
            }
        }
        if (modes && chance(0.06)) {
            mode();
        }
        if (out.size() > before && chance(slips * 2)) {
            modifiers(modes);
        }
    }

    private void selector() {
        boolean named = chance(0.85);
        if (named) {
            add(words.metricName());
        }
        if (named && chance(0.45)) {
            return;
        }
        add("{");
        int count = named ? random.nextInt(4) : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                add(",");
            }
            matcher(!named);
        }
        if (count > 0 && chance(0.1)) {
            add(",");
        }
        add("}");
    }

    private void matcher(boolean mayName) {
        if (chance(mayName ? 0.3 : slips)) {
            add(words.quotedName());
            return;
        }
        String label = words.matcherLabel();
        while (!mayName && label.equals("__name__") && !chance(slips)) {
            label = words.matcherLabel();
        }
        String op = words.pick(List.of("=", "=", "=", "!=", "=~", "=~", "!~"));
        add(label, op, op.endsWith("~") ? words.regex() : words.string());
    }

    private void call(ValueType returns, int size) {
        List<Function> fitting = Functions.all().stream().filter(f -> f.returns() == returns).toList();
        Function function = words.pick(fitting);
        int most = Math.min(function.maxArgs(), Math.max(MOST_ARGS, function.minArgs()));
        int count = function.minArgs() + (most > function.minArgs() ? random.nextInt(most - function.minArgs() + 1) : 0);
        if (chance(slips)) {
            count = Math.max(0, count + (random.nextBoolean() ? 1 : -1));
        }
        add(function.name(), "(");
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                add(",");
            }
            if (function.name().equals("info") && i == 1 && !chance(slips)) {
                infoSelector();
            } else {
                ValueType type = function.args().isEmpty() ? ValueType.SCALAR : function.argType(i);
                expression(type, type == ValueType.SCALAR ? size / 3 : size - count + 1);
            }
        }
        if (count > 0 && chance(slips / 4)) {
            add(",");
        }
        add(")");
    }

    private void infoSelector() {
        add("{");
        for (int i = random.nextInt(3); i > 0; i--) {
            matcher(true);
            if (i > 1) {
                add(",");
            }
        }
        add("}");
    }

    private void aggregation(int size) {
        Aggregator op = words.pick(List.of(Aggregator.values()));
        add(words.keyword(op.keyword()));
        int grouping = random.nextInt(3);
        if (grouping == 0) {
            grouping();
        }
        add("(");
        Optional<ValueType> param = op.paramType();
        if (chance(slips)) {
            param = param.isPresent() ? Optional.empty() : Optional.of(ValueType.SCALAR);
        }
        if (param.isPresent()) {
            expression(param.get(), size / 3);
            add(",");
        }
        if (!chance(slips / 3)) {
            expression(ValueType.VECTOR, size);
        }
        add(")");
        if (grouping == 1 || chance(slips / 2)) {
            grouping();
        }
    }

    private void grouping() {
        add(words.keyword(words.pick(List.of("by", "without"))));
        labels();
    }

    private void labels() {
        add("(");
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                add(",");
            }
            add(words.listedLabel());
        }
        if (count > 0 && chance(0.1)) {
            add(",");
        }
        add(")");
    }

    private void binary(int size) {
        BinaryOp op = words.pick(List.of(BinaryOp.values()));
        int scalarSide = op.isSetOperator() && !chance(slips) ? 2 : random.nextInt(6);
        operand(scalarSide == 0 ? ValueType.SCALAR : ValueType.VECTOR, size / 2);
        add(words.keyword(op.symbol()));
        if (op.isComparison() ? chance(0.25) : chance(slips / 2)) {
            add(words.keyword("bool"));
        }
        boolean vectors = scalarSide > 1;
        if (vectors ? chance(0.5) : chance(slips)) {
            matching(op);
        }
        if ((vectors && !op.isSetOperator()) ? chance(0.12) : chance(slips / 3)) {
            fill();
        }
        operand(scalarSide == 1 ? ValueType.SCALAR : ValueType.VECTOR, size / 2);
    }

    private void matching(BinaryOp op) {
        add(words.keyword(words.pick(List.of("on", "ignoring"))));
        labels();
        if (op.isSetOperator() ? chance(slips) : chance(0.35)) {
            add(words.keyword(words.pick(List.of("group_left", "group_right"))));
            if (chance(0.6)) {
                labels();
            }
        }
    }

    private void fill() {
        switch (random.nextInt(4)) {
            case 0 -> fill("fill");
            case 1 -> fill("fill_left");
            case 2 -> fill("fill_right");
            default -> {
                boolean leftFirst = random.nextBoolean();
                fill(leftFirst ? "fill_left" : "fill_right");
                fill(leftFirst ? "fill_right" : "fill_left");
            }
        }
    }

    private void fill(String word) {
        add(words.keyword(word), "(");
        if (chance(0.3)) {
            add(words.pick(List.of("-", "+")));
        }
        add(chance(0.2) ? words.duration() : words.number(), ")");
    }
}
