package promc.oracle;

import java.util.List;

/// Random durations of brackets and `offset`: mostly one literal, sometimes arithmetic.
final class DurationGenerator {
    private static final List<String> OPERATORS = List.of("+", "-", "*", "/", "%", "^");

    private final Lexemes words;

    DurationGenerator(Lexemes words) {
        this.words = words;
    }

    /// What stands on either side of the colon in brackets.
    void range(List<String> out) {
        if (words.chance(0.8)) {
            out.add(words.duration());
        } else {
            arithmetic(out, 2);
        }
    }

    /// What stands behind `offset`.
    void offset(List<String> out) {
        if (words.chance(0.3)) {
            out.add(words.pick(List.of("-", "-", "+", "- -")));
        }
        if (words.chance(0.7)) {
            out.add(words.duration());
        } else if (words.chance(0.4)) {
            function(out, 1);
        } else {
            out.add("(");
            arithmetic(out, 2);
            out.add(")");
        }
    }

    private void arithmetic(List<String> out, int depth) {
        if (depth == 0 || words.chance(0.2)) {
            out.add(words.chance(0.3) ? words.pick(List.of("2", "0.5", "1", "0x2", "10")) : words.duration());
        } else if (words.chance(0.5)) {
            arithmetic(out, depth - 1);
            out.add(words.pick(OPERATORS));
            arithmetic(out, depth - 1);
        } else if (words.chance(0.3)) {
            out.add(words.pick(List.of("-", "+")));
            arithmetic(out, depth - 1);
        } else if (words.chance(0.5)) {
            out.add("(");
            arithmetic(out, depth - 1);
            out.add(")");
        } else {
            function(out, depth);
        }
    }

    private void function(List<String> out, int depth) {
        String name = words.pick(List.of("step", "range", "min_of", "max_of"));
        out.addAll(List.of(words.keyword(name), "("));
        if (name.endsWith("_of")) {
            arithmetic(out, depth - 1);
            out.add(",");
            arithmetic(out, depth - 1);
        }
        out.add(")");
    }
}
