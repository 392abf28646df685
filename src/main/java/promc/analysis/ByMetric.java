package promc.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Things that select, by the metrics that they name, so that one need not look at all of them.
final class ByMetric<T> {
    private final Map<String, List<T>> named = new HashMap<>();
    private final List<T> others = new ArrayList<>();
    private final List<T> all;

    ByMetric(List<T> all, Function<T, MatchSelector> selector) {
        this.all = List.copyOf(all);
        for (T one : all) {
            Optional<SortedSet<String>> names = selector.apply(one).values(Shape.NAME);
            if (names.isPresent()) {
                names.get().forEach(name -> named.computeIfAbsent(name, key -> new ArrayList<>(1)).add(one));
            } else {
                others.add(one);
            }
        }
    }

    /// Those that name a metric that `selector` names.
    Stream<T> named(MatchSelector selector) {
        return selector.values(Shape.NAME).stream().flatMap(names -> names.stream().flatMap(name -> named.getOrDefault(name, List.of()).stream()).distinct());
    }

    /// Those that may select something that `selector` does.
    Stream<T> near(MatchSelector selector) {
        Optional<SortedSet<String>> names = selector.values(Shape.NAME);
        return names.isEmpty() ? all.stream() : Stream.concat(names.get().stream().flatMap(name -> named.getOrDefault(name, List.of()).stream()).distinct(), others.stream());
    }
}
