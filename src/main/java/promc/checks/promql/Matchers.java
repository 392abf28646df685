package promc.checks.promql;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.analysis.MatchLanguages;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.model.Expression;
import promc.promql.Expr.Call;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.VectorSelector;
import promc.promql.Expr;
import promc.source.Span;

/// What the checks of matchers share.
final class Matchers {
    private Matchers() {}

    /// What a selector is for, where its matchers do more than select. `ABSENT`: the labels of `absent` and `absent_over_time` come from the `=` matchers of their
    /// selector, so that a rewrite of a matcher may change the labels of the result. `INFO`: the second argument of `info` says which labels are added.
    enum Role { SELECTS, ABSENT, INFO }

    @FunctionalInterface
    interface Visitor {
        void visit(Matcher matcher, VectorSelector selector, Role role);
    }

    static void forEach(Expr root, Visitor visitor) {
        Map<VectorSelector, Role> special = new IdentityHashMap<>();
        root.forEach(node -> {
            switch (node) {
                case Call call when call.function().name().startsWith("absent") && !call.args().isEmpty() ->
                        selector(call.args().getFirst()).ifPresent(selector -> special.put(selector, Role.ABSENT));
                case Call call when call.function().name().equals("info") && call.args().size() == 2 ->
                        selector(call.args().get(1)).ifPresent(selector -> special.put(selector, Role.INFO));
                case VectorSelector selector -> selector.matchers().forEach(matcher ->
                        visitor.visit(matcher, selector, special.getOrDefault(selector, Role.SELECTS)));
                default -> { }
            }
        });
    }

    private static Optional<VectorSelector> selector(Expr argument) {
        return switch (argument.unwrapped()) {
            case VectorSelector selector -> Optional.of(selector);
            case MatrixSelector matrix -> Optional.of(matrix.selector());
            default -> Optional.empty();
        };
    }

    /// How far a rewrite that keeps what is selected may be trusted for a selector in this role.
    static Applicability trust(Role role) {
        return role == Role.ABSENT ? Applicability.UNSAFE : Applicability.SAFE;
    }

    /// Takes one matcher out of its selector, with the comma that goes with it; empty if the selector could not stand without it.
    static Optional<Fix> remove(String title, Applicability applicability, Matcher matcher, VectorSelector selector, Expression expression) {
        List<Matcher> rest = new ArrayList<>(selector.matchers());
        rest.remove(matcher);
        if (rest.isEmpty() && selector.name().isEmpty()) {
            return Optional.empty();
        }
        int index = selector.matchers().indexOf(matcher);
        Span gone;
        if (rest.isEmpty()) {
            gone = selector.braces().orElseThrow();
        } else if (index + 1 < selector.matchers().size()) {
            gone = new Span(matcher.span().start(), selector.matchers().get(index + 1).span().start());
        } else {
            gone = new Span(selector.matchers().get(index - 1).span().end(), matcher.span().end());
        }
        return expression.text().text().substring(gone.start(), gone.end()).contains("#") ? Optional.empty()
                : Fix.replace(title, applicability, expression.text(), gone, "");
    }

    /// True if a selector without this matcher still has one that an empty label value does not satisfy, as Prometheus demands of selectors without a name.
    static boolean standsWithout(Matcher matcher, VectorSelector selector) {
        return selector.name().isPresent() || selector.matchers().stream().filter(m -> m != matcher).anyMatch(m -> MatchLanguages.refuses(m, ""));
    }
}
