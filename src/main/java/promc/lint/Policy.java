package promc.lint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import promc.model.Expression;
import promc.model.Field;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.regex.Regex;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// What the items of a policy have in common: whom they are for (`where`, `unless`), how much they weigh (`severity`) and why they are there (`comment`).
public final class Policy {
    private static final Option<Optional<Regex>> PATH = new Option.Pattern("path", "the path of the file, counted from the folder of the configuration");
    private static final Option<Optional<Regex>> NAME = new Option.Pattern("name", "the name of the rule");
    private static final Option<Optional<Regex>> GROUP = new Option.Pattern("group", "the name of the group");
    private static final Option<Optional<String>> KIND = new Option.Choice("kind", "`alerting` or `recording`", List.of("alerting", "recording"));
    private static final Option<List<NamedValues>> LABELS = new Option.Named("labels", "labels that the rule or its group sets: each of these names with such a value");
    private static final Option<List<NamedValues>> ANNOTATIONS = new Option.Named("annotations", "annotations of the rule: each of these names with such a value");
    private static final Option<Optional<DurationBound>> FOR = new Option.Comparison("for", "the `for` of the alert, compared, such as `>= 15m`");
    private static final Option<Optional<DurationBound>> KEEP = new Option.Comparison("keep_firing_for", "the `keep_firing_for` of the alert, compared, such as `< 1h`");
    private static final List<Option<?>> OF_RULES = List.of(NAME, PATH, GROUP, KIND, LABELS, ANNOTATIONS, FOR, KEEP);
    private static final List<Option<?>> OF_GROUPS = List.of(GROUP, PATH);
    private static final String WHERE = "only what all of these match; a list of mappings, of which one has to match";
    private static final String UNLESS = "not what all of these match; a list of mappings, of which none may match";
    private static final Option<Optional<String>> SEVERITY = new Option.Choice("severity", "how much this item weighs, whatever is set for the check", List.of("info", "warning", "error"));
    private static final Option<String> COMMENT = new Option.Text("comment", "why, told with the finding", "");
    private static final Option<List<Entry>> SCOPES = new Option.Entries("where", WHERE, OF_RULES, false);
    private static final Option<List<Entry>> EXCEPTIONS = new Option.Entries("unless", UNLESS, OF_RULES, false);
    /// The keys of the fields that every item has.
    public static final List<String> COMMON = List.of("where", "unless", "severity", "comment");

    private Policy() {}

    /// A list of items about rules with these fields and the common ones; none is an item without its first field if `needsFirst`.
    public static Option.Entries ofRules(String key, String description, boolean needsFirst, Option<?>... own) {
        return entries(key, description, needsFirst, OF_RULES, own);
    }

    /// The same about groups, of which only the name and the path may be asked for.
    public static Option.Entries ofGroups(String key, String description, boolean needsFirst, Option<?>... own) {
        return entries(key, description, needsFirst, OF_GROUPS, own);
    }

    private static Option.Entries entries(String key, String description, boolean needsFirst, List<Option<?>> scope, Option<?>... own) {
        List<Option<?>> fields = new ArrayList<>(List.of(own));
        fields.add(new Option.Entries("where", WHERE, scope, false));
        fields.add(new Option.Entries("unless", UNLESS, scope, false));
        fields.add(SEVERITY);
        fields.add(COMMENT);
        return new Option.Entries(key, description, fields, needsFirst);
    }

    /// True if an item is for this rule.
    public static boolean covers(Entry item, Rule rule, RuleGroup group, Context context) {
        return covers(item, scope -> holds(scope, rule, group, context));
    }

    /// True if an item is for this group.
    public static boolean covers(Entry item, RuleGroup group, Context context) {
        return covers(item, scope -> holds(scope, group, context));
    }

    private static boolean covers(Entry item, Predicate<Entry> holds) {
        List<Entry> where = item.get(SCOPES);
        return (where.isEmpty() || where.stream().anyMatch(holds)) && item.get(EXCEPTIONS).stream().noneMatch(holds);
    }

    private static boolean holds(Entry scope, RuleGroup group, Context context) {
        return scope.get(PATH).map(path -> path.matches(context.path(context.file()))).orElse(true) && matches(scope.get(GROUP), group.name());
    }

    private static boolean holds(Entry scope, Rule rule, RuleGroup group, Context context) {
        return holds(scope, group, context) && matches(scope.get(NAME), rule.name())
                && scope.get(KIND).map(kind -> kind.equals(rule.kind().word())).orElse(true)
                && scope.get(LABELS).stream().allMatch(wanted -> labels(rule, group).anyMatch(pair -> accepts(wanted, pair)))
                && scope.get(ANNOTATIONS).stream().allMatch(wanted -> rule.annotations().stream().anyMatch(pair -> accepts(wanted, pair)))
                && compares(scope.get(FOR), rule.hold(), rule) && compares(scope.get(KEEP), rule.keepFiringFor(), rule);
    }

    private static boolean matches(Optional<Regex> pattern, Field<String> name) {
        return pattern.isEmpty() || name.value().filter(pattern.get()::matches).isPresent();
    }

    private static boolean accepts(NamedValues wanted, Pair pair) {
        return wanted.accepts(pair.name(), text(pair).orElse(""));
    }

    /// An alert without the field has 0s of it; a recording rule has none to compare.
    private static boolean compares(Optional<DurationBound> bound, Field<Duration> value, Rule rule) {
        return bound.isEmpty() || rule.isAlert() && (value.isAbsent() ? Optional.of(Duration.ZERO) : value.value()).filter(bound.get()::holds).isPresent();
    }

    /// The labels that are set for a rule: its own, and those of its group that it does not set itself.
    public static Stream<Pair> labels(Rule rule, RuleGroup group) {
        return Stream.concat(rule.labels().stream(), group.labels().stream().filter(pair -> rule.labels().stream().noneMatch(own -> own.name().equals(pair.name()))));
    }

    /// The value as written.
    public static Optional<String> text(Pair pair) {
        return pair.value().value().map(YamlScalar::value);
    }

    /// Reports what an item of the policy does not want, as it says: with its severity, and its comment at its place.
    public static Draft report(Entry item, Context context, Expression expression, Span within, String message) {
        return report(item, context, expression.text().file(), expression.text().toFile(within), message);
    }

    public static Draft report(Entry item, Context context, SourceFile file, Span span, String message) {
        Draft draft = context.report(file, span, message);
        item.get(SEVERITY).ifPresent(word -> draft.chosen(Severity.valueOf(word.toUpperCase(Locale.ROOT))));
        String comment = item.get(COMMENT);
        if (!comment.isEmpty()) {
            draft.note(item.file(), item.span(), comment);
        }
        return draft;
    }

    /// The rule that a finding is about, where the check's kind does not tell.
    public static Finding.InRule about(Rule rule, RuleGroup group) {
        return Finding.InRule.of(rule, group);
    }

    /// "`name`" for a plain name, "a name that matches `pattern`" else.
    public static String wanted(Regex pattern, String what) {
        return pattern.isPlainText() ? "the " + what + " `" + pattern.pattern() + "`" : "a " + what + " that matches `" + pattern.pattern() + "`";
    }
}
