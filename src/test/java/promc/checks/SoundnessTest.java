package promc.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import promc.analysis.Facts;
import promc.analysis.LabelFact;
import promc.analysis.Presence;
import promc.analysis.Producers;
import promc.analysis.SeriesSet;
import promc.analysis.Values;
import promc.lint.Confidence;
import promc.lint.Config;
import promc.lint.Finding;
import promc.lint.Linter;
import promc.model.EstateReader;
import promc.promql.Options;
import promc.promql.Promql;
import promc.source.SourceFile;
import promc.testing.SpecEstate;

/// Cases in which a tool that reasons about labels easily claims more than the engine does, or stops where more is certain. Each is named by what holds.
class SoundnessTest {
    private static final Set<String> ABOUT = Set.of("promql/dead-branch", "promql/label-cannot-exist", "promql/vectors-never-match", "promql/never-true-comparison",
            "promql/always-true-comparison", "promql/group-left-label-unused", "promql/by-label-redundant", "promql/absent-keeps-no-labels", "promql/quantile-without-le",
            "promql/contradicting-matchers", "promql/regex-never-matches", "promql/many-to-many-join");

    private static SeriesSet set(String expression) {
        return Facts.of(Promql.parse(expression, Options.ALL).expr().orElseThrow(), Producers.UNKNOWN).root();
    }

    private static LabelFact label(String expression, String label) {
        return set(expression).label(label);
    }

    private static void proved(String expression, String... checks) {
        Set<String> found = new TreeSet<>();
        SpecEstate.ofExpression(expression).lint().findings().stream().filter(finding -> ABOUT.contains(finding.check()) && finding.confidence() == Confidence.PROVED)
                .map(Finding::check).forEach(found::add);
        assertThat(found).as(expression).containsExactlyInAnyOrder(checks);
    }

    @Test
    void aPatternThatMatchesTheEmptyStringGuaranteesNoLabel() {
        assertThat(label("x{a=~\".*\"}", "a").presence()).isEqualTo(Presence.MAYBE);
        assertThat(label("x{a=~\"b|\"}", "a").presence()).isEqualTo(Presence.MAYBE);
        assertThat(label("x{a!=\"\"}", "a").presence()).isEqualTo(Presence.ALWAYS);
        assertThat(label("x{a!~\"\"}", "a").presence()).isEqualTo(Presence.ALWAYS);
        assertThat(label("x{a=~\"\"}", "a").presence()).isEqualTo(Presence.NEVER);
        assertThat(label("x{a!~\".+\"}", "a").presence()).isEqualTo(Presence.NEVER);
        proved("x:y{a=~\"b|\"} / z:y{a=\"\"}");
        proved("x{a!=\"\"} / y{a=\"\"}", "promql/vectors-never-match");
    }

    @Test
    void labelReplaceMayLeaveOrDeleteTheLabel() {
        assertThat(label("label_replace(x, \"a\", \"$1\", \"b\", \"(c.*)\")", "a").presence()).isEqualTo(Presence.MAYBE);
        assertThat(label("label_replace(x, \"a\", \"\", \"\", \"\")", "a").presence()).isEqualTo(Presence.NEVER);
        assertThat(label("label_replace(x, \"a\", \"v\", \"\", \"\")", "a").values()).isEqualTo(Values.of("v"));
        assertThat(label("label_join(x, \"a\", \"\", \"b\", \"c\")", "a").presence()).isEqualTo(Presence.MAYBE);
        proved("sum by (a) (label_replace(x, \"a\", \"\", \"\", \"\"))", "promql/label-cannot-exist");
    }

    @Test
    void limitkKeepsAllLabels() {
        assertThat(label("limitk(5, x{a=\"b\"})", "a").presence()).isEqualTo(Presence.ALWAYS);
        assertThat(label("limit_ratio(0.5, x{a=\"b\"})", "a").presence()).isEqualTo(Presence.ALWAYS);
        proved("sum by (a) (limitk(5, x)) / sum by (a) (limit_ratio(0.5, x{a=\"b\"}))");
    }

    @Test
    void seriesWithLabelsSurviveBehindVector() {
        proved("vector(1) or x");
        proved("vector(1) or sum(x)", "promql/dead-branch");
        proved("vector(1) or on () x", "promql/dead-branch");
    }

    @Test
    void numbersChangeWithTheOperationsOnThem() {
        proved("group(vector(0)) > 0");
        assertThat(set("group(vector(0)) > 0").isNever()).isFalse();
        assertThat(set("abs(-vector(1)) > 0").isNever()).isFalse();
        assertThat(set("-vector(1) > 0").isNever()).isTrue();
        assertThat(set("vector(1) > bool 2").samples().constant()).contains(0.0);
        assertThat(set("sum(x or vector(0)) > 0").isNever()).isFalse();
        proved("sum(x or vector(0)) > 0");
        proved("(vector(1) > bool 2) > 0", "promql/never-true-comparison");
    }

    @Test
    void absentTakesLabelsFromABareSelectorOnly() {
        assertThat(label("absent(sum(x{a=\"b\"}))", "a").presence()).isEqualTo(Presence.NEVER);
        assertThat(label("absent(x{a=\"b\"})", "a").presence()).isEqualTo(Presence.ALWAYS);
        assertThat(label("absent(x{a=\"b\",a=~\"b.*\"})", "a").presence()).isEqualTo(Presence.NEVER);
        assertThat(label("absent(x{a=\"\"})", "a").presence()).isEqualTo(Presence.NEVER);
        assertThat(set("absent(sum(x) or vector(1))").isNever()).isTrue();
        proved("sum by (a) (absent(sum(x{a=\"b\"})))", "promql/absent-keeps-no-labels");
    }

    @Test
    void theMetricNameIsFollowed() {
        assertThat(label("x == y", "__name__").presence()).isEqualTo(Presence.ALWAYS);
        assertThat(label("x == bool y", "__name__").presence()).isEqualTo(Presence.NEVER);
        for (String dropped : List.of("rate(x[5m])", "abs(x)", "x * 2", "-x", "x + y")) {
            assertThat(label(dropped, "__name__").presence()).as(dropped).isEqualTo(Presence.NEVER);
        }
        assertThat(label("topk(3, x)", "__name__").presence()).isEqualTo(Presence.ALWAYS);
    }

    @Test
    void onALabelThatOneSideLacksSeriesWithoutItMatch() {
        assertThat(set("x / on (a) y{a=\"\"}").isNever()).isFalse();
        assertThat(set("x / on (a) sum(y)").isNever()).isFalse();
        proved("x{a=\"b\"} / on (a) sum(y)", "promql/vectors-never-match");
        proved("sum(y) / on (a) x{a=\"b\"}", "promql/vectors-never-match");
        proved("x{job=\"a\"} / y{job=\"b\"}", "promql/vectors-never-match");
    }

    @Test
    void groupLeftOverwritesAndDeletes() {
        String twice = "x{a=\"1\"} * on (k) group_left (a, b) y{a=\"2\",b=\"3\"}";
        assertThat(label(twice, "a").values()).isEqualTo(Values.of("2"));
        assertThat(label(twice, "b").values()).isEqualTo(Values.of("3"));
        assertThat(label("x{a=\"1\"} * on (k) group_left (a) y{a=\"\"}", "a").presence()).isEqualTo(Presence.NEVER);
        proved(twice);
    }

    @Test
    void aQuantileDropsLeOfBucketsAndInfoReadsNoSecondOperand() {
        assertThat(label("histogram_quantile(0.9, count by (le, job) (x))", "le").presence()).isEqualTo(Presence.NEVER);
        assertThat(label("histogram_quantiles(x, \"q\", 0.5)", "q").presence()).isEqualTo(Presence.ALWAYS);
        assertThat(set("info(x{a=\"b\"}, {c=\"d\"})").shapes()).allSatisfy(shape -> assertThat(shape.label("a").values()).isEqualTo(Values.of("b")));
        proved("sum by (a, c) (info(x{a=\"b\"}, {c=\"d\"}))");
    }

    @Test
    void everyFunctionOfTheGrammarIsKnown() {
        // A function that is not known is no expression, so that no facts are lost on the way.
        assertThat(Promql.parse("unknown(x{a=\"b\"})", Options.ALL).expr()).isEmpty();
        assertThat(label("double_exponential_smoothing(x{a=\"b\"}[5m], 0.1, 0.1)", "a").presence()).isEqualTo(Presence.ALWAYS);
    }

    @Test
    void readersOfARecordSeeWhatItsRuleKept() {
        String rules = "groups:\n- name: g\n  rules:\n  - record: job:x:sum\n    expr: sum by (job) (x)\n    labels: {team: a}\n  - alert: A\n    expr: job:x:sum{pod=\"p\"} > 1\n"
                + "  - alert: B\n    expr: sum by (team) (job:x:sum) > 1\n";
        List<Finding> found = new Linter(Checks.ALL, Config.DEFAULT::forFile, SpecEstate.TODAY).lint(EstateReader.read(List.of(SourceFile.of("rules.yml", rules)))).findings()
                .stream().filter(finding -> ABOUT.contains(finding.check())).toList();
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("promql/label-cannot-exist");
            assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
            assertThat(finding.start().line()).isEqualTo(8);
            assertThat(finding.notes()).anySatisfy(note -> assertThat(note.file().location(note.span().start()).line()).isEqualTo(5));
        });
    }

    @Test
    void valuesOfLabelsAndSamplesAreProofsToo() {
        proved("x{a=~\"b.*\"} and y{a=~\"c.*\"}", "promql/vectors-never-match");
        proved("up > 1", "promql/never-true-comparison");
        proved("count(x) < 1", "promql/never-true-comparison");
    }

    @Test
    void conditionsAddUp() {
        proved("(up > 0) < 1", "promql/never-true-comparison");
        proved("(x > 5) < 4", "promql/never-true-comparison");
        proved("(x > 5) < 6");
        proved("((x > 5) and y) <= 5", "promql/never-true-comparison");
    }

    @Test
    void placesAreThoseOfTheTreeWhateverStrings() {
        String expression = "sum by (job) (x{text=\"by (job)\"}) / on (pod) sum by (job, pod) (y)";
        Finding finding = SpecEstate.ofExpression(expression).lint().findings().stream().filter(f -> f.check().equals("promql/label-cannot-exist")).findFirst().orElseThrow();
        assertThat(finding.span().of(finding.file().text())).isEqualTo("pod");
        assertThat(finding.start().column()).isEqualTo(10 + expression.indexOf("pod") + 1);
        assertThat(finding.notes().getFirst().span().of(finding.file().text())).isEqualTo("by (job)");
        assertThat(finding.file().location(finding.notes().getFirst().span().start()).column()).isEqualTo(10 + expression.indexOf("by (job)") + 1);
    }

    @Test
    void oneBranchTellsNothingOfAnother() {
        SeriesSet both = set("(x{a=\"1\"} or y{b=\"2\"}) * on () group_left (c) z{c=\"3\"}");
        assertThat(both.label("a").presence()).isEqualTo(Presence.MAYBE);
        assertThat(both.label("b").presence()).isEqualTo(Presence.MAYBE);
        assertThat(both.label("c").presence()).isEqualTo(Presence.ALWAYS);
        proved("sum by (a, b) (x{a=\"1\"} or y{b=\"2\"})");
    }
}
