package promc.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import promc.analysis.NormalForm.Condition;
import promc.analysis.NormalForm.Condition.Threshold;
import promc.analysis.NormalForm.Part;
import promc.promql.BinaryOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;

/// Which of two expressions asks for more. Proved on normal forms: by thresholds, by conditions, by matchers and by branches of `or`.
public final class Implication {
    private Implication() {}

    /// Proved, if neither fails: each label set that `stricter` returns, but for the metric name, is returned by `weaker` too, on every database at every time.
    public static boolean holds(NormalForm stricter, NormalForm weaker) {
        return holds(stricter.part(), weaker.part());
    }

    private static boolean holds(Part stricter, Part weaker) {
        // With a matching clause a branch may be kept out by a series of other labels.
        if (weaker.base().startsWith("or(")) {
            for (Part branch : weaker.branches()) {
                if (weaker.conditions().isEmpty() && holds(stricter, branch)) {
                    return true;
                }
            }
        }
        return isBaseIn(stricter, weaker) && weaker.conditions().entrySet().stream()
                .allMatch(wanted -> stricter.conditions().containsKey(wanted.getKey()) || stricter.conditions().values().stream().anyMatch(given -> implies(given, wanted.getValue())));
    }

    private static boolean isBaseIn(Part stricter, Part weaker) {
        if (stricter.base().equals(weaker.base())) {
            return true;
        }
        return stricter.selector().isPresent() && weaker.selector().isPresent() && stricter.skeleton().equals(weaker.skeleton())
                && finds(weaker.selector().get(), stricter.selector().get());
    }

    /// Proved that `wider` finds whatever `narrower` finds. Only selectors of one metric are compared: the same name of both.
    private static boolean finds(VectorSelector wider, VectorSelector narrower) {
        if (wider.metric().isEmpty() || !wider.metric().equals(narrower.metric())) {
            return false;
        }
        Map<String, List<Matcher>> given = new HashMap<>();
        narrower.matchers().forEach(matcher -> given.computeIfAbsent(matcher.label().text(), label -> new ArrayList<>(1)).add(matcher));
        return wider.matchers().stream().filter(matcher -> !matcher.label().text().equals(Shape.NAME))
                .allMatch(matcher -> MatchLanguages.implied(matcher, given.getOrDefault(matcher.label().text(), List.of())));
    }

    private static boolean implies(Condition given, Condition wanted) {
        return given instanceof Threshold(BinaryOp has, double at) && wanted instanceof Threshold(BinaryOp needs, double bound) && switch (needs) {
            case GT -> has == BinaryOp.GT && at >= bound || (has == BinaryOp.GE || has == BinaryOp.EQ) && at > bound;
            case GE -> (has == BinaryOp.GT || has == BinaryOp.GE || has == BinaryOp.EQ) && at >= bound;
            case LT -> has == BinaryOp.LT && at <= bound || (has == BinaryOp.LE || has == BinaryOp.EQ) && at < bound;
            case LE -> (has == BinaryOp.LT || has == BinaryOp.LE || has == BinaryOp.EQ) && at <= bound;
            case EQ -> has == BinaryOp.EQ && at == bound;
            case NE -> has == BinaryOp.EQ && at != bound || (has == BinaryOp.GT || has == BinaryOp.LT) && at == bound || has == BinaryOp.GT && at > bound
                    || has == BinaryOp.GE && at > bound || has == BinaryOp.LT && at < bound || has == BinaryOp.LE && at < bound;
            default -> false;
        };
    }
}
