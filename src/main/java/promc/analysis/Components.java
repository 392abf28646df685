package promc.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Puts what depends on each other into an order of evaluation. Nodes are told apart by identity.
final class Components {
    private Components() {}

    private static final class Visit<N> {
        final N node;
        final Iterator<? extends N> rest;
        final int index;
        int lowest;
        boolean open = true;

        Visit(N node, int index, Iterator<? extends N> rest) {
            this.node = node;
            this.index = index;
            this.lowest = index;
            this.rest = rest;
        }
    }

    /// The nodes that `root` depends on, directly or not, and itself: those that depend on each other together, and each such component behind all it depends on. (Tarjan's
    /// algorithm, without recursion.)
    static <N> List<List<N>> below(N root, Function<N, ? extends Collection<? extends N>> dependencies) {
        return of(List.of(root), dependencies);
    }

    /// The same of several roots.
    static <N> List<List<N>> of(Collection<? extends N> roots, Function<N, ? extends Collection<? extends N>> dependencies) {
        List<List<N>> components = new ArrayList<>();
        Map<N, Visit<N>> visits = new IdentityHashMap<>();
        for (N root : roots) {
            if (!visits.containsKey(root)) {
                visit(root, dependencies, visits, components);
            }
        }
        return components;
    }

    private static <N> void visit(N root, Function<N, ? extends Collection<? extends N>> dependencies, Map<N, Visit<N>> visits, List<List<N>> components) {
        Deque<Visit<N>> path = new ArrayDeque<>();
        Deque<Visit<N>> open = new ArrayDeque<>();
        enter(root, dependencies, visits, path, open);
        while (!path.isEmpty()) {
            Visit<N> visit = path.peek();
            if (visit.rest.hasNext()) {
                N next = visit.rest.next();
                Visit<N> seen = visits.get(next);
                if (seen == null) {
                    enter(next, dependencies, visits, path, open);
                } else if (seen.open) {
                    visit.lowest = Math.min(visit.lowest, seen.index);
                }
                continue;
            }
            path.pop();
            if (!path.isEmpty()) {
                path.peek().lowest = Math.min(path.peek().lowest, visit.lowest);
            }
            if (visit.lowest == visit.index) {
                components.add(close(visit, open));
            }
        }
    }

    private static <N> void enter(N node, Function<N, ? extends Collection<? extends N>> dependencies, Map<N, Visit<N>> visits, Deque<Visit<N>> path, Deque<Visit<N>> open) {
        Visit<N> visit = new Visit<>(node, visits.size(), dependencies.apply(node).iterator());
        visits.put(node, visit);
        path.push(visit);
        open.push(visit);
    }

    private static <N> List<N> close(Visit<N> first, Deque<Visit<N>> open) {
        List<N> component = new ArrayList<>();
        Visit<N> member;
        do {
            member = open.pop();
            member.open = false;
            component.add(member.node);
        } while (member != first);
        return component;
    }
}
