package promc.checks.federation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.analysis.MatchLanguages;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.regex.Answer;
import promc.regex.Decision;
import promc.regex.Language;
import promc.regex.Regex;

/// `match[]` that copies the whole server. `/federate` has no rule against selectors that match the empty value, so `{job=~".*"}`, which a query may not say, selects every
/// series here. `{}` selects nothing (Prometheus `web/federate.go`).
public final class SelectsEverything implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/selects-everything", Severity.ERROR, "A federation job copies every series of the other server");
    /// Labels that every scraped series has, though a recorded one may not.
    private static final Set<String> ON_EVERY_SCRAPED_SERIES = Set.of("job", "instance");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public boolean judgesTemplates() {
        return true;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        if (!job.isFederation()) {
            return;
        }
        List<Selected> selectors = new ArrayList<>();
        for (Expression match : job.matches()) {
            match.valid().filter(VectorSelector.class::isInstance).map(VectorSelector.class::cast).ifPresent(selector -> selectors.add(new Selected(match, selector)));
        }
        for (Selected selected : selectors) {
            if (isUniversal(selected.selector)) {
                context.report(selected.expression.text(), selected.expression.text().span(),
                        "this selects every series of the server, those without the label too; federate recorded aggregates instead, such as `{__name__=~\"job:.*\"}`");
                return;
            }
        }
        if (unionIsUniversal(selectors)) {
            Selected first = selectors.getFirst();
            context.report(first.expression.text(), first.expression.text().span(), "together these selectors select every series of the server; federate recorded aggregates instead");
            return;
        }
        for (Selected selected : selectors) {
            nearly(selected.selector).ifPresent(why -> context.report(selected.expression.text(), selected.expression.text().span(), why).likely());
        }
    }

    private record Selected(Expression expression, VectorSelector selector) {}

    /// True if each matcher is true of every series. A series always has a name, so `__name__` need not match the empty value.
    private static boolean isUniversal(VectorSelector selector) {
        return selector.name().isEmpty() && !selector.matchers().isEmpty() && selector.matchers().stream().allMatch(MatchLanguages::isTrueOfAll);
    }

    /// Selectors that each look at one and the same label: together they are universal if no value escapes all of them.
    private static boolean unionIsUniversal(List<Selected> selectors) {
        Map<String, List<Matcher>> byLabel = new LinkedHashMap<>();
        for (Selected selected : selectors) {
            List<Matcher> matchers = selected.selector.matchers();
            if (selected.selector.name().isEmpty() && matchers.size() == 1) {
                byLabel.computeIfAbsent(matchers.getFirst().label().text(), label -> new ArrayList<>()).add(matchers.getFirst());
            }
        }
        return byLabel.values().stream().filter(matchers -> matchers.size() > 1).anyMatch(SelectsEverything::nothingEscapes);
    }

    private static boolean nothingEscapes(List<Matcher> matchers) {
        List<Language> escape = new ArrayList<>();
        for (Matcher matcher : matchers) {
            Optional<Language> language = MatchLanguages.of(matcher);
            if (language.isEmpty()) {
                return false;
            }
            escape.add(language.get().complement());
        }
        if (matchers.getFirst().label().text().equals("__name__")) {
            escape.add(Language.literal("").complement());
        }
        return Decision.disjoint(escape) instanceof Answer.Yes;
    }

    private static Optional<String> nearly(VectorSelector selector) {
        if (selector.name().isPresent() || selector.matchers().isEmpty()) {
            return Optional.empty();
        }
        if (selector.matchers().stream().allMatch(m -> MatchLanguages.isTrueOfAll(m) || presentOnScraped(m))) {
            return Optional.of("every scraped series has this label, so this copies all of them; federate recorded aggregates instead");
        }
        boolean onlyExcludes = selector.matchers().stream().allMatch(m -> m.op().isNegative() && !m.value().value().isEmpty() || MatchLanguages.isTrueOfAll(m) || presentOnScraped(m));
        return onlyExcludes ? Optional.of("this selects everything but what it excludes; name what is needed instead") : Optional.empty();
    }

    private static boolean presentOnScraped(Matcher m) {
        return ON_EVERY_SCRAPED_SERIES.contains(m.label().text())
                && (m.op() == MatchOp.NOT_EQUAL && m.value().value().isEmpty()
                || m.op() == MatchOp.REGEX && Regex.parse(m.value().value()) instanceof Regex regex && regex.matchesAllButEmpty());
    }
}
