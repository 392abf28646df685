package promc.checks.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.RuleTests;
import promc.schema.ConfigKeys;
import promc.schema.LoadError;
import promc.schema.Words;
import promc.model.StaticTargets;
import promc.model.TargetFile;
import promc.source.Nearest;
import promc.source.SourceFile;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;

/// A key that Prometheus does not know, in a file that it reads strictly: rule files (`model/rulefmt`), prometheus.yml (`config/config.go`), files of targets (`discovery/targetgroup`).
/// Keys of Thanos, Mimir and VictoriaMetrics in a rule file are told apart from typing errors.
public final class UnknownKey implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/unknown-key", Severity.ERROR, "A key is unknown where it stands, so the file does not load")
            .fixable(Applicability.UNSAFE);
    private static final Set<String> TOP = Set.of("groups");
    private static final Set<String> GROUP = Set.of("name", "interval", "query_offset", "limit", "labels", "rules");
    private static final Set<String> RULE = Set.of("record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations");
    private static final Set<String> TARGETS = Set.of("targets", "labels");
    /// Keys that rulers other than Prometheus read, and whose they are.
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("partial_response_strategy", "Thanos"), Map.entry("namespace", "mimirtool"), Map.entry("source_tenants", "Mimir"),
            Map.entry("evaluation_delay", "Mimir"), Map.entry("align_evaluation_time_on_interval", "Mimir"), Map.entry("remote_write", "Loki and Mimir"),
            Map.entry("concurrency", "vmalert"), Map.entry("type", "vmalert"), Map.entry("params", "vmalert"), Map.entry("headers", "vmalert"),
            Map.entry("notifier_headers", "vmalert"), Map.entry("eval_offset", "vmalert"), Map.entry("eval_delay", "vmalert"), Map.entry("eval_alignment", "vmalert"),
            Map.entry("debug", "vmalert"), Map.entry("update_entries_limit", "vmalert"), Map.entry("tenant", "vmalert"), Map.entry("extra_filter_labels", "vmalert"));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(RuleFile.class).forEach(view -> checkRules(view, file.source(), context));
        file.views(RuleTests.class).forEach(view -> check(view.root(), ConfigKeys.TESTS, file.source(), context));
        file.views(TargetFile.class).forEach(view -> checkTargets(view, file.source(), context));
        context.reportLoadErrors(file, LoadError.Kind.UNKNOWN_KEY);
    }

    private static void checkRules(RuleFile view, SourceFile file, Context context) {
        if (view.origin() != RuleFile.Origin.PROMETHEUS_RULE) {
            checkKeys(view.root(), TOP, "a rule file", file, context);
        }
        for (RuleGroup group : view.groups()) {
            checkKeys(group.node(), GROUP, "a group", file, context);
            for (Rule rule : group.rules()) {
                checkKeys(rule.node(), RULE, "a rule", file, context);
            }
        }
    }

    /// JSON takes keys in any case.
    private static void checkTargets(TargetFile view, SourceFile file, Context context) {
        for (StaticTargets group : view.groups()) {
            for (Entry entry : group.node().entries()) {
                Optional<String> name = entry.name().filter(key -> !entry.isMerge() && !TARGETS.contains(view.isJson() ? key.toLowerCase(Locale.ROOT) : key));
                name.ifPresent(key -> report(group.node(), entry, key, TARGETS, "a group of targets", file, context));
            }
        }
    }

    private static void checkKeys(YamlMapping mapping, Set<String> known, String where, SourceFile file, Context context) {
        for (Entry entry : mapping.entries()) {
            Optional<String> name = entry.name().filter(n -> !entry.isMerge() && !known.contains(n));
            name.ifPresent(key -> {
                String owner = FOREIGN.get(key);
                if (owner == null) {
                    report(mapping, entry, key, known, where, file, context);
                } else {
                    context.report(file, entry.key().span(), "`" + key + "` is a key of " + owner + "; Prometheus refuses a file with it").likely().severity(Severity.INFO);
                }
            });
        }
    }

    /// Compares a mapping of a file of unit tests with the table, section by section.
    private static void check(YamlMapping mapping, String struct, SourceFile file, Context context) {
        Map<String, String> keys = ConfigKeys.of(struct);
        if (keys.isEmpty()) {
            return;
        }
        for (Entry entry : mapping.entries()) {
            Optional<String> name = entry.name().filter(n -> !entry.isMerge());
            if (name.isEmpty()) {
                continue;
            }
            String type = keys.get(name.get());
            if (type == null) {
                report(mapping, entry, name.get(), keys.keySet(), Words.section(struct), file, context);
            } else if (type.startsWith("object:")) {
                String inner = type.substring("object:".length()).replace("[]", "");
                switch (entry.value()) {
                    case YamlMapping below -> check(below, inner, file, context);
                    case YamlSequence list -> list.items().forEach(item -> {
                        if (item instanceof YamlMapping below) {
                            check(below, inner, file, context);
                        }
                    });
                    default -> { }
                }
            }
        }
    }

    /// A key that the mapping has already is not what was meant.
    private static void report(YamlMapping mapping, Entry entry, String key, Set<String> known, String where, SourceFile file, Context context) {
        Optional<String> nearest = Nearest.to(key, known.stream().filter(name -> mapping.entry(name).isEmpty()).sorted().toList());
        Draft draft = context.report(file, entry.key().span(), "`" + key + "` is no key of " + where + nearest.map(n -> "; did you mean `" + n + "`?").orElse(""));
        boolean plain = entry.key() instanceof YamlNode.YamlScalar scalar && scalar.style() == YamlNode.Style.PLAIN;
        draft.fix(nearest.filter(n -> plain).map(n -> new Fix("Write `" + n + "`", Applicability.UNSAFE, List.of(new TextEdit(file, entry.key().span(), n)))));
    }
}
