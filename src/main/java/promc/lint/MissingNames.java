package promc.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import promc.analysis.SeriesSet;
import promc.model.Expression;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.regex.Regex;

/// Labels or annotations that a policy asks for and a rule does not have.
public final class MissingNames {
    private static final Option<Optional<Regex>> NAME = new Option.Pattern("name", "its name, or a pattern of names of which one has to be there");
    private static final Option<Boolean> FROM_EXPRESSION = new Option.Flag("from_expression", "a label that the result of the expression can have counts too", false);

    private MissingNames() {}

    public static Option.Entries labels() {
        return Policy.ofRules("required", "labels that have to be there", true, NAME, FROM_EXPRESSION);
    }

    public static Option.Entries annotations() {
        return Policy.ofRules("required", "annotations that have to be there", true, NAME);
    }

    /// Reports the labels that neither the rule nor its group sets; an empty value sets none.
    public static void checkLabels(Option<List<Entry>> option, Rule rule, RuleGroup group, Context context) {
        for (Entry item : context.option(option, context.file())) {
            Optional<Regex> name = item.get(NAME);
            if (name.isPresent() && Policy.covers(item, rule, group, context) && !has(name.get(), Policy.labels(rule, group))
                    && !(item.get(FROM_EXPRESSION) && comesFromExpression(name.get(), rule, context))) {
                report(item, rule, "label", Policy.wanted(name.get(), "label"), group.labels().stream().anyMatch(pair -> empties(name.get(), pair)), context);
            }
        }
    }

    /// Reports the annotations that the rule does not have; one without text counts as missing.
    public static void checkAnnotations(Option<List<Entry>> option, Rule rule, RuleGroup group, Context context) {
        for (Entry item : context.option(option, context.file())) {
            Optional<Regex> name = item.get(NAME);
            if (name.isPresent() && Policy.covers(item, rule, group, context) && !has(name.get(), rule.annotations().stream())) {
                report(item, rule, "annotation", Policy.wanted(name.get(), "annotation"), false, context);
            }
        }
    }

    private static boolean has(Regex name, Stream<Pair> pairs) {
        return pairs.anyMatch(pair -> name.matches(pair.name()) && !Policy.text(pair).orElse("").isBlank());
    }

    private static boolean empties(Regex name, Pair pair) {
        return name.matches(pair.name()) && Policy.text(pair).filter(String::isEmpty).isPresent();
    }

    private static boolean comesFromExpression(Regex name, Rule rule, Context context) {
        Optional<Expression> expression = rule.validExpr();
        if (expression.isEmpty()) {
            return false;
        }
        SeriesSet result = context.facts(expression.get()).root();
        return result.knownLabels().stream().anyMatch(label -> name.matches(label) && !result.label(label).isNever());
    }

    private static void report(Entry item, Rule rule, String what, String wanted, boolean emptyInGroup, Context context) {
        List<Pair> written = (what.equals("label") ? rule.labels() : rule.annotations()).stream().filter(pair -> empties(item.get(NAME).orElseThrow(), pair)).toList();
        String name = "`" + rule.name().value().orElse("") + "`";
        if (written.isEmpty()) {
            Policy.report(item, context, context.file(), rule.name().span(), name + " lacks " + wanted + (emptyInGroup ? ", which its group sets to nothing" : ""));
        } else {
            Policy.report(item, context, context.file(), written.getFirst().key().span(), "the " + what + " `" + written.getFirst().name() + "` of " + name + " is empty");
        }
    }
}
