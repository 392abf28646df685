package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.regex.Regex;
import promc.source.Span;

/// What the checks of matchers share.
final class Matchers {
    private Matchers() {}

    static void forEach(Expr root, BiConsumer<Matcher, VectorSelector> visit) {
        root.forEach(node -> {
            if (node instanceof VectorSelector selector) {
                selector.matchers().forEach(matcher -> visit.accept(matcher, selector));
            }
        });
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
        return selector.name().isPresent() || selector.matchers().stream().filter(m -> m != matcher).anyMatch(Matchers::demandsSomething);
    }

    private static boolean demandsSomething(Matcher m) {
        return switch (m.op()) {
            case EQUAL -> !m.value().value().isEmpty();
            case NOT_EQUAL -> m.value().value().isEmpty();
            case REGEX -> Regex.parse(m.value().value()) instanceof Regex regex && !regex.matches("");
            case NOT_REGEX -> Regex.parse(m.value().value()) instanceof Regex regex && regex.matches("");
        };
    }
}
