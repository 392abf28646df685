package promc.analysis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.model.Field;
import promc.model.RelabelRule;
import promc.model.RelabelRule.Action;
import promc.regex.Regex;
import promc.regex.RegexUse;
import promc.regex.Submatches;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;

/// A relabel rule that Prometheus accepts, with its defaults filled in. `modulus` has the bits of an unsigned number. `file` and `place` are where it is written.
record RelabelStep(Action action, List<String> sources, String separator, Regex regex, Submatches groups, long modulus, String target, String replacement,
        boolean legacyNames, EmbeddedText file, Span place) {
    private static final Pattern LEGACY_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    /// A legacy name in which references stand for letters.
    private static final Pattern LEGACY_TEMPLATE = Pattern.compile("(?:[a-zA-Z_]|\\$(?:\\{\\w+\\}|\\w))(?:\\w|\\$(?:\\{\\w+\\}|\\w))*+");

    /// Empty if Prometheus refuses the rule, and with it the whole configuration (`relabel.Config.Validate`).
    static Optional<RelabelStep> of(RelabelRule rule, boolean legacyNames, SourceFile file) {
        if (!rule.isReadable()) {
            return Optional.empty();
        }
        Action action = rule.actionOrDefault();
        String target = rule.targetLabel().value().orElse("");
        String replacement = rule.replacementOrDefault();
        long modulus = rule.modulus().value().orElse(0L);
        boolean changedReplacement = !replacement.equals(RelabelRule.DEFAULT_REPLACEMENT);
        boolean changed = changedReplacement || modulus != 0 || !rule.separatorOrDefault().equals(RelabelRule.DEFAULT_SEPARATOR);
        boolean valid = switch (action) {
            case KEEP, DROP -> true;
            case REPLACE -> !target.isEmpty() && (target.contains("$") ? isTemplate(target, legacyNames) : isName(target, legacyNames));
            case HASHMOD -> modulus != 0 && isName(target, legacyNames);
            case LOWERCASE, UPPERCASE -> isName(target, legacyNames) && !changedReplacement;
            case KEEPEQUAL, DROPEQUAL -> isName(target, legacyNames) && !changed && rule.regex().isAbsent();
            case LABELMAP -> isTemplate(replacement, legacyNames);
            case LABELDROP, LABELKEEP -> !changed && rule.sourceLabels().isAbsent() && target.isEmpty();
        };
        Regex regex = rule.regexOrDefault().orElseThrow();
        return valid ? Optional.of(new RelabelStep(action, rule.sourceLabels().value().orElse(List.of()), rule.separatorOrDefault(), regex, Submatches.of(regex), modulus,
                target, replacement, legacyNames, EmbeddedText.whole(file), place(rule, action))) : Optional.empty();
    }

    static boolean isName(String name, boolean legacy) {
        return legacy ? LEGACY_NAME.matcher(name).matches() : !name.isEmpty();
    }

    private static boolean isTemplate(String text, boolean legacy) {
        return legacy ? LEGACY_TEMPLATE.matcher(text).matches() : !text.isEmpty();
    }

    /// What shows best which rule it is and what it does.
    private static Span place(RelabelRule rule, Action action) {
        Field<?> telling = action.hasTarget() ? rule.targetLabel() : rule.regex();
        return (telling.isAbsent() ? rule.action().isAbsent() ? rule.sourceLabels() : rule.action() : telling).span();
    }

    Why why(String reason) {
        return new Why(reason, Optional.of(file), place);
    }

    /// True if the pattern is anchored, as it is unless its parentheses break out of what is put around it.
    boolean isAnchored() {
        return Regex.parse(regex.pattern(), RegexUse.MATCHER) instanceof Regex;
    }
}
