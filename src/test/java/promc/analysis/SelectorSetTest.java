package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.regex.Effort;

class SelectorSetTest {
    private static final List<String> LABELS = List.of("__name__", "x", "y");
    /// Values of the small world in which each answer is looked up.
    private static final List<String> VALUES = List.of("", "a", "b", "ab", "ba", "aab", "c");
    private static final List<String> PATTERNS = List.of("a", "a|b", ".*", ".+", "a.*", "[ab]", "", "b*", "a+", "(ab)*", ".*b", "[^a]", "a?", "(?i)A", "..", "a.+|b", "^a$", "b|");
    private static final int ROUNDS = 6_000;
    /// Times that a search may give up among all rounds; small selectors are always decided.
    private static final int MAX_UNKNOWN = 0;
    /// A hundred times what it takes.
    private static final Duration MUCH_TIME = Duration.ofSeconds(20);

    private static VectorSelector selector(String text) {
        return (VectorSelector) ((Parsed.Valid) Promql.parseSelector(text)).root();
    }

    private static SelectorSet set(String text) {
        return SelectorSet.of(selector(text)).orElseThrow();
    }

    private static List<SelectorSet> sets(String... texts) {
        return List.of(texts).stream().map(SelectorSetTest::set).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{}; true",
        "{__name__=\"\"}; true",
        "up{__name__=\"down\"}; true",
        "{job=~\"a.*\", job!~\"a.*\"}; true",
        "{job=~\"[ab]\", job!=\"a\", job!=\"b\"}; true",
        "{job!~\".*\"}; true",
        "{job=\"\"}; false",
        "{job=~\".*\"}; false",
        "{__name__=~\".*\"}; false",
        "up; false",
    })
    void knowsWhatSelectsNothing(String selector, boolean empty) {
        assertThat(set(selector).isEmpty()).isEqualTo(empty);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{job=~\".*\"}; ",
        "{__name__!=\"\"}; ",
        "{__name__=~\".+\"}; ",
        "{job!=\"\"}; a",
        "{job!=\"nope\"}; a{job=\"nope\"}",
        "{__name__!~\"ALERTS\"}; ALERTS",
        "{__name__=~\"[a-zA-Z_:].*\"}; {\"0\"}",
        "{}; a",
    })
    void findsWhatEscapesOneSelector(String selector, String witness) {
        Escape escape = SelectorSet.escape(SelectorSet.EVERYTHING, sets(selector));
        assertThat(escape instanceof Escape.Witness found ? found.toString() : "").isEqualTo(Optional.ofNullable(witness).orElse(""));
    }

    @Test
    void unitesSelectorsOverSeveralLabels() {
        assertThat(SelectorSet.escape(SelectorSet.EVERYTHING, sets("{job=\"a\"}", "{job!=\"a\", x=\"\"}", "{x!=\"\"}")).isCovered()).isTrue();
        assertThat(SelectorSet.escape(SelectorSet.EVERYTHING, sets("{job=\"a\"}", "{job!=\"a\", x=\"\"}", "{x=~\"b.*\"}"))).hasToString("a{x=\"a\"}");
        assertThat(SelectorSet.escape(set("up{x=~\"a|b\", y=~\"a|b\"}"), sets("{x=\"a\"}", "{y=\"a\"}", "up{x=\"b\"}")).isCovered()).isTrue();
        assertThat(SelectorSet.escape(set("up{x=~\"a|b\", y=~\"a|b\"}"), sets("{x=\"a\"}", "{y=\"a\"}"))).hasToString("up{x=\"b\", y=\"b\"}");
    }

    @Test
    void namesAnOverlap() {
        assertThat(set("{__name__=~\"job:.+\"}").common(set("{__name__=~\".+:rate5m\", x!=\"\"}"))).hasToString("job:rate5m{x=\"a\"}");
        assertThat(set("{job=\"a\"}").common(set("{job=\"b\"}")).isCovered()).isTrue();
    }

    @Test
    void coversWithTheFewest() {
        SelectorSet part = set("up{x=~\"a|b\"}");
        List<SelectorSet> union = sets("{x=\"a\"}", "{x=~\"a|c\"}", "up{x=\"b\"}", "down");
        assertThat(SelectorSet.cover(part, union)).contains(List.of(union.get(0), union.get(2)));
        assertThat(SelectorSet.cover(part, sets("{x=\"a\"}", "up{x=\"b\"}", "up"))).hasValueSatisfying(cover -> assertThat(cover).hasSize(1));
        assertThat(SelectorSet.cover(part, sets("{x=\"a\"}"))).isEmpty();
    }

    /// Random unions, each answer against all label sets of the small world and against what the matchers say of a witness.
    @Test
    void agreesWithEveryLabelSetOfASmallWorld() {
        Random random = new Random(20_261_123);
        List<Map<String, String>> world = world();
        int covered = 0;
        int witnesses = 0;
        int unknown = 0;
        for (int round = 0; round < ROUNDS; round++) {
            VectorSelector part = randomSelector(random);
            List<VectorSelector> union = new ArrayList<>();
            for (int i = random.nextInt(7); i > 0; i--) {
                union.add(randomSelector(random));
            }
            boolean everything = random.nextInt(3) == 0;
            SelectorSet set = everything ? SelectorSet.EVERYTHING : SelectorSet.of(part).orElseThrow();
            List<SelectorSet> members = union.stream().map(member -> SelectorSet.of(member).orElseThrow()).toList();
            Escape escape = SelectorSet.escape(set, members);
            List<Map<String, String>> escaping = world.stream().filter(labels -> (everything || selects(part, labels)) && union.stream().noneMatch(member -> selects(member, labels))).toList();
            switch (escape) {
                case Escape.Covered ignored -> {
                    covered++;
                    assertThat(escaping).as("%s in %s", part, union).isEmpty();
                }
                case Escape.Witness(var labels) -> {
                    witnesses++;
                    assertThat(labels.get("__name__")).isNotEmpty();
                    assertThat(everything || selects(part, labels)).as("%s is in %s", labels, part).isTrue();
                    assertThat(set.contains(labels)).isTrue();
                    assertThat(union).as("%s", labels).noneMatch(member -> selects(member, labels));
                    assertThat(labels.keySet()).as("no label of %s can be left out", labels).noneMatch(label -> {
                        Map<String, String> fewer = new TreeMap<>(labels);
                        fewer.remove(label);
                        return (everything || selects(part, fewer)) && !fewer.getOrDefault("__name__", "").isEmpty() && union.stream().noneMatch(member -> selects(member, fewer));
                    });
                }
                case Escape.Unknown ignored -> unknown++;
            }
            if (escape.isCovered()) {
                List<SelectorSet> cover = SelectorSet.cover(set, members).orElseThrow();
                assertThat(SelectorSet.escape(set, cover).isCovered()).isTrue();
                cover.forEach(one -> {
                    List<SelectorSet> fewer = new ArrayList<>(cover);
                    fewer.remove(one);
                    assertThat(SelectorSet.escape(set, fewer).isCovered()).as("a smaller cover than %s", union).isFalse();
                });
            }
            for (int i = 0; i < members.size(); i++) {
                VectorSelector other = union.get(i);
                boolean both = SelectorSet.of(part).orElseThrow().common(members.get(i)) instanceof Escape.Witness(var labels) && selects(part, labels) && selects(other, labels);
                assertThat(both || world.stream().noneMatch(labels -> selects(part, labels) && selects(other, labels))).isTrue();
                assertThat(members.get(i).isEmpty()).isEqualTo(members.get(i).example().isCovered());
            }
        }
        assertThat(covered).isGreaterThan(ROUNDS / 10);
        assertThat(witnesses).isGreaterThan(ROUNDS / 10);
        assertThat(unknown).isLessThanOrEqualTo(MAX_UNKNOWN);
    }

    /// What a safe fix does: selectors that the rest covers are taken out, one after the other.
    @Test
    void selectsTheSameWithoutWhatIsCovered() {
        Random random = new Random(7);
        List<Map<String, String>> world = world();
        int removed = 0;
        for (int round = 0; round < ROUNDS / 4; round++) {
            List<VectorSelector> union = new ArrayList<>();
            for (int i = 2 + random.nextInt(6); i > 0; i--) {
                union.add(randomSelector(random));
            }
            List<VectorSelector> kept = new ArrayList<>(union);
            for (VectorSelector one : union) {
                List<SelectorSet> others = kept.stream().filter(other -> other != one).map(other -> SelectorSet.of(other).orElseThrow()).toList();
                if (SelectorSet.escape(SelectorSet.of(one).orElseThrow(), others).isCovered()) {
                    kept.removeIf(other -> other == one);
                    removed++;
                }
            }
            assertThat(world).as("%s", union).allMatch(labels -> union.stream().anyMatch(one -> selects(one, labels)) == kept.stream().anyMatch(one -> selects(one, labels)));
        }
        assertThat(removed).isGreaterThan(ROUNDS / 4);
    }

    /// Two hundred selectors of a few hundred names and patterns, over several labels, each asked whether the others cover it; a list that is built to be hard ends in time as well.
    @Test
    void staysFast() {
        List<String> names = IntStream.range(0, 200).mapToObj(i -> "{__name__=\"metric_" + i + "_total\"}").toList();
        List<String> patterns = IntStream.range(0, 200).mapToObj(i -> "{__name__=~\"team" + i + "_.+|job" + i + ":.*:rate[0-9]+m\",cluster=~\"c" + i % 7 + ".*\",env!=\"e" + i % 3 + "\"}").toList();
        List<String> hard = IntStream.range(0, 60).mapToObj(i -> "{l" + i % 20 + "=~\"[ab]*a[ab]{" + i % 12 + "}\",l" + (i * 7 + 1) % 20 + "!~\"[ab]*b[ab]{" + i % 11 + "}\",l" + (i * 3 + 2) % 20 + "=~\"a.*\"}").toList();
        for (List<String> selectors : List.of(names, patterns, hard)) {
            List<SelectorSet> sets = selectors.stream().map(SelectorSetTest::set).toList();
            assertTimeout(MUCH_TIME, () -> {
                assertThat(SelectorSet.escape(SelectorSet.EVERYTHING, sets)).hasToString("a");
                Effort effort = new Effort(EscapeSearch.MAX_STEPS);
                for (SelectorSet set : sets) {
                    assertThat(SelectorSet.escape(set, sets.stream().filter(other -> other != set).toList(), effort).isCovered()).isFalse();
                }
            });
        }
    }

    @Test
    void givesUpWhenItsStepsAreSpent() {
        assertThat(SelectorSet.escape(set("{x=~\"a.*\"}"), sets("{x=~\"a.+\", y=~\"b.*\"}"), new Effort(1))).isInstanceOf(Escape.Unknown.class);
    }

    private static boolean selects(VectorSelector selector, Map<String, String> labels) {
        if (selector.name().isEmpty() && selector.matchers().isEmpty() || labels.getOrDefault("__name__", "").isEmpty()) {
            return false;
        }
        for (Matcher matcher : selector.matchers()) {
            if (MatchLanguages.refuses(matcher, labels.getOrDefault(matcher.label().text(), ""))) {
                return false;
            }
        }
        return selector.name().isEmpty() || selector.name().get().text().equals(labels.get("__name__"));
    }

    private static List<Map<String, String>> world() {
        List<Map<String, String>> world = new ArrayList<>();
        for (String name : VALUES) {
            for (String x : VALUES) {
                for (String y : VALUES) {
                    if (!name.isEmpty()) {
                        world.add(new TreeMap<>(Map.of("__name__", name, "x", x, "y", y)));
                    }
                }
            }
        }
        return world;
    }

    private static VectorSelector randomSelector(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "a" : "");
        List<String> matchers = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String label = LABELS.get(random.nextInt(text.isEmpty() ? 3 : 2) + (text.isEmpty() ? 0 : 1));
            matchers.add(label + switch (random.nextInt(6)) {
                case 0 -> "=\"" + VALUES.get(random.nextInt(VALUES.size()));
                case 1 -> "!=\"" + VALUES.get(random.nextInt(VALUES.size()));
                case 2, 3 -> "=~\"" + PATTERNS.get(random.nextInt(PATTERNS.size()));
                default -> "!~\"" + PATTERNS.get(random.nextInt(PATTERNS.size()));
            } + '"');
        }
        return selector(text.append('{').append(String.join(",", matchers)).append('}').toString());
    }
}
