package promc.promql;

/// The binary operators, with their precedence as in Prometheus (higher binds tighter).
public enum BinaryOp {
    OR("or", 1), AND("and", 2), UNLESS("unless", 2),
    EQ("==", 3), NE("!=", 3), GT(">", 3), GE(">=", 3), LT("<", 3), LE("<=", 3), TRIM_UPPER("</", 3), TRIM_LOWER(">/", 3),
    ADD("+", 4), SUB("-", 4),
    MUL("*", 5), DIV("/", 5), MOD("%", 5), ATAN2("atan2", 5),
    POW("^", 6);

    private final String symbol;
    private final int precedence;

    BinaryOp(String symbol, int precedence) {
        this.symbol = symbol;
        this.precedence = precedence;
    }

    /// The operator written `symbol`, words in lower case.
    public static BinaryOp ofSymbol(String symbol) {
        for (BinaryOp op : values()) {
            if (op.symbol.equals(symbol)) {
                return op;
            }
        }
        throw new IllegalArgumentException("no operator: " + symbol);
    }

    public String symbol() {
        return symbol;
    }

    public int precedence() {
        return precedence;
    }

    /// True for `^` only.
    public boolean isRightAssociative() {
        return this == POW;
    }

    public boolean isSetOperator() {
        return this == OR || this == AND || this == UNLESS;
    }

    /// True for the six comparisons; the trim operators are not among them.
    public boolean isComparison() {
        return precedence == 3 && this != TRIM_UPPER && this != TRIM_LOWER;
    }

    /// The comparison that says the same of operands which have changed places; any other operator itself.
    public BinaryOp mirrored() {
        return switch (this) {
            case GT -> LT;
            case GE -> LE;
            case LT -> GT;
            case LE -> GE;
            default -> this;
        };
    }
}
