package promc.lint;

import java.util.IdentityHashMap;
import java.util.Map;
import promc.analysis.EstateFacts;
import promc.analysis.Facts;
import promc.model.Expression;

/// Keeps what is known about the expressions of one file while its checks run: many of them ask for the same. Used by one thread.
final class FileFacts {
    private final EstateFacts facts;
    private final Map<Expression, Facts> proved = new IdentityHashMap<>();
    private final Map<Expression, Facts> likely = new IdentityHashMap<>();

    FileFacts(EstateFacts facts) {
        this.facts = facts;
    }

    Facts proved(Expression expression) {
        Facts known = proved.get(expression);
        if (known == null) {
            known = facts.proved(expression);
            proved.put(expression, known);
        }
        return known;
    }

    Facts likely(Expression expression) {
        Facts known = likely.get(expression);
        if (known == null) {
            known = facts.likely(expression);
            likely.put(expression, known);
        }
        return known;
    }
}
