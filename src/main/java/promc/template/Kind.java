package promc.template;

/// What a value of a template is, by its type in Go. `VALUE` is a sample's value: a `float64`, or a native histogram. `ANY` stands in signatures only.
enum Kind {
    ANY("a value"), UNKNOWN("a value"), NIL("nil"), BOOL("a boolean"), INT("a whole number"), FLOAT("a number"), COMPLEX("a complex number"), BYTE("a byte"), STRING("a string"),
    HTML("a string that is HTML"), VALUE("a sample's value"), LABELS("the labels"), ARGS("the result of `args`"), DATA("the data of the template"), SAMPLE("a sample"),
    RESULT("the result of a query"), TIME("a time"), DURATION("a duration");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// Whether Go compares it, and as what: two kinds of different comparison are never equal but an error (`text/template/funcs.go`, basicKind). Empty for what has no order.
    String comparedAs() {
        return switch (this) {
            case BOOL -> "bool";
            case INT -> "int";
            case BYTE -> "uint";
            case FLOAT -> "float";
            case COMPLEX -> "complex";
            case STRING, HTML -> "string";
            default -> "";
        };
    }

    /// True if it is a struct or a slice or a map, which no number and no text is ever like.
    boolean isCompound() {
        return this == LABELS || this == ARGS || this == DATA || this == SAMPLE || this == RESULT || this == TIME;
    }
}
