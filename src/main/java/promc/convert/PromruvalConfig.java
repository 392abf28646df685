package promc.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.promql.Function;
import promc.promql.Functions;
import promc.regex.Regex;
import promc.source.SourceFile;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Says in the words of `.promc.yaml` what a configuration of promruval says (its documentation of validations, as of version 3.13).
final class PromruvalConfig {
    private static final Map<String, String> NOT_HERE = Map.ofEntries(
            Map.entry("expressionCanBeEvaluated", "this asks a server"),
            Map.entry("expressionUsesExistingLabels", "this asks a server; `inventory` tells promc the labels of metrics"),
            Map.entry("expressionSelectorsMatchesAnything", "this asks a server; `inventory` with `closed: true` tells promc which metrics there are"),
            Map.entry("expressionIsValidPromQL", "promql/syntax and promql/type-mismatch are on without a word"),
            Map.entry("rateBeforeAggregation", "promql/rate-of-aggregate is on without a word"),
            Map.entry("validateLabelTemplates", "alert/template-syntax and alert/template-unknown-function are on without a word"),
            Map.entry("validateAnnotationTemplates", "alert/template-syntax and alert/template-unknown-function are on without a word"),
            Map.entry("validFunctionsOnCounters", "promql/rate-of-gauge is on without a word, and tells counters from gauges by more than their names"),
            Map.entry("expressionIsWellFormatted", "`promc format --check` does this, and `promc format` mends it"),
            Map.entry("doesNotContainTypos", "promql/label-typo is on without a word; lists of allowed names are policies of labels and annotations"),
            Map.entry("hasSourceTenantsForMetrics", "promc does not know which tenant has which metric"),
            Map.entry("expressionUsesUnderscoresInLargeNumbers", "promc does not mind how numbers are written"),
            Map.entry("expressionDoesNotUseClassicHistogramBucketOperations", "promc has no check of it"),
            Map.entry("annotationIsValidPromQL", "promc has no check of it"),
            Map.entry("expressionIsValidLogQL", "promc leaves LogQL alone"),
            Map.entry("logQlExpressionUsesRangeAggregation", "promc leaves LogQL alone"),
            Map.entry("logQlExpressionUsesFiltersFirst", "promc leaves LogQL alone"));
    private static final String ABSOLUTE_URL = "[a-zA-Z][a-zA-Z0-9+.-]*://[^ ]+";

    private final SourceFile file;
    private final ConfigDraft out = new ConfigDraft();

    private PromruvalConfig(SourceFile file) {
        this.file = file;
    }

    static ConfigDraft convert(YamlMapping root, SourceFile file) {
        PromruvalConfig conversion = new PromruvalConfig(file);
        root.effective().forEach(entry -> {
            String key = entry.name().orElse("");
            if (key.equals("prometheus")) {
                conversion.note(entry.key(), "`prometheus`: no server is asked: the prometheus.yml in the repository, `target` and `inventory` tell about it");
            } else if (key.equals("customExcludeAnnotation")) {
                conversion.note(entry.key(), "`customExcludeAnnotation`: annotations allow nothing here; write a comment `# promc: allow ID -- reason`");
            } else if (!key.equals("validationRules") && !key.equals("customDisableComment")) {
                conversion.note(entry.key(), "`" + key + "` is nothing that is known of promruval");
            }
        });
        conversion.items(root, "validationRules").forEach(rule -> conversion.rule(rule));
        return conversion.out;
    }

    private List<YamlMapping> items(YamlMapping mapping, String key) {
        return mapping.get(key).map(node -> node instanceof YamlSequence list ? list.items().stream().map(YamlNode::resolve).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast).toList()
                : List.<YamlMapping>of()).orElse(List.of());
    }

    private void note(YamlNode at, String why) {
        out.note(file.line(at.span().start()), why);
    }

    /// One validation while it is converted: its parameters, its scope, and the rule's conditions.
    private record Validation(YamlMapping node, YamlMapping params, String scope, Map<String, Object> where, List<Map<String, Object>> unless, String comment) {
        String text(String key) {
            return params.get(key).map(value -> value instanceof YamlScalar scalar ? scalar.value() : "").orElse("");
        }

        boolean flag(String key) {
            return text(key).equals("true");
        }

        List<String> list(String key) {
            return params.get(key).map(PromruvalConfig::words).orElse(List.of());
        }

        boolean isFor(String kind) {
            return !scope.equals("Group") && !scope.equals(kind.equals("alerting") ? "Recording rule" : "Alert");
        }
    }

    private static List<String> words(YamlNode node) {
        return node instanceof YamlSequence list ? list.items().stream().map(YamlNode::resolve).filter(YamlScalar.class::isInstance).map(item -> ((YamlScalar) item).value()).toList() : List.of();
    }

    private void rule(YamlMapping rule) {
        String scope = rule.get("scope").map(node -> node instanceof YamlScalar scalar ? scalar.value() : "").orElse("All rules");
        Map<String, Object> where = new LinkedHashMap<>();
        List<Map<String, Object>> unless = new ArrayList<>();
        for (YamlMapping condition : items(rule, "onlyIf")) {
            if (!condition(condition, where, unless)) {
                note(condition, "`onlyIf` with `" + type(condition) + "`: promc limits policies by `where` and `unless`, which do not ask for this; all of this rule is left out");
                return;
            }
        }
        for (YamlMapping validation : items(rule, "validations")) {
            String comment = validation.get("additionalDetails").map(node -> node instanceof YamlScalar scalar ? scalar.value() : "").orElse("");
            if (validation.get("paramsFromFile").isPresent()) {
                note(validation, "`" + type(validation) + "`: `paramsFromFile` is not read");
                continue;
            }
            YamlMapping params = validation.get("params").filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast).orElse(new YamlMapping(validation.span(), List.of(), true, Optional.empty()));
            validation(new Validation(validation, params, scope, where, unless, comment));
        }
    }

    private static String type(YamlMapping validation) {
        return validation.get("type").map(node -> node instanceof YamlScalar scalar ? scalar.value() : "").orElse("");
    }

    /// Adds what a condition asks for; false if it cannot be asked here.
    private static boolean condition(YamlMapping condition, Map<String, Object> where, List<Map<String, Object>> unless) {
        YamlMapping params = condition.get("params").filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast).orElse(new YamlMapping(condition.span(), List.of(), true, Optional.empty()));
        Validation asked = new Validation(condition, params, "", Map.of(), List.of(), "");
        if (asked.flag("searchInExpr")) {
            return false;
        }
        Map<String, Object> target = asked.flag("negative") ? new LinkedHashMap<>() : where;
        boolean told = switch (type(condition)) {
            case "hasLabels" -> asked.list("labels").stream().allMatch(label -> named(target, "labels", Regex.quote(label), ".*"));
            case "hasAnnotations" -> asked.list("annotations").stream().allMatch(name -> named(target, "annotations", Regex.quote(name), ".*"));
            case "hasAnyOfLabels" -> named(target, "labels", alternatives(asked.list("labels")), ".*");
            case "hasAnyOfAnnotations" -> named(target, "annotations", alternatives(asked.list("annotations")), ".*");
            case "labelMatchesRegexp" -> named(target, "labels", Regex.quote(asked.text("label")), asked.text("regexp"));
            case "annotationMatchesRegexp" -> named(target, "annotations", Regex.quote(asked.text("annotation")), asked.text("regexp"));
            case "alertNameMatchesRegexp", "recordedMetricNameMatchesRegexp" -> target.putIfAbsent("name", asked.text("regexp")) == null;
            case "groupNameMatchesRegexp" -> target.putIfAbsent("group", asked.text("regexp")) == null;
            case "doesNotHaveLabels" -> asked.list("labels").stream().allMatch(label -> unless.add(Map.of("labels", Map.of(Regex.quote(label), ".*"))));
            case "doesNotHaveAnnotations" -> asked.list("annotations").stream().allMatch(name -> unless.add(Map.of("annotations", Map.of(Regex.quote(name), ".*"))));
            default -> false;
        };
        if (told && target != where && !target.isEmpty()) {
            unless.add(target);
        }
        return told;
    }

    private static boolean named(Map<String, Object> scope, String key, String name, String value) {
        Map<String, Object> pairs = new LinkedHashMap<>(scope.get(key) instanceof Map<?, ?> before ? texts(before) : Map.of());
        boolean added = pairs.putIfAbsent(name, value) == null;
        scope.put(key, pairs);
        return added;
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach((key, value) -> all.put(String.valueOf(key), value));
        return all;
    }

    private static String alternatives(List<String> names) {
        return String.join("|", names.stream().map(Regex::quote).toList());
    }

    private void validation(Validation v) {
        String type = type(v.node());
        switch (type) {
            case "hasLabels" -> v.list("labels").forEach(label -> missingLabel(v, Regex.quote(label)));
            case "hasAnyOfLabels" -> missingLabel(v, alternatives(v.list("labels")));
            case "doesNotHaveLabels" -> v.list("labels").forEach(label -> {
                add(v, "policy/label-not-allowed", "labels", Map.of("name", Regex.quote(label)));
                if (v.flag("searchInExpr")) {
                    add(v, "policy/expression-not-allowed", "labels", Map.of("name", Regex.quote(label)));
                }
            });
            case "labelMatchesRegexp" -> value(v, "label");
            case "annotationMatchesRegexp" -> value(v, "annotation");
            case "labelHasAllowedValue" -> allowed(v, "label");
            case "annotationHasAllowedValue" -> allowed(v, "annotation");
            case "nonEmptyLabels" -> add(v, "policy/label-not-allowed", "labels", fields("name", ".*", "matches", ".+"));
            case "exclusiveLabels" -> exclusive(v);
            case "hasAnnotations" -> v.list("annotations").forEach(name -> add(v, "alert/missing-annotation", "required", Map.of("name", Regex.quote(name))));
            case "hasAnyOfAnnotations" -> add(v, "alert/missing-annotation", "required", Map.of("name", alternatives(v.list("annotations"))));
            case "doesNotHaveAnnotations" -> v.list("annotations").forEach(name -> add(v, "policy/annotation-not-allowed", "annotations", Map.of("name", Regex.quote(name))));
            case "annotationIsValidURL" -> {
                add(v, "policy/annotation-not-allowed", "annotations", fields("name", Regex.quote(v.text("annotation")), "matches", ABSOLUTE_URL));
                if (v.flag("resolveUrl")) {
                    note(v.node(), "`resolveUrl`: whether a link answers needs the network; its form is policy/annotation-not-allowed");
                }
            }
            case "forIsNotLongerThan" -> add(v, "policy/duration-not-allowed", "for", Map.of("max", v.text("limit")));
            case "keepFiringForIsNotLongerThan" -> add(v, "policy/duration-not-allowed", "keep_firing_for", Map.of("max", v.text("limit")));
            case "alertNameMatchesRegexp" -> add(v, "policy/name-not-allowed", "alerts", Map.of(v.flag("negative") ? "not_matches" : "matches", v.text("regexp")));
            case "recordedMetricNameMatchesRegexp" -> add(v, "policy/name-not-allowed", "records", Map.of(v.flag("negative") ? "not_matches" : "matches", v.text("regexp")));
            case "recordedMetricNameDoesNotMatchRegexp" -> add(v, "policy/name-not-allowed", "records", Map.of(v.flag("negative") ? "matches" : "not_matches", v.text("regexp")));
            case "groupNameMatchesRegexp" -> add(v, "policy/name-not-allowed", "groups", Map.of(v.flag("negative") ? "not_matches" : "matches", v.text("regexp")));
            case "expressionDoesNotUseOlderDataThan" -> add(v, "policy/reach-not-allowed", "limits", Map.of("back", v.text("limit")));
            case "expressionDoesNotUseRangeShorterThan" -> add(v, "policy/reach-not-allowed", "limits", Map.of("range_min", v.text("limit")));
            case "expressionDoesNotUseIrate" -> add(v, "policy/expression-not-allowed", "functions", Map.of("name", "irate"));
            case "expressionDoesNotUseExperimentalFunctions" -> add(v, "policy/expression-not-allowed", "functions", Map.of("name", String.join("|", Functions.all().stream().filter(Function::experimental).map(Function::name).toList())));
            case "expressionDoesNotUseMetrics" -> v.list("metricNameRegexps").forEach(name -> add(v, "policy/expression-not-allowed", "metrics", Map.of("name", name)));
            case "expressionDoesNotUseLabels" -> v.list("labels").forEach(name -> add(v, "policy/expression-not-allowed", "labels", Map.of("name", Regex.quote(name))));
            case "expressionDoesNotUseLabelsForMetricRegexp" -> v.list("labels").forEach(name -> add(v, "policy/expression-not-allowed", "labels", fields("name", Regex.quote(name), "metric", v.text("metricNameRegexp"))));
            case "expressionUsesOnlyAllowedLabelsForMetricRegexp" -> {
                Map<String, Object> wanted = fields("name", ".*", "metric", v.text("metricNameRegexp"));
                wanted.put("except", v.list("allowedLabels"));
                add(v, "policy/expression-not-allowed", "labels", wanted);
            }
            case "expressionUsesOnlyAllowedLabelValuesForMetricRegexp" -> v.params().get("allowedLabelValues").filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast)
                    .ifPresent(labels -> labels.effective().forEach(label -> {
                        Map<String, Object> wanted = fields("name", Regex.quote(label.name().orElse("")), "metric", v.text("metricNameRegexp"));
                        wanted.put("values", words(label.value().resolve()));
                        add(v, "policy/expression-not-allowed", "label_values", wanted);
                    }));
            case "expressionWithNoMetricName" -> add(v, "policy/missing-matcher", "required", Map.of("label", "__name__"));
            case "maxRulesPerGroup" -> {
                out.value("group/too-many-rules", "max", number(v.text("limit")));
                if (!v.where().isEmpty() || !v.unless().isEmpty()) {
                    note(v.node(), "`onlyIf` of `maxRulesPerGroup`: group/too-many-rules has one `max` for all groups of a path");
                }
            }
            case "hasAllowedEvaluationInterval", "hasAllowedQueryOffset" -> {
                Map<String, Object> wanted = fields("min", v.text("minimum"), "max", v.text("maximum"));
                wanted.put("required", v.flag("mustBeSet") || v.flag("intervalMustBeSet") ? (Object) true : "");
                add(v, "policy/group-setting-not-allowed", type.equals("hasAllowedQueryOffset") ? "query_offset" : "interval", wanted);
            }
            case "hasAllowedLimit", "hasValidLimit" -> add(v, "policy/group-setting-not-allowed", "limit", fields("max", number(v.text("limit")), "required", true));
            case "hasAllowedSourceTenants" -> add(v, "policy/group-setting-not-allowed", "source_tenants", Map.of("values", v.list("allowedSourceTenants")));
            case "hasValidPartialResponseStrategy" -> add(v, "policy/group-setting-not-allowed", "partial_response_strategy",
                    fields("values", List.of("abort", "warn"), "required", v.flag("mustBeSet") ? (Object) true : ""));
            default -> note(v.node(), "`" + type + "`: " + NOT_HERE.getOrDefault(type, "this is nothing that is known of promruval"));
        }
    }

    private static Object number(String text) {
        return text.matches("[0-9]{1,9}") ? (Object) Integer.valueOf(text) : "";
    }

    private void missingLabel(Validation v, String name) {
        Map<String, Object> wanted = fields("name", name, "from_expression", v.flag("searchInExpr") ? (Object) true : "");
        for (Map.Entry<String, String> kind : Map.of("alerting", "alert/missing-label", "recording", "recording/missing-label").entrySet()) {
            if (v.isFor(kind.getKey())) {
                add(v, kind.getValue(), "required", wanted);
            }
        }
    }

    private void value(Validation v, String what) {
        add(v, "policy/" + what + "-not-allowed", what + "s", fields("name", Regex.quote(v.text(what)), v.flag("negative") ? "not_matches" : "matches", v.text("regexp")));
    }

    private void allowed(Validation v, String what) {
        Map<String, Object> wanted = fields("name", Regex.quote(v.text(what)), "values", v.list("allowedValues"));
        wanted.put("separator", v.flag("commaSeparatedValue") ? "," : "");
        add(v, "policy/" + what + "-not-allowed", what + "s", wanted);
    }

    /// The first label is what the rule may have; then the second is not allowed.
    private void exclusive(Validation v) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("name", Regex.quote(v.text("secondLabel")));
        wanted.put("not_matches", Regex.quote(v.text("secondLabelValue")));
        Map<String, Object> where = new LinkedHashMap<>(v.where());
        if (!named(where, "labels", Regex.quote(v.text("firstLabel")), v.text("firstLabelValue").isEmpty() ? ".*" : Regex.quote(v.text("firstLabelValue")))) {
            note(v.node(), "`exclusiveLabels`: this and `onlyIf` ask for the same label");
            return;
        }
        add(new Validation(v.node(), v.params(), v.scope(), where, v.unless(), v.comment()), "policy/label-not-allowed", "labels", wanted);
    }

    private static Map<String, Object> fields(String key, Object value, String second, Object other) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(key, value);
        all.put(second, other);
        return all;
    }

    private static final Set<String> OF_GROUPS = Set.of("interval", "query_offset", "limit", "source_tenants", "partial_response_strategy", "groups");
    private static final Set<String> OF_ONE_KIND = Set.of("alert/missing-annotation", "alert/missing-label", "recording/missing-label", "policy/annotation-not-allowed", "policy/duration-not-allowed",
            "policy/name-not-allowed");

    private void add(Validation v, String check, String option, Map<String, Object> wanted) {
        Map<String, Object> item = new LinkedHashMap<>(wanted);
        Map<String, Object> where = new LinkedHashMap<>();
        if (!OF_GROUPS.contains(option) && !OF_ONE_KIND.contains(check) && (v.scope().equals("Alert") || v.scope().equals("Recording rule"))) {
            where.put("kind", v.scope().equals("Alert") ? "alerting" : "recording");
        }
        where.putAll(v.where());
        if (OF_GROUPS.contains(option) && (!Set.of("group").containsAll(where.keySet()) || v.unless().stream().anyMatch(scope -> !Set.of("group").containsAll(scope.keySet())))) {
            note(v.node(), "`onlyIf` of `" + type(v.node()) + "`: items about groups are limited by the name of the group alone");
            return;
        }
        item.put("where", where);
        item.put("unless", v.unless().size() == 1 ? v.unless().getFirst() : v.unless());
        item.put("severity", "error");
        item.put("comment", v.comment());
        out.item(check, option, item);
    }
}
