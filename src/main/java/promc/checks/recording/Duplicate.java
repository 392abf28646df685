package promc.checks.recording;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import promc.analysis.NormalForm;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Finding;
import promc.lint.LoadedTogether;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;

/// Two recording rules of one server that record the same under two names: the same labels, the same interval, expressions that return the same on every database. A record of a
/// plain metric or record is an alias, one that reads nothing a constant: neither is asked about.
public final class Duplicate implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/duplicate", Severity.INFO, "Two rules record the same series under two names");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    private record Alike(Map<String, String> labels, Optional<Duration> interval, SortedSet<String> metrics) {}

    private record Candidate(Rule rule, RuleGroup group, RuleFile file, Expression expression) {}

    @Override
    public void check(Estate estate, Context context) {
        Set<Rule> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (LoadedTogether set : LoadedTogether.of(estate)) {
            for (List<Candidate> records : candidates(set.files()).values()) {
                if (records.size() > 1) {
                    compare(records, set, told, context);
                }
            }
        }
    }

    private static Map<Alike, List<Candidate>> candidates(List<RuleFile> files) {
        Map<Alike, List<Candidate>> alike = new LinkedHashMap<>();
        for (RuleFile file : files) {
            for (RuleGroup group : file.groups()) {
                for (Rule rule : group.rules()) {
                    Optional<Expression> expression = rule.validExpr().filter(valid -> rule.isRecording() && rule.name().value().isPresent());
                    if (expression.isPresent()) {
                        Expr root = expression.get().valid().orElseThrow();
                        SortedSet<String> metrics = NormalForm.metrics(root);
                        if (!metrics.isEmpty() && !(root.unwrapped() instanceof VectorSelector)) {
                            alike.computeIfAbsent(new Alike(labels(rule, group), group.interval().value(), metrics), key -> new ArrayList<>(1))
                                    .add(new Candidate(rule, group, file, expression.get()));
                        }
                    }
                }
            }
        }
        return alike;
    }

    private static Map<String, String> labels(Rule rule, RuleGroup group) {
        Map<String, String> labels = new TreeMap<>();
        group.labels().forEach(pair -> labels.put(pair.name(), pair.value().value().map(value -> value.value()).orElse("")));
        rule.labels().forEach(pair -> labels.put(pair.name(), pair.value().value().map(value -> value.value()).orElse("")));
        return labels;
    }

    private static void compare(List<Candidate> records, LoadedTogether set, Set<Rule> told, Context context) {
        Map<NormalForm, Candidate> first = new HashMap<>();
        for (Candidate record : records) {
            Candidate before = first.putIfAbsent(context.form(record.expression()), record);
            if (before != null && !name(before).equals(name(record)) && told.add(record.rule())) {
                Draft draft = context.report(record.file().text().file(), record.rule().name().span(),
                        "`" + name(record) + "` records the same as `" + name(before) + "` in this " + set.where() + ": one of them is enough, or was meant to be something else");
                draft.note(before.file().text().file(), before.rule().name().span(), "the first one").in(about(record));
            }
        }
    }

    private static String name(Candidate record) {
        return record.rule().name().value().orElse("");
    }

    private static Finding.InRule about(Candidate record) {
        return Finding.InRule.of(record.rule(), record.group());
    }
}
