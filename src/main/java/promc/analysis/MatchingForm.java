package promc.analysis;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Name;

/// The clauses that name labels, in one spelling: labels in order, without those that no series has; where all labels that there can be are known, those that count instead of
/// those that do not.
final class MatchingForm {
    private final Facts facts;

    MatchingForm(Facts facts) {
        this.facts = facts;
    }

    private static SortedSet<String> sorted(List<Name> names) {
        SortedSet<String> labels = new TreeSet<>();
        names.forEach(name -> labels.add(name.text()));
        return labels;
    }

    /// The labels that series of a set without unknown ones can have.
    private static SortedSet<String> possible(SeriesSet set) {
        SortedSet<String> labels = set.knownLabels();
        labels.removeIf(label -> set.label(label).isNever());
        return labels;
    }

    String grouping(Aggregation aggregation) {
        Optional<Grouping> grouping = aggregation.grouping();
        SeriesSet operand = facts.of(aggregation.expr());
        SortedSet<String> labels = sorted(grouping.map(Grouping::labels).orElse(List.of()));
        labels.removeIf(label -> operand.label(label).isNever());
        if (aggregation.keepsOnlyNamed()) {
            return labels.isEmpty() ? "" : " by" + labels;
        }
        labels.remove(Shape.NAME);
        if (!operand.isClosed()) {
            return " without" + labels;
        }
        SortedSet<String> kept = possible(operand);
        kept.remove(Shape.NAME);
        kept.removeAll(labels);
        return kept.isEmpty() ? "" : " by" + kept;
    }

    Optional<Expr.Side> manySide(Binary binary) {
        return binary.matching().flatMap(Matching::group).map(Expr.GroupModifier::manySide);
    }

    /// By what series match, what is copied, and what stands for those that are missing; empty if by all labels.
    String of(Binary binary) {
        StringBuilder text = new StringBuilder(compared(binary));
        binary.matching().flatMap(Matching::group).ifPresent(group -> text.append(" many").append(sorted(group.include())));
        binary.fill().ifPresent(fill -> text.append(" fill ").append(fill.left()).append(' ').append(fill.right()));
        return text.toString();
    }

    private String compared(Binary binary) {
        boolean on = binary.matching().map(Matching::on).orElse(false);
        SortedSet<String> labels = sorted(binary.matching().map(Matching::labels).orElse(List.of()));
        SeriesSet left = facts.of(binary.left());
        SeriesSet right = facts.of(binary.right());
        boolean filters = binary.op().isComparison() && binary.boolSpan().isEmpty() && manySide(binary).isEmpty();
        if (binary.fill().isPresent() || left.shapes().isEmpty() || right.shapes().isEmpty()) {
            return labels.isEmpty() && !on ? "" : (on ? " on" : " ignoring") + labels;
        }
        labels.removeIf(label -> left.label(label).isNever() && right.label(label).isNever());
        // What `on` keeps of the name, `ignoring` and no clause keep whole; only a comparison has one to keep.
        if (left.isClosed() && right.isClosed() && (!filters || left.label(Shape.NAME).isNever())) {
            SortedSet<String> counted = possible(left);
            counted.addAll(possible(right));
            if (on) {
                counted.retainAll(labels);
            } else {
                counted.removeAll(labels);
                counted.remove(Shape.NAME);
            }
            return " on" + counted;
        }
        if (on) {
            return " on" + labels;
        }
        if (!filters) {
            labels.remove(Shape.NAME);
        }
        return labels.isEmpty() ? "" : " ignoring" + labels;
    }

    /// Proved that no two series of either side have the same labels of those that are compared, so that it does not matter which side is asked for one.
    boolean isUnique(Binary binary) {
        Signature signature = Signature.of(binary);
        return isUnique(facts.of(binary.left()), signature) && isUnique(facts.of(binary.right()), signature);
    }

    private static boolean isUnique(SeriesSet set, Signature signature) {
        if (signature.on() && !set.isClosed()) {
            return false;
        }
        SortedSet<String> uncompared = set.knownLabels();
        uncompared.add(Shape.NAME);
        uncompared.addAll(signature.labels());
        uncompared.removeIf(signature::compares);
        for (String label : uncompared) {
            LabelFact fact = set.label(label);
            boolean same = fact.isNever() || fact.isAlways() && fact.values() instanceof Values.OneOf one && one.values().size() == 1;
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
