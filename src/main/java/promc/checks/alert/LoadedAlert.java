package promc.checks.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import promc.lint.Finding;
import promc.model.Expression;
import promc.model.Field;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.source.Span;

/// An alert that can be compared with others that the same server loads. `labels` are those that it and its group set; a label that one of them empties is there with the empty
/// value, since it takes away what the expression returns.
record LoadedAlert(Rule rule, RuleGroup group, RuleFile file, String name, SortedMap<String, String> labels, Expression expression, Duration hold, Duration keep) {
    /// The alerts of these files that read well, by what `key` makes of them; those of which there is only one are left out.
    static <K> List<List<LoadedAlert>> grouped(List<RuleFile> files, Function<LoadedAlert, K> key) {
        Map<K, List<LoadedAlert>> byKey = new LinkedHashMap<>();
        for (RuleFile file : files) {
            for (RuleGroup group : file.groups()) {
                for (Rule rule : group.rules()) {
                    if (rule.isAlert()) {
                        of(rule, group, file).ifPresent(alert -> byKey.computeIfAbsent(key.apply(alert), k -> new ArrayList<>(1)).add(alert));
                    }
                }
            }
        }
        return byKey.values().stream().filter(alerts -> alerts.size() > 1).toList();
    }

    private static Optional<LoadedAlert> of(Rule rule, RuleGroup group, RuleFile file) {
        Optional<Expression> expression = rule.validExpr();
        boolean read = rule.name().value().isPresent() && expression.isPresent() && isRead(rule.hold()) && isRead(rule.keepFiringFor())
                && group.labels().stream().allMatch(pair -> pair.value().value().isPresent()) && rule.labels().stream().allMatch(pair -> pair.value().value().isPresent());
        if (!read) {
            return Optional.empty();
        }
        SortedMap<String, String> labels = new TreeMap<>();
        group.labels().forEach(pair -> labels.put(pair.name(), text(pair)));
        rule.labels().forEach(pair -> labels.put(pair.name(), text(pair)));
        return Optional.of(new LoadedAlert(rule, group, file, rule.name().value().orElseThrow(), labels, expression.get(), rule.hold().value().orElse(Duration.ZERO),
                rule.keepFiringFor().value().orElse(Duration.ZERO)));
    }

    private static boolean isRead(Field<Duration> field) {
        return field.isAbsent() || field.value().isPresent();
    }

    static String text(Pair pair) {
        return pair.value().value().orElseThrow().value();
    }

    /// Where the name is written, were it an alias.
    Span place() {
        return rule.node().own("alert").map(entry -> entry.value().span()).orElse(rule.name().span());
    }

    Finding.InRule about() {
        return Finding.InRule.of(rule, group);
    }

    boolean hasAnnotationsOf(LoadedAlert other) {
        return annotations().equals(other.annotations());
    }

    private Map<String, String> annotations() {
        Map<String, String> annotations = new TreeMap<>();
        rule.annotations().forEach(pair -> annotations.put(pair.name(), pair.value().value().map(value -> value.value()).orElse("")));
        return annotations;
    }
}
