package promc.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.regex.Answer;
import promc.regex.Decision;
import promc.regex.Language;
import promc.regex.Regex;

/// What matchers accept, as languages of label values; the empty string stands for a label that is not there.
public final class MatchLanguages {
    private MatchLanguages() {}

    /// The values a matcher accepts; empty if its pattern cannot be read.
    public static Optional<Language> of(Matcher matcher) {
        String value = matcher.value().value();
        return switch (matcher.op()) {
            case EQUAL -> Optional.of(Language.literal(value));
            case NOT_EQUAL -> Optional.of(Language.literal(value).complement());
            case REGEX -> Regex.parse(value) instanceof Regex regex ? Optional.of(regex.language()) : Optional.empty();
            case NOT_REGEX -> Regex.parse(value) instanceof Regex regex ? Optional.of(regex.language().complement()) : Optional.empty();
        };
    }

    private static List<Language> of(List<Matcher> matchers) {
        return matchers.stream().map(MatchLanguages::of).flatMap(Optional::stream).toList();
    }

    /// The matchers of a selector by label, for labels that several matchers look at. The metric name outside braces is not among them.
    public static List<List<Matcher>> several(VectorSelector selector) {
        Map<String, List<Matcher>> byLabel = new LinkedHashMap<>();
        selector.matchers().forEach(matcher -> byLabel.computeIfAbsent(matcher.label().text(), label -> new ArrayList<>()).add(matcher));
        return byLabel.values().stream().filter(matchers -> matchers.size() > 1).toList();
    }

    /// Proved that no value satisfies all of these matchers of one label.
    public static boolean excludeEachOther(List<Matcher> matchers) {
        Optional<Matcher> exact = matchers.stream().filter(matcher -> matcher.op() == MatchOp.EQUAL).findFirst();
        if (exact.isPresent()) {
            return matchers.stream().anyMatch(matcher -> refuses(matcher, exact.get().value().value()));
        }
        boolean onlyExceptions = matchers.stream().allMatch(matcher -> matcher.op() == MatchOp.NOT_EQUAL);
        List<Language> languages = onlyExceptions ? List.of() : of(matchers);
        return !onlyExceptions && languages.size() == matchers.size() && Decision.disjoint(languages) instanceof Answer.Yes;
    }

    /// Proved that `matcher` accepts whatever all of `others` accept.
    public static boolean implied(Matcher matcher, List<Matcher> others) {
        if (matcher.op() == MatchOp.NOT_EQUAL) {
            return others.stream().anyMatch(other -> refuses(other, matcher.value().value()));
        }
        Optional<Matcher> exact = others.stream().filter(other -> other.op() == MatchOp.EQUAL).findFirst();
        Optional<Language> own = of(matcher);
        if (own.isEmpty()) {
            return false;
        }
        if (exact.isPresent()) {
            return own.get().matches(exact.get().value().value());
        }
        List<Language> escape = new ArrayList<>(of(others));
        escape.add(own.get().complement());
        return escape.size() == others.size() + 1 && Decision.disjoint(escape) instanceof Answer.Yes;
    }

    /// True if the matcher does not accept `value`; false if its pattern cannot be read.
    public static boolean refuses(Matcher matcher, String value) {
        return switch (matcher.op()) {
            case EQUAL -> !matcher.value().value().equals(value);
            case NOT_EQUAL -> matcher.value().value().equals(value);
            case REGEX -> Regex.parse(matcher.value().value()) instanceof Regex regex && !regex.matches(value);
            case NOT_REGEX -> Regex.parse(matcher.value().value()) instanceof Regex regex && regex.matches(value);
        };
    }

    /// True if the matcher is satisfied by every value, or by none: checks of their own report those.
    public static boolean isConstant(Matcher matcher) {
        return matcher.op().isRegex() && Regex.parse(matcher.value().value()) instanceof Regex regex && (regex.matchesEverything() || regex.matchesNothing());
    }

    /// True if every series satisfies the matcher, whatever labels it has. A series always has a name, so that `__name__` need not match the empty value.
    public static boolean isTrueOfAll(Matcher matcher) {
        String value = matcher.value().value();
        boolean name = matcher.label().text().equals(Shape.NAME);
        return switch (matcher.op()) {
            case EQUAL -> false;
            case NOT_EQUAL -> name && value.isEmpty();
            case REGEX -> Regex.parse(value) instanceof Regex regex && (regex.matchesEverything() || name && regex.matchesAllButEmpty());
            case NOT_REGEX -> Regex.parse(value) instanceof Regex regex && (regex.matchesNothing() || name && isOnlyEmpty(regex));
        };
    }

    /// True if the pattern matches the empty value alone.
    public static boolean isOnlyEmpty(Regex regex) {
        return regex.finiteValues(1).filter(Set.of("")::equals).isPresent();
    }

    /// True if both have the same operator and value, whatever their label.
    public static boolean isWrittenTheSame(Matcher a, Matcher b) {
        return a.op() == b.op() && a.value().value().equals(b.value().value());
    }
}
