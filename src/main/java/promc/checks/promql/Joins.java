package promc.checks.promql;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.analysis.SeriesSet;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.promql.Expr.Binary;
import promc.promql.Printer;
import promc.source.Span;

/// How two sides that never match could be made to: by the labels that both can have.
final class Joins {
    private Joins() {}

    /// `on (...)` with a group modifier where one side has more labels; empty if the operation says already what it matches by, or nothing would tell series apart.
    static Optional<Fix> propose(Binary binary, Ground ground) {
        SeriesSet left = ground.facts().of(binary.left());
        SeriesSet right = ground.facts().of(binary.right());
        if (binary.matching().isPresent() || binary.fill().isPresent()) {
            return Optional.empty();
        }
        if (!left.isClosed() && !right.isClosed()) {
            return ignoring(binary, left, right, ground);
        }
        Set<String> lefts = labels(left);
        Set<String> rights = labels(right);
        Set<String> common = new TreeSet<>(left.isClosed() ? lefts : rights);
        if (right.isClosed() && left.isClosed()) {
            common.retainAll(rights);
        }
        common.removeIf(label -> left.label(label).isNever() || right.label(label).isNever());
        if (!common.stream().allMatch(Printer::isPlainLabel) || common.stream().anyMatch(label -> clash(label, left, right))) {
            return Optional.empty();
        }
        boolean rightAddsNone = right.isClosed() && common.containsAll(rights);
        boolean leftAddsNone = left.isClosed() && common.containsAll(lefts);
        if (!rightAddsNone && !leftAddsNone && (common.isEmpty() || !binary.op().isSetOperator())) {
            return Optional.empty();
        }
        String group = binary.op().isSetOperator() || rightAddsNone && leftAddsNone ? "" : rightAddsNone ? " group_left" : " group_right";
        String clause = "on (" + String.join(", ", common) + ")" + group;
        return matching(clause, binary, ground);
    }

    private static Optional<Fix> matching(String clause, Binary binary, Ground ground) {
        Span behind = Span.at(binary.boolSpan().orElse(binary.opSpan()).end());
        return Fix.replace("Match with `" + clause + "`", Applicability.UNSAFE, ground.expression().text(), behind, " " + clause);
    }

    /// Both sides may have any labels but for the ones they disagree on.
    private static Optional<Fix> ignoring(Binary binary, SeriesSet left, SeriesSet right, Ground ground) {
        Set<String> labels = new TreeSet<>(left.knownLabels());
        labels.addAll(right.knownLabels());
        labels.removeIf(label -> label.equals("__name__") || !differ(label, left, right));
        if (labels.isEmpty() || labels.stream().anyMatch(label -> !Printer.isPlainLabel(label))) {
            return Optional.empty();
        }
        return matching("ignoring (" + String.join(", ", labels) + ")", binary, ground);
    }

    private static boolean differ(String label, SeriesSet left, SeriesSet right) {
        return clash(label, left, right) || left.label(label).isAlways() && right.label(label).isNever() || left.label(label).isNever() && right.label(label).isAlways();
    }

    private static boolean clash(String label, SeriesSet left, SeriesSet right) {
        return left.label(label).isAlways() && right.label(label).isAlways() && left.label(label).values().isDisjointFrom(right.label(label).values());
    }

    /// The labels, the metric name apart, that are not known to be gone.
    private static Set<String> labels(SeriesSet set) {
        Set<String> labels = new TreeSet<>(set.knownLabels());
        labels.removeIf(label -> label.equals("__name__") || set.label(label).isNever());
        return labels;
    }
}
