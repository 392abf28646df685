package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.regex.Regex;
import promc.regex.RegexNode;

/// The matchers of a selector in one spelling: selectors of equal text find the same series on every database. What matchers of one label accept together is told as the values
/// they allow where these are few, else as the values they refuse and the patterns that are left.
final class MatcherForm {
    /// Patterns that match more values than these stay patterns.
    private static final int MAX_VALUES = 64;

    private MatcherForm() {}

    /// The label and what its matchers accept, for each label that not everything is accepted of; the name first.
    static String of(VectorSelector selector) {
        Map<String, List<Matcher>> byLabel = new TreeMap<>();
        for (Matcher matcher : selector.matchers()) {
            byLabel.computeIfAbsent(matcher.label().text(), label -> new ArrayList<>(1)).add(matcher);
        }
        StringBuilder text = new StringBuilder("{");
        Optional<String> name = selector.name().map(written -> written.text());
        append(text, Shape.NAME, accepted(name, byLabel.getOrDefault(Shape.NAME, List.of())));
        byLabel.remove(Shape.NAME);
        byLabel.forEach((label, matchers) -> append(text, label, accepted(Optional.empty(), matchers)));
        return text.append('}').toString();
    }

    private static void append(StringBuilder text, String label, String accepted) {
        if (!accepted.isEmpty()) {
            text.append(text.length() > 1 ? "," : "").append(quoted(label)).append(accepted);
        }
    }

    /// The labels that `absent` makes of the matchers of its argument: an equality matcher that no other follows (Prometheus `promql/functions.go`,
    /// `createLabelsForAbsentFunction`).
    static String labelsOfAbsent(VectorSelector selector) {
        Map<String, String> labels = new TreeMap<>();
        SortedSet<String> set = new TreeSet<>();
        for (Matcher matcher : selector.matchers()) {
            String label = matcher.label().text();
            if (label.equals(Shape.NAME)) {
                continue;
            }
            if (matcher.op() == MatchOp.EQUAL && set.add(label)) {
                labels.put(label, matcher.value().value());
            } else {
                labels.remove(label);
            }
        }
        StringBuilder text = new StringBuilder("{");
        labels.forEach((label, value) -> text.append(quoted(label)).append('=').append(quoted(value)).append(','));
        return text.append('}').toString();
    }

    /// A string that ends where its closing quote stands.
    static String quoted(String text) {
        return '"' + (text.indexOf('"') < 0 && text.indexOf('\\') < 0 ? text : text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    /// What all of these matchers of one label accept; empty if that is everything.
    private static String accepted(Optional<String> exactly, List<Matcher> matchers) {
        SortedSet<String> only = exactly.isPresent() ? new TreeSet<>(List.of(exactly.get())) : null;
        SortedSet<String> refused = new TreeSet<>();
        Map<String, Matcher> patterns = new TreeMap<>();
        for (Matcher matcher : matchers) {
            String value = matcher.value().value();
            SortedSet<String> allowed = null;
            switch (matcher.op()) {
                case EQUAL -> allowed = new TreeSet<>(List.of(value));
                case NOT_EQUAL -> refused.add(value);
                case REGEX -> {
                    if (Regex.parse(value) instanceof Regex regex) {
                        Optional<SortedSet<String>> few = values(regex);
                        if (few.isPresent()) {
                            allowed = few.get();
                        } else if (regex.matchesAllButEmpty()) {
                            refused.add("");
                        } else if (!regex.matchesEverything()) {
                            patterns.put("=~" + quoted(spelled(regex)), matcher);
                        }
                    } else {
                        patterns.put("=~" + quoted(value), matcher);
                    }
                }
                case NOT_REGEX -> {
                    if (Regex.parse(value) instanceof Regex regex) {
                        Optional<SortedSet<String>> few = values(regex);
                        if (few.isPresent()) {
                            refused.addAll(few.get());
                        } else if (regex.matchesAllButEmpty()) {
                            allowed = new TreeSet<>(List.of(""));
                        } else if (regex.matchesEverything()) {
                            allowed = new TreeSet<>();
                        } else {
                            patterns.put("!~" + quoted(spelled(regex)), matcher);
                        }
                    } else {
                        patterns.put("!~" + quoted(value), matcher);
                    }
                }
            }
            if (allowed != null) {
                only = only == null ? new TreeSet<>(allowed) : both(only, allowed);
            }
        }
        return text(only, refused, patterns);
    }

    private static Optional<SortedSet<String>> values(Regex regex) {
        return regex.isPlainText() ? Optional.of(new TreeSet<>(List.of(regex.pattern()))) : regex.finiteValues(MAX_VALUES);
    }

    private static SortedSet<String> both(SortedSet<String> a, SortedSet<String> b) {
        SortedSet<String> common = new TreeSet<>(a);
        common.retainAll(b);
        return common;
    }

    private static String text(SortedSet<String> only, SortedSet<String> refused, Map<String, Matcher> patterns) {
        StringBuilder text = new StringBuilder();
        if (only != null) {
            SortedSet<String> left = new TreeSet<>(only);
            left.removeIf(value -> refused.contains(value) || patterns.values().stream().anyMatch(matcher -> MatchLanguages.refuses(matcher, value)));
            // A pattern that cannot be read may refuse more.
            patterns.forEach((spelled, matcher) -> text.append(Regex.parse(matcher.value().value()) instanceof Regex ? "" : spelled));
            text.append("=(");
            left.forEach(value -> text.append(quoted(value)));
            return text.append(')').toString();
        }
        refused.removeIf(value -> patterns.values().stream().anyMatch(matcher -> MatchLanguages.refuses(matcher, value)));
        patterns.keySet().forEach(text::append);
        if (!refused.isEmpty()) {
            text.append("!=(");
            refused.forEach(value -> text.append(quoted(value)));
            text.append(')');
        }
        return text.toString();
    }

    /// The branches of a pattern in order, without what its anchoring says anyway. A pattern with flags or quoting stays as it is: what they say of one branch reaches into the
    /// next.
    private static String spelled(Regex regex) {
        String pattern = regex.pattern();
        if (pattern.contains("(?") || pattern.contains("\\Q") || pattern.contains("^") || pattern.contains("$")) {
            return pattern;
        }
        List<RegexNode> alternatives = regex.alternatives();
        if (alternatives.size() < 2) {
            return pattern;
        }
        SortedSet<String> branches = new TreeSet<>();
        alternatives.forEach(branch -> branches.add(pattern.substring(branch.start(), branch.end())));
        return String.join("|", branches);
    }
}
