package promc.analysis;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;

/// An expression in one of its spellings. Two expressions of equal forms return the same elements with the same values on every database that agrees with the facts they were
/// made with, or both fail; in which order the elements come is not told, as rules do not keep it. Forms are compared, hashed and sorted by their text.
///
/// What is the same: spellings of numbers, durations and parentheses; matchers that accept the same, in any order; lists of labels in any order, without labels that no series
/// has; operands that IEEE 754 lets change places, where matching does not depend on the side; comparisons from either side of a number; conditions in any order; branches and
/// conditions that repeat what stands there. What is not: sums in another order, which may differ in the last digit.
public final class NormalForm {
    private final Part part;
    private final String text;

    private NormalForm(Part part) {
        this.part = part;
        this.text = part.text();
    }

    /// The form of `root`, given what is known about its parts.
    public static NormalForm of(Expr root, Facts facts) {
        return new NormalForm(new NormalForms(facts).form(root, false));
    }

    /// The metrics that an expression reads, the empty name for those that a pattern selects: expressions that read others are told apart by them before anything is made of them.
    public static SortedSet<String> metrics(Expr root) {
        SortedSet<String> metrics = new TreeSet<>();
        root.forEach(node -> {
            if (node instanceof VectorSelector selector) {
                metrics.add(selector.metric().orElse(""));
            }
        });
        return metrics;
    }

    /// What is left of an expression when its conditions are taken off: `base` returns whatever it returns without them, and they let some of that pass.
    ///
    /// `branches` are the operands of an `or` without matching clause, in order; none for what is no `or`. Where `selector` is told, `base` computes each series from one that it
    /// finds, and `skeleton` is `base` without its matchers.
    record Part(String base, SortedMap<String, Condition> conditions, List<Part> branches, Optional<VectorSelector> selector, String skeleton) {
        String text() {
            if (conditions.isEmpty()) {
                return base;
            }
            StringBuilder text = new StringBuilder("[").append(base);
            conditions.keySet().forEach(condition -> text.append(" | ").append(condition));
            return text.append(']').toString();
        }
    }

    /// What lets some elements of a vector pass as they are.
    sealed interface Condition {
        /// A comparison with a number.
        record Threshold(BinaryOp op, double value) implements Condition {}

        /// Anything else: `and`, `unless`, a comparison with what is computed.
        record Other() implements Condition {}
    }

    Part part() {
        return part;
    }

    /// The text that stands for the form; it is no PromQL.
    @Override public String toString() {
        return text;
    }

    @Override public boolean equals(Object other) {
        return other instanceof NormalForm form && text.equals(form.text);
    }

    @Override public int hashCode() {
        return text.hashCode();
    }
}
