package promc.checks.promql;

import java.util.Set;
import promc.promql.Expr.Call;

/// Functions that make one sample of one sample and leave all labels but the name as they are.
final class Elementwise {
    private static final Set<String> FUNCTIONS = Set.of("abs", "ceil", "floor", "round", "sgn", "sqrt", "exp", "ln", "log2", "log10", "clamp", "clamp_min", "clamp_max", "deg", "rad", "sin", "cos", "tan",
            "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh");

    private Elementwise() {}

    static boolean is(Call call) {
        return !call.args().isEmpty() && FUNCTIONS.contains(call.function().name());
    }
}
