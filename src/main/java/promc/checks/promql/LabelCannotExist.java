package promc.checks.promql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.analysis.Clash;
import promc.analysis.Dead;
import promc.analysis.ExternalLabels;
import promc.analysis.LabelFact;
import promc.analysis.SeriesSet;
import promc.analysis.Why;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Name;
import promc.promql.Expr.Side;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;
import promc.regex.Regex;
import promc.source.Span;

/// A label is named where no series can have it: in `by`, `on`, `group_left`, in what `label_replace`, `label_join` and `sort_by_label` read, or in a matcher on recorded
/// series. The evidence is the operator that dropped it.
public final class LabelCannotExist implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/label-cannot-exist", Severity.WARNING, "A label is named that no series can have here")
            .fixable(Applicability.SAFE);
    private static final String NAME = "__name__";
    /// With this feature names are removed at the end only, so that they can be grouped by.
    private static final String DELAYED = "promql-delayed-name-removal";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Ground.each(expression, context, ground -> new Look(ground, root).run());
    }

    /// One walk over an expression, operands first: what an operator below lost is reported once, where it is first missed.
    private static final class Look {
        private final Ground ground;
        private final Expr root;
        private final Set<Object> told = new HashSet<>();
        private final List<Span> otherChecks = new ArrayList<>(0);
        private final Map<Expr, Boolean> clashing = new IdentityHashMap<>(0);

        Look(Ground ground, Expr root) {
            this.ground = ground;
            this.root = root;
        }

        void run() {
            List<Expr> nodes = new ArrayList<>();
            root.forEach(nodes::add);
            for (Expr node : nodes) {
                if (node instanceof Call call) {
                    AbsentKeepsNoLabels.loss(call).ifPresent(otherChecks::add);
                    QuantileWithoutLe.loss(call, ground.facts()).map(Why::place).ifPresent(otherChecks::add);
                }
            }
            ground.facts().dead().forEach(dead -> clashing.put(dead.at(), true));
            ground.facts().dead().forEach(this::selector);
            for (Expr node : nodes.reversed()) {
                switch (node) {
                    case Aggregation aggregation when !aggregation.grouping().map(g -> g.without()).orElse(true) -> grouped(aggregation);
                    case Binary binary -> binary.matching().filter(matching -> binary.fill().isEmpty()).ifPresent(matching -> matched(binary, matching));
                    case Call call -> call(call);
                    default -> { }
                }
            }
        }

        private void grouped(Aggregation aggregation) {
            SeriesSet operand = ground.facts().of(aggregation.expr());
            List<Name> labels = aggregation.grouping().orElseThrow().labels();
            for (Name label : labels) {
                LabelFact fact = operand.label(label.text());
                if (isNews(operand, label.text())) {
                    report(label.span(), "no series here has `" + label.text() + "`, which `" + aggregation.op().keyword() + "` groups by", fact, aggregation.expr(), label.text())
                            .ifPresent(draft -> draft.fix(typo(label.span()).or(() -> Lists.remove("Remove `" + label.text() + "`", ground.isLikely() || label.text().equals(NAME) ? Applicability.UNSAFE
                                    : Applicability.SAFE, label, labels, ground.expression()))));
                }
            }
        }

        private void matched(Binary binary, Matching matching) {
            SeriesSet left = ground.facts().of(binary.left());
            SeriesSet right = ground.facts().of(binary.right());
            if (left.isNever() || right.isNever() || clashing.containsKey(binary)) {
                return;
            }
            if (matching.on() && binary.op() != BinaryOp.OR) {
                matching.labels().forEach(label -> compared(binary, label, left, right));
            }
            matching.group().ifPresent(group -> {
                boolean manyLeft = group.manySide() == Side.LEFT;
                SeriesSet one = manyLeft ? right : left;
                for (Name label : group.include()) {
                    if (isNews(one, label.text())) {
                        report(label.span(), "no series on the " + (manyLeft ? "right" : "left") + " has `" + label.text() + "`, so there is nothing to copy", one.label(label.text()),
                                manyLeft ? binary.right() : binary.left(), label.text()).ifPresent(draft -> draft.fix(typo(label.span())));
                    }
                }
            });
        }

        private void compared(Binary binary, Name label, SeriesSet left, SeriesSet right) {
            boolean noLeft = isNews(left, label.text());
            boolean noRight = isNews(right, label.text());
            if (!noLeft && !noRight) {
                return;
            }
            String message = noLeft && noRight ? "no series on either side has `" + label.text() + "`"
                    : "no series on the " + (noLeft ? "left" : "right") + " has `" + label.text() + "`: only series on the " + (noLeft ? "right" : "left") + " without it can match";
            report(label.span(), message, (noLeft ? left : right).label(label.text()), noLeft ? binary.left() : binary.right(), label.text())
                    .ifPresent(draft -> draft.fix(typo(label.span())));
        }

        private void call(Call call) {
            switch (call.function().name()) {
                case "sort_by_label", "sort_by_label_desc" -> {
                    for (Expr arg : call.args().subList(1, call.args().size())) {
                        if (arg.unwrapped() instanceof StringLiteral label) {
                            read(call, label, "there is nothing to sort by");
                        }
                    }
                }
                case "label_join" -> LabelUses.sources(call).forEach(label -> read(call, label, "an empty value is joined"));
                case "label_replace" -> LabelUses.sources(call).stream().filter(label -> needsSource(call)).forEach(label -> read(call, label, "the pattern sees an empty value"));
                default -> { }
            }
        }

        /// A pattern that matches the empty value and sets a constant is the usual way to add a label: it needs no source.
        private static boolean needsSource(Call call) {
            return call.args().size() == 5 && call.args().get(2).unwrapped() instanceof StringLiteral replacement && call.args().get(4).unwrapped() instanceof StringLiteral pattern
                    && Regex.parse(pattern.value()) instanceof Regex regex && (replacement.value().contains("$") || !regex.matches(""));
        }

        private void read(Call call, StringLiteral label, String consequence) {
            SeriesSet operand = ground.facts().of(call.args().getFirst());
            if (!label.value().isEmpty() && isNews(operand, label.value())) {
                report(label.span(), "no series here has `" + label.value() + "`, so " + consequence, operand.label(label.value()), call.args().getFirst(), label.value())
                        .ifPresent(draft -> draft.fix(typo(label.span())));
            }
        }

        /// Series of a known maker lack a label that the selector asks for.
        private void selector(Dead dead) {
            if (dead.cause() != Dead.Cause.SELECTOR || !(dead.at() instanceof VectorSelector selector) || dead.clashes().isEmpty()
                    || !dead.clashes().stream().allMatch(clash -> clash.right().isNever())) {
                return;
            }
            Clash clash = dead.clashes().getFirst();
            report(clash.left().why().place(), "no series of " + selector.metric().map(name -> "`" + name + "`").orElse("these") + " has `" + clash.label() + "`: the selector never returns anything",
                    clash.right(), selector, clash.label()).ifPresent(draft -> draft.severity(ground.isLikely() ? Severity.WARNING : Severity.ERROR));
        }

        /// True if the label is gone on this ground.
        private boolean isNews(SeriesSet set, String label) {
            return set.type() == ValueType.VECTOR && !set.isNever() && set.label(label).isNever();
        }

        private Optional<Draft> report(Span place, String message, LabelFact fact, Expr operand, String label) {
            Why why = fact.why();
            boolean delayed = label.equals(NAME) && ground.context().target(ground.context().file()).features().map(all -> all.contains(DELAYED)).orElse(false);
            boolean theirs = why.elsewhere().isEmpty() && otherChecks.contains(why.place());
            // What is recorded in one place and read in another has got the labels that name the place.
            boolean external = ground.isLikely() && why.elsewhere().isPresent() && ExternalLabels.isUsual(label);
            if (delayed || theirs || external || ground.isReported(place) || !told.add(List.of(label, why))) {
                return Optional.empty();
            }
            Draft draft = ground.report(place, message, operand).note(ground.expression().text(), why);
            return Optional.of(label.equals(NAME) ? draft.likely() : draft);
        }

        private Optional<Fix> typo(Span place) {
            return LabelTypo.find(root).stream().filter(typo -> typo.odd().span().equals(place)).findFirst().flatMap(typo -> LabelTypo.fix(typo, ground.expression()));
        }
    }
}
