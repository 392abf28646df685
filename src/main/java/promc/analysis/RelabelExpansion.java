package promc.analysis;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import promc.promql.Expr.MatchOp;
import promc.regex.Language;
import promc.regex.Regex;
import promc.regex.RegexNode;
import promc.regex.RegexUse;
import promc.regex.Template;
import promc.regex.Template.Part;

/// What a template can become when all that is known of the text is that the rule's pattern matches it: the values that are not empty, and whether it can be empty.
record RelabelExpansion(Values values, boolean mayBeEmpty, Language language) {
    private static final RelabelExpansion ANYTHING = new RelabelExpansion(Values.ANY, true, Language.any());
    /// Flags hold for what follows, and quotations may run on: a group cannot be read alone where a pattern has them.
    private static final Pattern REACHES_FURTHER = Pattern.compile("\\\\Q|\\(\\?(?!:|P<|<)");

    /// `whole` is a pattern of what the text can be.
    static RelabelExpansion of(String template, RelabelStep step, String whole) {
        if (!step.isAnchored()) {
            return ANYTHING;
        }
        StringBuilder pattern = new StringBuilder();
        for (Part part : Template.parse(template).parts()) {
            switch (part) {
                case Part.Text(String text) -> pattern.append(Regex.quote(text));
                case Part.Group group -> Template.number(group, step.groups()).ifPresent(number -> pattern.append(group(step.regex(), number, whole)));
            }
        }
        return Regex.parse(pattern.toString(), RegexUse.RELABEL) instanceof Regex regex && Regex.parse(pattern.toString()) instanceof Regex same ? of(regex, same) : ANYTHING;
    }

    private static RelabelExpansion of(Regex regex, Regex matcher) {
        boolean empty = regex.matches("");
        if (regex.matchesEverything() || regex.matchesAllButEmpty()) {
            return new RelabelExpansion(Values.ANY, empty, regex.language());
        }
        Optional<SortedSet<String>> finite = regex.finiteValues(Values.MAX_VALUES);
        Values values = finite.map(Values::of).orElseGet(() -> new Values.Matching(List.of(new Values.Constraint(MatchOp.REGEX, matcher.pattern(), matcher.language()))));
        return new RelabelExpansion(values, empty, regex.language());
    }

    /// True if `number` is all of the text that the pattern matches.
    static boolean isWhole(Regex regex, int number) {
        return number == 0 || regex.root() instanceof RegexNode.Capture capture && capture.index() == number;
    }

    private static String group(Regex regex, int number, String whole) {
        if (isWhole(regex, number)) {
            return whole;
        }
        Found found = find(regex.root(), number, true);
        String body = found == null || REACHES_FURTHER.matcher(regex.pattern()).find() || hasAssertion(found.group()) ? ".*"
                : regex.pattern().substring(found.group().start(), found.group().end());
        return "(?:" + body + (found != null && found.always() ? ")" : ")?");
    }

    /// A group, and whether it takes part in every match.
    private record Found(RegexNode.Capture group, boolean always) {}

    private static Found find(RegexNode node, int number, boolean always) {
        return switch (node) {
            case RegexNode.Capture capture -> capture.index() == number ? new Found(capture, always) : find(capture.body(), number, always);
            case RegexNode.Repeat repeat -> find(repeat.body(), number, always && repeat.min() > 0);
            case RegexNode.Concat concat -> find(concat.parts(), number, always);
            case RegexNode.Alternate alternate -> find(alternate.branches(), number, false);
            case RegexNode.Empty ignored -> null;
            case RegexNode.Literal ignored -> null;
            case RegexNode.CharClass ignored -> null;
            case RegexNode.Dot ignored -> null;
            case RegexNode.Assertion ignored -> null;
        };
    }

    private static Found find(List<RegexNode> nodes, int number, boolean always) {
        for (RegexNode node : nodes) {
            Found found = find(node, number, always);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean hasAssertion(RegexNode node) {
        return switch (node) {
            case RegexNode.Assertion ignored -> true;
            case RegexNode.Capture capture -> hasAssertion(capture.body());
            case RegexNode.Repeat repeat -> hasAssertion(repeat.body());
            case RegexNode.Concat concat -> concat.parts().stream().anyMatch(RelabelExpansion::hasAssertion);
            case RegexNode.Alternate alternate -> alternate.branches().stream().anyMatch(RelabelExpansion::hasAssertion);
            case RegexNode.Empty ignored -> false;
            case RegexNode.Literal ignored -> false;
            case RegexNode.CharClass ignored -> false;
            case RegexNode.Dot ignored -> false;
        };
    }
}
