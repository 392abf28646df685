package promc.checks.promql;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.model.Expression;
import promc.promql.Expr.Name;
import promc.source.Span;

/// Edits of the label lists of `by`, `without`, `on`, `ignoring` and `group_left`.
final class Lists {
    private Lists() {}

    /// Takes one label out of its list with the comma that goes with it; empty if a comment would go too.
    static Optional<Fix> remove(String title, Applicability applicability, Name label, List<Name> list, Expression expression) {
        int index = list.indexOf(label);
        Span gone = index + 1 < list.size() ? new Span(label.span().start(), list.get(index + 1).span().start())
                : index > 0 ? new Span(list.get(index - 1).span().end(), label.span().end()) : label.span();
        return gone.of(expression.text().text()).contains("#") ? Optional.empty() : Fix.replace(title, applicability, expression.text(), gone, "");
    }
}
