package promc.checks.promql;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import promc.analysis.Clash;
import promc.analysis.Dead;
import promc.analysis.LabelFact;
import promc.analysis.SeriesSet;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Matching;
import promc.promql.ValueType;

/// Two sides of an operator that have no labels in common: nothing is ever matched. Proved where a label is certainly there on one side and certainly gone, or another, on the
/// other side; likely where one side counts on a label ([ExpectedLabels]) that the other side cannot have.
public final class VectorsNeverMatch implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/vectors-never-match", Severity.ERROR,
            "The labels of the two sides of an operator never match").fixable(Applicability.UNSAFE);
    /// More kinds of series that do not match each other than this are not shown.
    private static final int SHOWN = 2;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Set<Binary> proved = Collections.newSetFromMap(new IdentityHashMap<>());
        Ground.each(expression, context, ground -> {
            for (Dead dead : ground.facts().dead()) {
                boolean never = dead.cause() == Dead.Cause.LABELS && dead.wholly() || dead.cause() == Dead.Cause.UNMATCHED;
                if (never && dead.at() instanceof Binary binary && proved.add(binary)) {
                    report(binary, dead.clashes(), root, ground);
                }
            }
            ExpectedLabels expected = new ExpectedLabels(ground.facts());
            root.forEach(node -> {
                if (node instanceof Binary binary && !proved.contains(binary) && !ground.isReported(binary.opSpan())) {
                    expected(binary, root, expected, ground);
                }
            });
        });
    }

    private static void report(Binary binary, List<Clash> clashes, Expr root, Ground ground) {
        Clash first = clashes.getFirst();
        String why = clashes.size() > 1 && clashes.stream().anyMatch(clash -> !clash.label().equals(first.label()))
                ? "whichever series of the two sides are compared, they differ in a label"
                : Words.side(first.label(), first.left(), "on its left") + ", but " + Words.side(first.label(), first.right(), "on its right");
        Draft draft = ground.report(binary.opSpan(), never(binary) + ": " + why, binary);
        for (Clash clash : clashes.subList(0, Math.min(SHOWN, clashes.size()))) {
            draft.note(ground.expression().text(), clash.left().why());
            draft.note(ground.expression().text(), clash.right().why());
        }
        Set<String> labels = clashes.stream().map(Clash::label).collect(Collectors.toSet());
        draft.fix(LabelTypo.find(root).stream().filter(typo -> labels.contains(typo.odd().label()) || labels.contains(typo.near())).findFirst()
                .flatMap(typo -> LabelTypo.fix(typo, ground.expression())).or(() -> Joins.propose(binary, ground)));
    }

    private static String never(Binary binary) {
        return binary.op() == BinaryOp.UNLESS ? "`unless` takes nothing away" : "`" + binary.op().symbol() + "` never returns anything";
    }

    /// One side counts on a label that is matched by and that no series of the other side has. Labels in `on` are judged by `promql/label-cannot-exist`.
    private static void expected(Binary binary, Expr root, ExpectedLabels expected, Ground ground) {
        boolean vectors = binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR;
        if (!vectors || binary.op() == BinaryOp.OR || binary.fill().isPresent() || binary.matching().filter(Matching::on).isPresent()) {
            return;
        }
        SeriesSet left = ground.facts().of(binary.left());
        SeriesSet right = ground.facts().of(binary.right());
        if (left.isNever() || right.isNever()) {
            return;
        }
        Map<String, Expr> lacking = new HashMap<>();
        Set<String> counted = new TreeSet<>();
        for (String label : expected.of(binary.left())) {
            if (compared(binary, label) && right.label(label).isNever() && counted.add(label)) {
                lacking.put(label, binary.right());
            }
        }
        for (String label : expected.of(binary.right())) {
            if (compared(binary, label) && left.label(label).isNever() && counted.add(label)) {
                lacking.put(label, binary.left());
            }
        }
        if (counted.isEmpty() || LabelTypo.explains(root, counted)) {
            return;
        }
        String label = counted.iterator().next();
        boolean rightLacks = lacking.get(label) == binary.right();
        LabelFact gone = rightLacks ? right.label(label) : left.label(label);
        String has = rightLacks ? "left" : "right";
        String lacks = rightLacks ? "right" : "left";
        Draft draft = ground.report(binary.opSpan(), "`" + binary.op().symbol() + "` compares `" + label + "`, which no series on its " + lacks
                + " has: only series on its " + has + " without it can match", binary).likely();
        draft.note(ground.expression().text(), gone.why());
        draft.fix(Joins.propose(binary, ground));
    }

    private static boolean compared(Binary binary, String label) {
        return binary.matching().isEmpty() || binary.matching().get().labels().stream().noneMatch(name -> name.text().equals(label));
    }
}
