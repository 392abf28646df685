package promc.convert;

import java.util.List;
import java.util.Map;

/// What of ours reports what a check of pint, or a validation of promruval, reports. Of what needs a server there is what files tell of it.
final class CheckNames {
    private static final List<String> REGEX = List.of("promql/regex-anchored-twice", "promql/regex-matches-everything", "promql/regex-matches-literal", "promql/regex-never-matches");
    private static final List<String> NEVER = List.of("promql/absent-keeps-no-labels", "promql/by-label-redundant", "promql/dead-branch", "promql/fallback-label-mismatch",
            "promql/group-left-label-unused", "promql/label-cannot-exist", "promql/never-true-comparison", "promql/vectors-never-match");
    private static final List<String> RATES = List.of("promql/range-too-short", "promql/rate-of-aggregate", "promql/rate-of-gauge", "promql/rate-of-recorded-aggregate");
    private static final List<String> TEMPLATES = List.of("alert/template-fails", "alert/template-label-missing", "alert/template-query-broken", "alert/template-syntax",
            "alert/template-unknown-function", "alert/value-in-label");
    /// What an invalid template is to promruval, which expands none.
    private static final List<String> INVALID_TEMPLATES = List.of("alert/template-syntax", "alert/template-unknown-function");
    private static final List<String> MISSING = List.of("alert/reads-missing-alert", "promql/metric-unknown-to-exporter", "recording/of-missing-metric");
    private static final List<String> LABELS = List.of("alert/missing-label", "policy/label-not-allowed", "recording/missing-label");
    private static final List<String> ANNOTATIONS = List.of("alert/missing-annotation", "policy/annotation-not-allowed");

    static final Map<String, List<String>> PINT = Map.ofEntries(
            Map.entry("alerts/absent", List.of("alert/absent-for-too-short")),
            Map.entry("alerts/annotation", ANNOTATIONS),
            Map.entry("alerts/comparison", List.of("alert/always-fires", "alert/branch-without-comparison", "alert/no-comparison", "promql/bool-filter-lost", "promql/fallback-voids-condition")),
            Map.entry("alerts/external_labels", List.of("alert/external-label-missing")),
            Map.entry("alerts/for", List.of("alert/for-zero")),
            Map.entry("alerts/template", TEMPLATES),
            Map.entry("group/interval", List.of("group/interval-over-lookback")),
            Map.entry("labels/conflict", List.of("alert/label-conflicts-external")),
            Map.entry("promql/aggregate", List.of("policy/result-label-not-allowed")),
            Map.entry("promql/counter", List.of("promql/counter-averaged-over-time", "promql/counter-without-rate", "promql/delta-of-counter")),
            Map.entry("promql/features", List.of("promql/feature-not-enabled")),
            Map.entry("promql/fragile", List.of("promql/topk-flaps")),
            Map.entry("promql/impossible", NEVER),
            Map.entry("promql/nan", List.of("promql/division-may-be-nan")),
            Map.entry("promql/offset", List.of("promql/offset-beyond-retention")),
            Map.entry("promql/range_query", List.of("policy/reach-not-allowed", "promql/range-longer-than-retention")),
            Map.entry("promql/rate", RATES),
            Map.entry("promql/regexp", REGEX),
            Map.entry("promql/selector", List.of("policy/missing-matcher")),
            Map.entry("promql/series", MISSING),
            Map.entry("promql/syntax", List.of("promql/syntax", "promql/unknown-function", "promql/type-mismatch", "promql/empty-selector")),
            Map.entry("promql/vector_matching", List.of("promql/join-only-matches-part", "promql/many-to-many-join", "promql/vectors-never-match")),
            Map.entry("rule/dependency", List.of("alert/reads-missing-alert", "group/reads-other-group", "recording/of-missing-metric")),
            Map.entry("rule/duplicate", List.of("alert/duplicate", "alert/shadowed", "recording/name-collides")),
            Map.entry("rule/for", List.of("policy/duration-not-allowed")),
            Map.entry("rule/label", LABELS),
            Map.entry("rule/name", List.of("policy/name-not-allowed")),
            Map.entry("rule/owner", List.of("policy/missing-owner")),
            Map.entry("rule/reject", List.of("policy/annotation-not-allowed", "policy/label-not-allowed")),
            Map.entry("rule/report", List.of("policy/name-not-allowed")));

    static final Map<String, List<String>> PROMRUVAL = Map.ofEntries(
            Map.entry("alertNameMatchesRegexp", List.of("policy/name-not-allowed")),
            Map.entry("annotationHasAllowedValue", List.of("policy/annotation-not-allowed")),
            Map.entry("annotationIsValidURL", List.of("alert/runbook-not-a-url", "policy/annotation-not-allowed")),
            Map.entry("annotationMatchesRegexp", List.of("policy/annotation-not-allowed")),
            Map.entry("doesNotHaveAnnotations", List.of("policy/annotation-not-allowed")),
            Map.entry("doesNotHaveLabels", List.of("policy/expression-not-allowed", "policy/label-not-allowed")),
            Map.entry("exclusiveLabels", List.of("policy/label-not-allowed")),
            Map.entry("expressionDoesNotUseExperimentalFunctions", List.of("policy/expression-not-allowed", "promql/feature-not-enabled")),
            Map.entry("expressionDoesNotUseIrate", List.of("policy/expression-not-allowed", "promql/irate-in-rule")),
            Map.entry("expressionDoesNotUseLabels", List.of("policy/expression-not-allowed")),
            Map.entry("expressionDoesNotUseLabelsForMetricRegexp", List.of("policy/expression-not-allowed")),
            Map.entry("expressionDoesNotUseMetrics", List.of("policy/expression-not-allowed")),
            Map.entry("expressionDoesNotUseOlderDataThan", List.of("policy/reach-not-allowed")),
            Map.entry("expressionDoesNotUseRangeShorterThan", List.of("policy/reach-not-allowed")),
            Map.entry("expressionIsValidPromQL", List.of("promql/syntax", "promql/unknown-function", "promql/type-mismatch", "promql/empty-selector")),
            Map.entry("expressionSelectorsMatchesAnything", MISSING),
            Map.entry("expressionUsesExistingLabels", List.of("promql/label-cannot-exist")),
            Map.entry("expressionUsesOnlyAllowedLabelValuesForMetricRegexp", List.of("policy/expression-not-allowed")),
            Map.entry("expressionUsesOnlyAllowedLabelsForMetricRegexp", List.of("policy/expression-not-allowed")),
            Map.entry("expressionWithNoMetricName", List.of("policy/missing-matcher")),
            Map.entry("forIsNotLongerThan", List.of("policy/duration-not-allowed")),
            Map.entry("groupNameMatchesRegexp", List.of("policy/name-not-allowed")),
            Map.entry("hasAllowedEvaluationInterval", List.of("policy/group-setting-not-allowed")),
            Map.entry("hasAllowedLimit", List.of("policy/group-setting-not-allowed")),
            Map.entry("hasAllowedQueryOffset", List.of("policy/group-setting-not-allowed")),
            Map.entry("hasAllowedSourceTenants", List.of("policy/group-setting-not-allowed")),
            Map.entry("hasAnnotations", List.of("alert/missing-annotation")),
            Map.entry("hasAnyOfAnnotations", List.of("alert/missing-annotation")),
            Map.entry("hasAnyOfLabels", List.of("alert/missing-label", "recording/missing-label")),
            Map.entry("hasLabels", List.of("alert/missing-label", "recording/missing-label")),
            Map.entry("hasValidLimit", List.of("policy/group-setting-not-allowed")),
            Map.entry("hasValidPartialResponseStrategy", List.of("policy/group-setting-not-allowed")),
            Map.entry("keepFiringForIsNotLongerThan", List.of("policy/duration-not-allowed")),
            Map.entry("labelHasAllowedValue", List.of("policy/label-not-allowed")),
            Map.entry("labelMatchesRegexp", List.of("policy/label-not-allowed")),
            Map.entry("maxRulesPerGroup", List.of("group/too-many-rules")),
            Map.entry("nonEmptyLabels", List.of("policy/label-not-allowed")),
            Map.entry("rateBeforeAggregation", List.of("promql/rate-of-aggregate", "promql/rate-of-recorded-aggregate")),
            Map.entry("recordedMetricNameDoesNotMatchRegexp", List.of("policy/name-not-allowed")),
            Map.entry("recordedMetricNameMatchesRegexp", List.of("policy/name-not-allowed")),
            Map.entry("validFunctionsOnCounters", List.of("promql/rate-of-gauge")),
            Map.entry("validateAnnotationTemplates", INVALID_TEMPLATES),
            Map.entry("validateLabelTemplates", INVALID_TEMPLATES));

    private CheckNames() {}
}
