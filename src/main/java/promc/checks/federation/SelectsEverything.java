package promc.checks.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import promc.analysis.Escape;
import promc.analysis.FederationPlan;
import promc.analysis.MatchLanguages;
import promc.analysis.SelectorSet;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.MatchListFix;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.promql.Promql;
import promc.regex.Regex;

/// `match[]` that copies the whole server, by itself or with others. `/federate` has no rule against selectors that match the empty value, so `{job=~".*"}`, which a query may not
/// say, selects every series here (Prometheus `web/federate.go`). That nothing escapes is proved; that what escapes is of no account is likely, and the message names it.
public final class SelectsEverything implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/selects-everything", Severity.ERROR, "A federation job copies every series of the other server")
            .fixable(Applicability.UNSAFE);
    private static final String NAME = "__name__";
    private static final List<String> ON_EVERY_SCRAPED_SERIES = List.of("job", "instance");
    private static final String INSTEAD = "; federate recorded aggregates instead";

    /// Nearly all series: those that `matchers` select. `escaping` says which are not among them, the empty text for all.
    private record Most(String matchers, String escaping) {
        /// Every series has a name, so that the first one excludes nothing.
        static final List<Most> NAMES = List.of(new Most("__name__!=\"\"", ""), new Most("__name__=~\"[a-zA-Z_:][a-zA-Z0-9_:]*\"", "names that only UTF-8 allows"),
                new Most("__name__!~\".*:.*\"", "names with a colon, as rules record them"),
                new Most("__name__=~\"[a-zA-Z_][a-zA-Z0-9_]*\"", "names with a colon, as rules record them, or that only UTF-8 allows"));
        /// What every scraped series has, though a recorded one may not.
        static final List<Most> LABELS = List.of(new Most("", ""), new Most("job!=\"\"", "series without `job`, which every scraped one has"),
                new Most("instance!=\"\"", "series without `instance`, which every scraped one has"),
                new Most("job!=\"\",instance!=\"\"", "series without `job` or `instance`, which every scraped one has"));

        static SelectorSet set(Most names, Most labels) {
            String selector = "{" + names.matchers + (labels.matchers.isEmpty() ? "" : ",") + labels.matchers + "}";
            return SelectorSet.of((VectorSelector) Promql.parseSelector(selector).expr().orElseThrow()).orElseThrow();
        }
    }

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
        List<Selected> selectors = Selected.of(job);
        List<Selected> all = covering(SelectorSet.EVERYTHING, selectors);
        if (!all.isEmpty()) {
            report(all, all.size() == 1 ? "this selects every series of the server" + without(all.getFirst()) + INSTEAD + ", such as `{__name__=~\"job:.*\"}`"
                    : "together these selectors select every series of the server" + INSTEAD, job, config, context);
            return;
        }
        if (selectors.isEmpty() || nearlyAll(selectors, job, config, context)) {
            return;
        }
        List<Selected> excluding = selectors.stream().filter(selected -> onlyExcludes(selected.selector())).toList();
        for (Selected selected : excluding) {
            Draft draft = context.report(selected.expression().text(), selected.expression().text().span(), "this selects everything but what it excludes" + excluded(selected)
                    + "; name what is needed instead").likely();
            list(draft, excluding, job, config, context);
        }
    }

    private static boolean nearlyAll(List<Selected> selectors, ScrapeJob job, PrometheusConfig config, Context context) {
        for (Most names : Most.NAMES) {
            for (Most labels : Most.LABELS) {
                List<Selected> covering = covering(Most.set(names, labels), selectors);
                if (!covering.isEmpty()) {
                    report(covering, (covering.size() == 1 ? "this selects" : "together these selectors select") + " nearly every series of the server: all but " + names.escaping
                            + (names.escaping.isEmpty() || labels.escaping.isEmpty() ? "" : ", and ") + labels.escaping + INSTEAD, job, config, context).likely();
                    return true;
                }
            }
        }
        return false;
    }

    /// Offers the list that the readers in sight need, or what is recorded where there are none, or tells why there is no list.
    private static void list(Draft draft, List<Selected> replaced, ScrapeJob job, PrometheusConfig config, Context context) {
        List<FederationPlan> plans = context.plans().of(job, config);
        Optional<Fix> fix = MatchListFix.of(plans);
        if (fix.isPresent()) {
            long readers = plans.stream().flatMap(plan -> plan.list().stream()).flatMap(proposal -> proposal.readers().stream()).distinct().count();
            long selectors = plans.stream().flatMap(plan -> plan.list().stream()).map(FederationPlan.Proposal::selector).distinct().count();
            String who = plans.getFirst().isKept() ? "the job's own relabelling keeps only " : readers == 1 ? "1 reader in sight needs " : readers + " readers in sight need ";
            draft.note(config.text().file(), job.name().span(), who
                    + (selectors == 1 ? "what 1 selector selects" : "what " + selectors + " selectors select"));
            draft.fix(fix);
            return;
        }
        Optional<RecordedList> recorded = RecordedList.of(replaced, job, config, plans);
        if (recorded.isPresent()) {
            draft.note(config.text().file(), job.name().span(), recorded.get().note()).fix(Optional.of(recorded.get().fix()));
        } else if (!plans.isEmpty()) {
            draft.note(config.text().file(), job.name().span(), "no list is offered instead: " + MatchListFix.reason(plans.getFirst()));
        }
    }

    private static Draft report(List<Selected> selectors, String message, ScrapeJob job, PrometheusConfig config, Context context) {
        Draft draft = context.report(selectors.getFirst().expression().text(), selectors.getFirst().expression().text().span(), message);
        selectors.stream().skip(1).forEach(other -> draft.note(other.expression().text(), other.expression().text().span(), "this one selects the rest"));
        list(draft, selectors, job, config, context);
        return draft;
    }

    /// The selectors that cover `part`, none of which could be left out; none if it is not proved that they do.
    private static List<Selected> covering(SelectorSet part, List<Selected> selectors) {
        List<SelectorSet> cover = SelectorSet.cover(part, Selected.sets(selectors)).orElse(List.of());
        List<Selected> covering = new ArrayList<>();
        for (Selected selected : selectors) {
            if (cover.stream().anyMatch(set -> set == selected.set())) {
                covering.add(selected);
            }
        }
        return covering;
    }

    private static String without(Selected selected) {
        return selected.selector().matchers().stream().anyMatch(matcher -> !matcher.label().text().equals(NAME)) ? ", those without the label too" : "";
    }

    /// All it asks is that some values are not there.
    private static boolean onlyExcludes(VectorSelector selector) {
        return selector.name().isEmpty() && !selector.matchers().isEmpty() && selector.matchers().stream()
                .allMatch(m -> m.op().isNegative() && !m.value().value().isEmpty() || MatchLanguages.isTrueOfAll(m) || presentOnScraped(m));
    }

    private static boolean presentOnScraped(Matcher m) {
        return ON_EVERY_SCRAPED_SERIES.contains(m.label().text())
                && (m.op() == MatchOp.NOT_EQUAL && m.value().value().isEmpty()
                || m.op() == MatchOp.REGEX && Regex.parse(m.value().value()) instanceof Regex regex && regex.matchesAllButEmpty());
    }

    /// A scraped series that it leaves out, told by the labels that make it so.
    private static String excluded(Selected selected) {
        if (!(SelectorSet.escape(Most.set(Most.NAMES.getFirst(), Most.LABELS.getLast()), List.of(selected.set())) instanceof Escape.Witness(SortedMap<String, String> labels))) {
            return "";
        }
        SortedMap<String, String> telling = new TreeMap<>(labels);
        for (String label : ON_EVERY_SCRAPED_SERIES) {
            telling.remove(label);
            if (selected.set().contains(telling)) {
                telling.put(label, labels.get(label));
            }
        }
        return ", such as `" + new Escape.Witness(telling) + "`";
    }
}
