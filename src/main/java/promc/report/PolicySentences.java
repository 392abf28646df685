package promc.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.lint.DurationBound;
import promc.lint.Entry;
import promc.lint.NamedValues;
import promc.lint.Option;
import promc.lint.Policy;
import promc.promql.PromDuration;
import promc.regex.Regex;

/// The items of a policy as sentences for people who do not read its configuration.
public final class PolicySentences {
    private PolicySentences() {}

    /// One item of an option of a check, without a full stop.
    public static String of(String check, Option.Entries option, Entry item) {
        StringBuilder out = new StringBuilder(subject(check, option, item));
        List<String> wants = new ArrayList<>();
        for (Option<?> field : option.fields().subList(option.needsFirst() ? 1 : 0, option.fields().size())) {
            if (item.has(field) && !Policy.COMMON.contains(field.key())) {
                wants.add(want(field, item.get(field)));
            }
        }
        boolean forbids = wants.isEmpty() && (check.endsWith("-not-allowed") && (option.key().equals("labels") || option.key().equals("annotations")) && !check.equals("policy/expression-not-allowed"));
        out.append(forbids ? "is not set" : joined(wants));
        String sentence = out.toString().strip();
        return sentence + scope(option, item);
    }

    private static String joined(List<String> wants) {
        StringBuilder out = new StringBuilder();
        for (String want : wants) {
            out.append(out.isEmpty() ? "" : want.startsWith("(") ? " " : " and ").append(want);
        }
        return out.toString();
    }

    private static String subject(String check, Option.Entries option, Entry item) {
        String first = option.needsFirst() ? text(item.get(option.fields().getFirst())) : "";
        return switch (check + " " + option.key()) {
            case "alert/missing-annotation required" -> "alerts have the annotation " + first + " ";
            case "alert/missing-label required" -> "alerts have the label " + first + " ";
            case "recording/missing-label required" -> "recording rules have the label " + first + " ";
            case "policy/annotation-not-allowed annotations" -> "the annotation " + first + " ";
            case "policy/label-not-allowed labels" -> "the label " + first + " ";
            case "policy/name-not-allowed alerts" -> "the name of an alert ";
            case "policy/name-not-allowed records" -> "the name of a recorded metric ";
            case "policy/name-not-allowed groups" -> "the name of a group ";
            case "policy/duration-not-allowed for", "policy/duration-not-allowed keep_firing_for" -> "the `" + option.key() + "` of an alert ";
            case "policy/expression-not-allowed metrics" -> "no expression reads the metric " + first + " ";
            case "policy/expression-not-allowed labels" -> "no expression uses the label " + first + " ";
            case "policy/expression-not-allowed functions" -> "no expression calls " + first + " ";
            case "policy/expression-not-allowed label_values" -> "selectors take a value that the label " + first + " has: it ";
            case "policy/missing-matcher required" -> "selectors name the label " + first + " ";
            case "policy/result-label-not-allowed keep" -> "results keep the label " + first + " ";
            case "policy/result-label-not-allowed strip" -> "results have no label " + first + " ";
            case "policy/reach-not-allowed limits" -> "of what an expression reads, ";
            default -> "the `" + option.key() + "` of a group ";
        };
    }

    private static String want(Option<?> field, Object value) {
        return switch (field.key()) {
            case "values" -> "is one of " + text(value);
            case "matches" -> "matches " + text(value);
            case "not_matches" -> "does not match " + text(value);
            case "separator" -> "is judged in parts, separated by " + text(value);
            case "from_expression" -> "(one of the expression counts)";
            case "min" -> "is at least " + text(value);
            case "max" -> "is at most " + text(value);
            case "required" -> "is set";
            case "except" -> "(but for " + text(value) + ")";
            case "metric" -> "(only with metrics of the name " + text(value) + ")";
            case "inside" -> "(only inside " + text(value) + ")";
            case "back" -> "the oldest sample is at most " + text(value) + " old";
            case "range_min" -> "a range is at least " + text(value);
            case "range_max" -> "a range is at most " + text(value);
            default -> "`" + field.key() + "` is " + text(value);
        };
    }

    private static String scope(Option.Entries option, Entry item) {
        StringBuilder out = new StringBuilder();
        for (Option<?> field : option.fields()) {
            if (field instanceof Option.Entries scopes && item.has(field)) {
                List<String> all = item.get(scopes).stream().map(scope -> conditions(scopes, scope)).toList();
                out.append(field.key().equals("where") ? ", where " : ", unless ").append(String.join("; or ", all));
            }
        }
        return out.toString();
    }

    private static String conditions(Option.Entries option, Entry scope) {
        List<String> all = new ArrayList<>();
        for (Option<?> field : option.fields()) {
            if (!scope.has(field)) {
                continue;
            }
            if (field instanceof Option.Named named) {
                for (NamedValues values : scope.get(named)) {
                    all.add("the " + field.key().replaceFirst("s$", "") + " `" + values.name().pattern() + "` is " + values.pattern().map(pattern -> "`" + pattern.pattern() + "`").orElseGet(() -> words(values.values())));
                }
            } else {
                all.add((field.key().equals("kind") ? "the rule is " : field.key().contains("for") ? "`" + field.key() + "` is " : "the " + field.key() + " is ") + text(scope.get(field)).replace("`alerting`", "alerting")
                        .replace("`recording`", "recording"));
            }
        }
        return String.join(" and ", all);
    }

    /// A value as it is written in a configuration, in backquotes.
    public static String text(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(PolicySentences::text).orElse("");
            case Regex regex -> "`" + regex.pattern() + "`";
            case Duration duration -> "`" + PromDuration.format(duration.toMillis()) + "`";
            case DurationBound bound -> "`" + bound + "`";
            case List<?> list -> list.isEmpty() ? "nothing" : words(list.stream().map(String::valueOf).toList());
            default -> "`" + value + "`";
        };
    }

    private static String words(List<String> words) {
        List<String> quoted = words.stream().map(word -> "`" + word + "`").toList();
        return quoted.size() < 2 ? String.join("", quoted) : String.join(", ", quoted.subList(0, quoted.size() - 1)) + " or " + quoted.getLast();
    }
}
