package promc.checks.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Entry;
import promc.lint.Option;
import promc.lint.Policy;
import promc.model.Pair;
import promc.regex.Answer;
import promc.regex.Regex;
import promc.source.Nearest;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// What a policy says of the values of labels or annotations. An item without any word on values forbids the name.
final class ValueItems {
    private static final Option<Optional<Regex>> NAME = new Option.Pattern("name", "which ones, by name or pattern");
    private static final Option<List<String>> VALUES = new Option.Strings("values", "the values that are allowed", List.of());
    private static final Option<Optional<Regex>> MATCHES = new Option.Pattern("matches", "what the value has to match");
    private static final Option<Optional<Regex>> NOT_MATCHES = new Option.Pattern("not_matches", "what the value may not match");
    private static final Option<String> SEPARATOR = new Option.Text("separator", "what separates several values in one, such as a comma", "");

    /// As much of a text as fits into a message beside what is said of it.
    private static final int MAX_SHOWN = 60;

    private ValueItems() {}

    static Option.Entries option(String key, String description) {
        return Policy.ofRules(key, description, true, NAME, VALUES, MATCHES, NOT_MATCHES, SEPARATOR);
    }

    static boolean names(Entry item, Pair pair) {
        return item.get(NAME).filter(name -> name.matches(pair.name())).isPresent();
    }

    /// Reports what an item does not want of one label or annotation, if anything; `what` is which of the two.
    static Optional<Draft> check(Entry item, Pair pair, String what, Context context) {
        if (!item.has(VALUES) && !item.has(MATCHES) && !item.has(NOT_MATCHES)) {
            return Optional.of(Policy.report(item, context, context.file(), pair.key().span(), "the " + what + " `" + pair.name() + "` is not allowed here"));
        }
        Optional<YamlScalar> written = pair.value().value();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        String separator = item.get(SEPARATOR);
        for (String part : separator.isEmpty() ? List.of(written.get().value()) : parts(written.get().value(), separator)) {
            Optional<String> fault = fault(item, part);
            if (fault.isPresent()) {
                Span place = written.get().span().isEmpty() ? pair.key().span() : written.get().span();
                Draft draft = Policy.report(item, context, context.file(), place, "the " + what + " `" + pair.name() + "` " + (part.isEmpty() ? "is empty" : (separator.isEmpty() ? "is `" : "has `") + shown(part) + "`, which "
                        + fault.get()));
                return Optional.of(draft.fix(part.isEmpty() ? Optional.empty() : nearest(item, written.get(), part)));
            }
        }
        return Optional.empty();
    }

    /// The beginning of a long text.
    private static String shown(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.equals(text) && line.length() <= MAX_SHOWN ? line : line.substring(0, Math.min(line.length(), MAX_SHOWN)) + "...";
    }

    private static List<String> parts(String value, String separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = value.indexOf(separator); at >= 0; at = value.indexOf(separator, from)) {
            parts.add(value.substring(from, at).strip());
            from = at + separator.length();
        }
        parts.add(value.substring(from).strip());
        return parts;
    }

    /// What is wrong with a value, as the end of a sentence.
    private static Optional<String> fault(Entry item, String value) {
        if (item.has(VALUES) && !canBeOneOf(value, item.get(VALUES))) {
            return Optional.of("is none of `" + String.join("`, `", item.get(VALUES)) + "`");
        }
        Optional<Regex> wanted = item.get(MATCHES);
        if (wanted.isPresent() && !wanted.get().matches(value) && !canMatch(value, wanted.get())) {
            return Optional.of("does not match `" + wanted.get().pattern() + "`");
        }
        return item.get(NOT_MATCHES).filter(unwanted -> unwanted.matches(value)).map(unwanted -> "matches `" + unwanted.pattern() + "`");
    }

    /// What a template makes of a value is not known; only what cannot become an allowed one is wrong.
    private static boolean canBeOneOf(String value, List<String> values) {
        return values.contains(value) || value.contains("{{") && values.stream().anyMatch(template(value)::matches);
    }

    private static boolean canMatch(String value, Regex wanted) {
        return value.contains("{{") && !(template(value).language().disjointFrom(wanted.language()) instanceof Answer.Yes);
    }

    /// The values that a template can have: what stands before its first action and behind its last, with anything between. Actions may take blanks around them away.
    private static Regex template(String value) {
        String before = value.substring(0, value.indexOf("{{")).stripTrailing();
        int last = value.lastIndexOf("}}");
        String after = last < 0 ? "" : value.substring(last + 2).stripLeading();
        return Regex.parse(Regex.quote(before) + ".*" + Regex.quote(after)) instanceof Regex regex ? regex : everything();
    }

    private static Regex everything() {
        return (Regex) Regex.parse(".*");
    }

    private static Optional<Fix> nearest(Entry item, YamlScalar written, String part) {
        int at = written.value().indexOf(part);
        return Nearest.to(part, item.get(VALUES)).flatMap(value -> Fix.replace("Use `" + value + "`", Applicability.UNSAFE, written.text(), new Span(at, at + part.length()), value));
    }
}
