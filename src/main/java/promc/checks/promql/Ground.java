package promc.checks.promql;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import promc.analysis.Facts;
import promc.lint.Context;
import promc.lint.Draft;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// What findings about one expression rest on: first what is proved, then, should it say more, what holds if recorded series come from the rules here alone. A place that is
/// reported on the first ground is not reported again on the second.
final class Ground {
    private final Facts facts;
    private final Facts proved;
    private final Expression expression;
    private final Context context;
    private final Set<Span> reported;

    private Ground(Facts facts, Facts proved, Expression expression, Context context, Set<Span> reported) {
        this.facts = facts;
        this.proved = proved;
        this.expression = expression;
        this.context = context;
        this.reported = reported;
    }

    static void each(Expression expression, Context context, Consumer<Ground> look) {
        Facts proved = context.facts(expression);
        Facts likely = context.likelyFacts(expression);
        Set<Span> reported = new LinkedHashSet<>();
        look.accept(new Ground(proved, proved, expression, context, reported));
        if (likely != proved) {
            look.accept(new Ground(likely, proved, expression, context, reported));
        }
    }

    Facts facts() {
        return facts;
    }

    Expression expression() {
        return expression;
    }

    Context context() {
        return context;
    }

    boolean isLikely() {
        return facts != proved;
    }

    boolean isReported(Span place) {
        return reported.contains(place);
    }

    /// Reports what is wrong with `about`. On the second ground the finding is LIKELY and names the recorded series it rests on.
    Draft report(Span place, String message, Expr about) {
        reported.add(place);
        String rests = isLikely() ? recorded(about) : "";
        Draft draft = context.report(expression.text(), place, rests.isEmpty() ? message
                : message + ", as the rules here record " + (message.contains(rests) ? "it" : rests));
        return isLikely() ? draft.likely() : draft;
    }

    /// The metrics below `about` of which the rules here tell more than is proved.
    private String recorded(Expr about) {
        Set<String> names = new LinkedHashSet<>();
        about.forEach(node -> {
            if (node instanceof VectorSelector selector && !facts.of(selector).equals(proved.of(selector))) {
                selector.metric().ifPresent(names::add);
            }
        });
        return names.stream().map(name -> '`' + name + '`').collect(Collectors.joining(", "));
    }
}
