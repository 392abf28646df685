package promc.checks.cardinality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.Name;
import promc.source.SourceFile;
import promc.source.Span;

/// A rule whose result keeps a label with a new value for every user, request or message: its series grow without end.
/// A label that a later aggregation drops again does no harm (`count(count by (user_id) (x))` counts users).
public final class UnboundedLabel implements Check.RuleCheck {
    private static final Option<List<String>> LABELS = new Option.Strings("labels", "more label names to count as unbounded", List.of());
    private static final Option<List<String>> ALLOWED = new Option.Strings("allowed", "label names that are bounded here, whatever they are called", List.of());
    private static final CheckInfo INFO = CheckInfo.likely("cardinality/unbounded-label", Severity.WARNING,
            "A rule's result keeps a label that has a new value for every user, request or message").fixable(Applicability.UNSAFE).options(LABELS, ALLOWED);
    /// Names that stand for one value per person, request or text, wherever they are used. Compared without case, `_` and `-`.
    private static final Set<String> UNBOUNDED = Set.of("userid", "useruuid", "sessionid", "session", "requestid", "reqid", "correlationid", "traceid", "spanid", "transactionid",
            "orderid", "invoiceid", "customerid", "email", "emailaddress", "phone", "phonenumber", "clientip", "remoteaddr", "remoteip", "srcip", "sourceip", "dstip", "userip",
            "xforwardedfor", "fulluri", "fullurl", "requesturi", "requesturl", "querystring", "sqltext", "statement", "stacktrace", "exceptionmessage", "errormessage",
            "token", "apikey", "jwt", "uuid", "guid", "timestamp", "nonce", "messageid", "msgid", "eventid", "useragent");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.expr().value();
        Optional<Expr> root = expression.flatMap(Expression::valid);
        if (root.isEmpty()) {
            return;
        }
        SourceFile file = context.file();
        List<String> more = context.option(LABELS, file).stream().map(UnboundedLabel::normal).toList();
        List<String> allowed = context.option(ALLOWED, file).stream().map(UnboundedLabel::normal).toList();
        root.get().forEach(node -> {
            if (node instanceof Aggregation aggregation && aggregation.grouping().filter(g -> !g.without()).isPresent()) {
                Grouping grouping = aggregation.grouping().get();
                for (Name label : grouping.labels()) {
                    String name = normal(label.text());
                    if ((UNBOUNDED.contains(name) || more.contains(name)) && !allowed.contains(name) && !context.facts(expression.get()).root().label(label.text()).isNever()) {
                        context.report(expression.get().text(), label.span(), message(label.text(), rule))
                                .severity(rule.isRecording() ? Severity.WARNING : Severity.INFO)
                                .fix(drop(grouping, label, expression.get()));
                    }
                }
            }
        });
    }

    private static String message(String label, Rule rule) {
        return rule.isRecording() ? "every new `" + label + "` is a new series of `" + rule.name().value().orElse("") + "`, kept for as long as the data is"
                : "every new `" + label + "` is an alert of its own";
    }

    private static String normal(String label) {
        return label.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static Optional<Fix> drop(Grouping grouping, Name label, Expression expression) {
        List<Name> labels = new ArrayList<>(grouping.labels());
        int index = labels.indexOf(label);
        // A lone label takes a comma behind it along, which may not stand alone.
        Span gone = labels.size() == 1 ? new Span(label.span().start(), grouping.span().end() - 1)
                : index + 1 < labels.size() ? new Span(label.span().start(), labels.get(index + 1).span().start())
                : new Span(labels.get(index - 1).span().end(), label.span().end());
        return gone.of(expression.text().text()).contains("#") ? Optional.empty()
                : Fix.replace("Drop `" + label.text() + "` from the result", Applicability.UNSAFE, expression.text(), gone, "");
    }
}
