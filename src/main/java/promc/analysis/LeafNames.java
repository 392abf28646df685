package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.model.RelabelRule;
import promc.model.RelabelRule.Action;
import promc.promql.Expr.MatchOp;
import promc.regex.Regex;

/// Which names metrics had before the `metric_relabel_configs` of a job renamed them.
final class LeafNames {
    /// The ways of writing "all that the group matched".
    private static final List<String> GROUPS = List.of("$1", "${1}");
    private static final List<String> ANYTHING = List.of("(.*)", "(.+)");

    /// A rule whose pattern is `before`, anything, `behind`, and whose replacement is `newBefore`, that, `newBehind`.
    private record Rename(Regex regex, String before, String behind, String newBefore, String newBehind) {
        /// Whatever may be called `name` behind the rule.
        List<String> before(String name) {
            List<String> old = new ArrayList<>(2);
            if (!regex.matches(name)) {
                old.add(name);
            }
            if (name.startsWith(newBefore) && name.endsWith(newBehind) && name.length() >= newBefore.length() + newBehind.length()) {
                String was = before + name.substring(newBefore.length(), name.length() - newBehind.length()) + behind;
                if (regex.matches(was)) {
                    old.add(was);
                }
            }
            return old;
        }
    }

    /// From the last one to the first.
    private final List<Rename> renames;

    private LeafNames(List<Rename> renames) {
        this.renames = renames;
    }

    /// Empty if a rule renames in another way than by what stands before and behind a part that stays.
    static Optional<LeafNames> of(List<RelabelRule> rules) {
        List<Rename> renames = new ArrayList<>();
        for (RelabelRule rule : rules.reversed()) {
            String target = rule.targetLabel().value().orElse("");
            boolean isRename = switch (rule.actionOrDefault()) {
                case REPLACE -> target.equals(Shape.NAME) || target.indexOf('$') >= 0;
                case HASHMOD, LOWERCASE, UPPERCASE -> target.equals(Shape.NAME);
                case LABELMAP -> rule.replacementOrDefault().equals(Shape.NAME);
                case LABELDROP -> rule.regexOrDefault().filter(regex -> !regex.matches(Shape.NAME)).isEmpty();
                case LABELKEEP -> rule.regexOrDefault().filter(regex -> regex.matches(Shape.NAME)).isEmpty();
                case KEEP, DROP, KEEPEQUAL, DROPEQUAL -> false;
            };
            if (isRename || !rule.isReadable()) {
                Optional<Rename> known = rule.actionOrDefault() == Action.REPLACE && target.equals(Shape.NAME) ? rename(rule) : Optional.empty();
                if (known.isEmpty()) {
                    return Optional.empty();
                }
                renames.add(known.get());
            }
        }
        return Optional.of(new LeafNames(renames));
    }

    private static Optional<Rename> rename(RelabelRule rule) {
        Optional<Regex> regex = rule.regexOrDefault();
        if (regex.isEmpty() || !rule.sourceLabels().value().equals(Optional.of(List.of(Shape.NAME)))) {
            return Optional.empty();
        }
        String pattern = regex.get().pattern();
        String replacement = rule.replacementOrDefault();
        for (String group : GROUPS) {
            for (String anything : ANYTHING) {
                int at = replacement.indexOf(group);
                int any = pattern.indexOf(anything);
                if (at >= 0 && any >= 0) {
                    String newBefore = replacement.substring(0, at);
                    String newBehind = replacement.substring(at + group.length());
                    String before = pattern.substring(0, any);
                    String behind = pattern.substring(any + anything.length());
                    boolean runsOn = group.equals("$1") && !newBehind.isEmpty() && (Character.isLetterOrDigit(newBehind.charAt(0)) || newBehind.charAt(0) == '_');
                    if (!runsOn && isPlain(before) && isPlain(behind) && (newBefore + newBehind).indexOf('$') < 0) {
                        return Optional.of(new Rename(regex.get(), before, behind, newBefore, newBehind));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPlain(String pattern) {
        return Regex.quote(pattern).equals(pattern);
    }

    boolean any() {
        return !renames.isEmpty();
    }

    /// The same selector of the names that its series had; empty if these cannot be told. It selects nothing where no series can come to such a name.
    Optional<MatchSelector> before(MatchSelector selector) {
        if (renames.isEmpty() || !selector.terms().containsKey(Shape.NAME)) {
            return Optional.of(selector);
        }
        Optional<SortedSet<String>> values = selector.values(Shape.NAME);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> known = values.get();
        for (Rename rename : renames) {
            SortedSet<String> earlier = new TreeSet<>();
            known.forEach(name -> earlier.addAll(rename.before(name)));
            known = earlier;
        }
        known.remove("");
        MatchSelector.Term term = known.isEmpty() ? new MatchSelector.Term(MatchOp.EQUAL, "") : MatchSelector.oneOf(known);
        return Optional.of(selector.with(Shape.NAME, List.of(term)));
    }
}
