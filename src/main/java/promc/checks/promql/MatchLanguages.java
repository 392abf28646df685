package promc.checks.promql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.regex.Language;
import promc.regex.Regex;

/// What matchers accept, as languages of label values; the empty string stands for a label that is not there.
final class MatchLanguages {
    private MatchLanguages() {}

    /// The values a matcher accepts; empty if its pattern cannot be read.
    static Optional<Language> of(Matcher matcher) {
        String value = matcher.value().value();
        return switch (matcher.op()) {
            case EQUAL -> Optional.of(Language.literal(value));
            case NOT_EQUAL -> Optional.of(Language.literal(value).complement());
            case REGEX -> Regex.parse(value) instanceof Regex regex ? Optional.of(regex.language()) : Optional.empty();
            case NOT_REGEX -> Regex.parse(value) instanceof Regex regex ? Optional.of(regex.language().complement()) : Optional.empty();
        };
    }

    static List<Language> of(List<Matcher> matchers) {
        return matchers.stream().map(MatchLanguages::of).flatMap(Optional::stream).toList();
    }

    /// The matchers of a selector by label, for labels that several matchers look at. The metric name outside braces is not among them.
    static List<List<Matcher>> several(VectorSelector selector) {
        Map<String, List<Matcher>> byLabel = new LinkedHashMap<>();
        selector.matchers().forEach(matcher -> byLabel.computeIfAbsent(matcher.label().text(), label -> new ArrayList<>()).add(matcher));
        return byLabel.values().stream().filter(matchers -> matchers.size() > 1).toList();
    }

    static boolean isWrittenTheSame(Matcher a, Matcher b) {
        return a.op() == b.op() && a.value().value().equals(b.value().value());
    }
}
