package promc.checks.test;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.analysis.Facts;
import promc.analysis.LabelFact;
import promc.analysis.Producers;
import promc.analysis.SeriesSet;
import promc.analysis.Shape;
import promc.analysis.Why;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Pair;
import promc.model.RuleTests;
import promc.model.RuleTests.ExpectedAlert;
import promc.model.TestedRules.Link;
import promc.model.TestedRules.Place;
import promc.promql.ValueType;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// An expected alert that no alert of that name can be: promtool compares labels and annotations whole, so one that differs, is missing or is too much fails the test. Looked at are labels
/// and annotations without a template, and what the expression leaves of the labels of any series (what is known about metrics does not count: a test brings its own).
public final class ExpectedAlertImpossible implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("test/expected-alert-impossible", Severity.ERROR, "A unit test expects an alert with labels or annotations that the rule never gives it");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    /// Why an expected alert is not this one: where in the test to point, and the place that proves it.
    private record Difference(Span at, String message, SourceFile proof, Span place, String reason) {}

    @Override
    public void check(Estate estate, Context context) {
        Map<Expression, SeriesSet> known = new IdentityHashMap<>();
        estate.ruleTests().filter(tests -> estate.testedRules().isComplete(tests)).forEach(tests -> {
            boolean pattern = estate.testedRules().links(tests).stream().anyMatch(Link::glob);
            tests.cases().forEach(test -> test.alerts().forEach(alert -> alert.alert().value().ifPresent(name -> {
                List<Place> rules = estate.testedRules().alerts(tests, name);
                alert.expected().forEach(expected -> check(expected, rules, pattern, tests, known, context));
            })));
        });
    }

    private static void check(ExpectedAlert expected, List<Place> rules, boolean pattern, RuleTests tests, Map<Expression, SeriesSet> known, Context context) {
        List<Difference> fewest = List.of();
        for (Place place : rules) {
            List<Difference> found = differences(expected, place, known);
            if (found.isEmpty()) {
                return;
            }
            fewest = fewest.isEmpty() || found.size() < fewest.size() ? found : fewest;
        }
        SourceFile file = tests.text().file();
        for (Difference difference : fewest) {
            Draft draft = context.report(file, difference.at, difference.message).note(difference.proof, difference.place, difference.reason);
            if (pattern) {
                draft.likely();
            }
        }
    }

    private static List<Difference> differences(ExpectedAlert expected, Place place, Map<Expression, SeriesSet> known) {
        List<Difference> found = new ArrayList<>();
        Map<String, Pair> set = byName(place.group().labels());
        set.putAll(byName(place.rule().labels()));
        Map<String, Pair> wanted = byName(expected.labels());
        wanted.remove("alertname");
        set.remove("alertname");
        compare("label", wanted, set, expected, "exp_labels", place, found);
        place.rule().validExpr().filter(expr -> expr.valid().get().type() == ValueType.VECTOR)
                .ifPresent(expr -> compare(wanted, set, known.computeIfAbsent(expr, e -> Facts.of(e.valid().get(), Producers.UNKNOWN).root()), expr, expected, found));
        Map<String, Pair> texts = byName(place.rule().annotations());
        Map<String, Pair> wantedTexts = byName(expected.annotations());
        compare("annotation", wantedTexts, texts, expected, "exp_annotations", place, found);
        wantedTexts.forEach((name, pair) -> {
            if (!texts.containsKey(name) && !text(pair).orElse("").isEmpty()) {
                found.add(new Difference(pair.key().span(), "the alert has no annotation `" + name + "`", place.file().text().file(), place.rule().name().span(), "the alert"));
            }
        });
        return found;
    }

    /// What the rule sets without a template, against what is expected.
    private static void compare(String kind, Map<String, Pair> wanted, Map<String, Pair> set, ExpectedAlert expected, String key, Place place, List<Difference> found) {
        set.forEach((name, pair) -> text(pair).filter(value -> !value.isEmpty() && !value.contains("{{")).ifPresent(value -> {
            Pair other = wanted.get(name);
            YamlScalar proof = pair.key();
            if (other == null) {
                found.add(new Difference(missing(expected, key), "the alert always has the " + kind + " `" + name + "`, which is not expected", proof.text().file(), proof.span(), "set here"));
            } else if (text(other).filter(value::equals).isEmpty() && text(other).isPresent()) {
                found.add(new Difference(other.value().span(), "the alert's " + kind + " `" + name + "` is always " + quoted(value), proof.text().file(), proof.span(), "set here"));
            }
        }));
    }

    /// What the expression leaves of labels that the rule does not set, against what is expected.
    private static void compare(Map<String, Pair> wanted, Map<String, Pair> set, SeriesSet series, Expression expr, ExpectedAlert expected, List<Difference> found) {
        if (series.isNever()) {
            return;
        }
        wanted.forEach((name, pair) -> text(pair).filter(value -> !value.isEmpty() && !set.containsKey(name)).ifPresent(value -> {
            LabelFact fact = series.label(name);
            if (!fact.allows(value)) {
                String why = fact.isNever() ? "no series of the alert has the label `" + name + "`" : "the alert's label `" + name + "` cannot be " + quoted(value);
                found.add(difference(pair.value().span(), why, expr, fact.why()));
            }
        }));
        for (String name : series.knownLabels()) {
            LabelFact fact = series.label(name);
            if (!name.equals(Shape.NAME) && !set.containsKey(name) && !wanted.containsKey(name) && !fact.allows("")) {
                found.add(difference(missing(expected, "exp_labels"), "every series of the alert has the label `" + name + "`, which is not expected", expr, fact.why()));
            }
        }
    }

    private static Difference difference(Span at, String message, Expression expr, Why why) {
        EmbeddedText text = why.elsewhere().orElse(expr.text());
        return new Difference(at, message, text.file(), text.toFile(why.place()), why.reason());
    }

    private static Span missing(ExpectedAlert expected, String key) {
        return expected.node().entry(key).map(entry -> entry.key().span()).orElseGet(() -> expected.node().entries().isEmpty()
                ? expected.node().span() : expected.node().entries().getFirst().key().span());
    }

    private static Map<String, Pair> byName(List<Pair> pairs) {
        Map<String, Pair> map = new LinkedHashMap<>();
        pairs.forEach(pair -> map.put(pair.name(), pair));
        return map;
    }

    /// The text of a value; empty if it is none, or null.
    private static Optional<String> text(Pair pair) {
        return pair.value().value().filter(scalar -> !scalar.isNull()).map(YamlScalar::value);
    }

    private static String quoted(String value) {
        return "`" + value.strip().replace('\n', ' ') + "`";
    }
}
