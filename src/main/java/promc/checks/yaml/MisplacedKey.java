package promc.checks.yaml;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.YamlEdits;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;

/// `for`, `keep_firing_for` and `annotations` belong to alerts; a rule is either a record or an alert (`model/rulefmt`, `Rule.Validate`). A zero duration and empty
/// annotations are let through there, and here.
public final class MisplacedKey implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/misplaced-key", Severity.ERROR, "A rule has a key that only the other kind of rule may have, so the file does not load")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Entry> record = rule.node().entry("record");
        Optional<Entry> alert = rule.node().entry("alert");
        if (record.isPresent() && alert.isPresent()) {
            context.report(context.file(), alert.get().key().span(), "a rule is either a `record` or an `alert`").note(context.file(), record.get().key().span(), "this makes it a record");
        }
        if (!rule.isRecording()) {
            return;
        }
        if (isSet(rule.hold())) {
            report("for", rule, context);
        }
        if (isSet(rule.keepFiringFor())) {
            report("keep_firing_for", rule, context);
        }
        if (rule.node().get("annotations").filter(node -> node instanceof YamlMapping mapping && !mapping.entries().isEmpty()).isPresent()) {
            report("annotations", rule, context);
        }
    }

    private static boolean isSet(Field<Duration> field) {
        return field.value().filter(duration -> !duration.isZero()).isPresent();
    }

    private static void report(String key, Rule rule, Context context) {
        Entry entry = rule.node().entry(key).orElseThrow();
        context.report(context.file(), entry.key().span(), "a recording rule cannot have `" + key + "`, only an alert can")
                .fix(rule.node().own(key).flatMap(own -> YamlEdits.remove(context.file(), rule.node(), own))
                        .map(edit -> new Fix("Remove `" + key + "`", Applicability.UNSAFE, List.of(edit))));
    }
}
