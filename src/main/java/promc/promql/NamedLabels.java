package promc.promql;

import java.util.Set;
import java.util.TreeSet;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.VectorSelector;

/// The labels that an expression names.
public final class NamedLabels {
    private NamedLabels() {}

    /// Those of all matchers and of `by`, `without`, `on`, `ignoring`, `group_left` and `group_right`. Strings that functions take for labels are not among them.
    public static Set<String> of(Expr root) {
        Set<String> named = new TreeSet<>();
        // No pattern switch where every run passes: the JVM makes a class for each when it starts.
        root.forEach(node -> {
            if (node instanceof VectorSelector selector) {
                selector.matchers().forEach(matcher -> named.add(matcher.label().text()));
            } else if (node instanceof Aggregation aggregation) {
                aggregation.grouping().ifPresent(grouping -> grouping.labels().forEach(name -> named.add(name.text())));
            } else if (node instanceof Binary binary) {
                binary.matching().ifPresent(matching -> {
                    matching.labels().forEach(name -> named.add(name.text()));
                    matching.group().ifPresent(modifier -> modifier.include().forEach(name -> named.add(name.text())));
                });
            }
        });
        return named;
    }
}
