package promc.promql;

import java.util.List;

/// A PromQL function's signature. `maxArgs` is [Integer#MAX_VALUE] where arguments may repeat without end; arguments behind the listed ones have the
/// type of the last. `since` is the Prometheus version that first had it.
public record Function(String name, List<ValueType> args, int minArgs, int maxArgs, ValueType returns, boolean experimental, String since) {
    public Function {
        args = List.copyOf(args);
    }

    /// The type that argument `index` (from 0) must have.
    public ValueType argType(int index) {
        return args.get(Math.min(index, args.size() - 1));
    }
}
