package promc.checks.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Dashboard;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Pair;
import promc.model.RemoteRead;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.Server;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.regex.Regex;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlScalar;

/// `required_matchers` that no selector of the server's rules, nor of dashboards in sight, has: the other storage is never asked on their behalf. Only `label="value"` counts, not a pattern that
/// matches the value (`querier.Select` in `storage/remote/read.go`). People may ask for it by hand, so this is advice.
public final class NeverAsked implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("remote/never-asked", Severity.INFO, "No rule or dashboard asks for what a remote read requires, so it is never read");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    private record Reader(Expression expression, VectorSelector selector, boolean open) {}

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            if (server.config().remoteReads().stream().noneMatch(read -> !read.requiredMatchers().isEmpty()) || server.rules().stream().allMatch(link -> link.files().isEmpty())) {
                continue;
            }
            List<Reader> readers = readers(server, estate);
            for (RemoteRead read : server.config().remoteReads()) {
                required(read).filter(required -> !required.isEmpty()).ifPresent(required -> judge(read, required, readers, server.config().text().file(), context));
            }
        }
    }

    private static void judge(RemoteRead read, Map<String, String> required, List<Reader> readers, SourceFile file, Context context) {
        if (readers.stream().anyMatch(reader -> reader.open || required.entrySet().stream().allMatch(each -> asks(reader.selector, each.getKey(), each.getValue())))) {
            return;
        }
        String matchers = String.join(",", required.entrySet().stream().map(each -> each.getKey() + "=\"" + each.getValue() + "\"").toList());
        Draft draft = context.report(file, read.requiredMatchers().getFirst().key().span(), "no rule of this server and no dashboard in sight has `" + matchers
                + "` in a selector, so `" + read.url().value().orElse("") + "` is never asked for them");
        readers.stream().filter(reader -> required.entrySet().stream().allMatch(each -> asks(reader.selector, each.getKey(), each.getValue()) || meets(reader.selector, each.getKey(), each.getValue())))
                .findFirst().ifPresent(near -> draft.severity(Severity.WARNING)
                        .note(near.expression.text(), near.selector.span(), "this may mean the same, but only `" + matchers + "` as it is counts"));
    }

    /// What is required; empty if a value is none.
    private static Optional<Map<String, String>> required(RemoteRead read) {
        Map<String, String> required = new TreeMap<>();
        for (Pair pair : read.requiredMatchers()) {
            Optional<YamlScalar> value = pair.value().value();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            required.put(pair.name(), value.get().isNull() ? "" : value.get().value());
        }
        return Optional.of(required);
    }

    private static boolean asks(VectorSelector selector, String label, String value) {
        return label.equals("__name__") && selector.metric().filter(value::equals).isPresent()
                || selector.matchers().stream().anyMatch(matcher -> isOn(matcher, label) && matcher.op() == MatchOp.EQUAL && matcher.value().value().equals(value));
    }

    private static boolean meets(VectorSelector selector, String label, String value) {
        return selector.matchers().stream().anyMatch(matcher -> isOn(matcher, label) && matcher.op() == MatchOp.REGEX && Regex.parse(matcher.value().value()) instanceof Regex regex && regex.matches(value));
    }

    private static boolean isOn(Matcher matcher, String label) {
        return matcher.label().text().equals(label);
    }

    private static List<Reader> readers(Server server, Estate estate) {
        List<Reader> readers = new ArrayList<>();
        server.rules().forEach(link -> {
            for (RuleFile file : link.files()) {
                for (RuleGroup group : file.groups()) {
                    for (Rule rule : group.rules()) {
                        rule.expr().value().ifPresent(expression -> add(expression, Optional.empty(), readers));
                    }
                }
            }
        });
        estate.dashboards().forEach(dashboard -> dashboard.queries().forEach(query -> add(query.expression(), Optional.of(query), readers)));
        return readers;
    }

    private static void add(Expression expression, Optional<Dashboard.Query> query, List<Reader> readers) {
        expression.valid().ifPresent(root -> root.forEach(node -> {
            if (node instanceof VectorSelector selector) {
                // A variable may stand for a value that is required.
                boolean open = query.filter(filled -> selector.matchers().stream().anyMatch(matcher -> filled.isFilled(matcher.value().span()))).isPresent();
                readers.add(new Reader(expression, selector, open));
            }
        }));
    }
}
