package promc.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Answers about random languages against brute force over all short strings of an alphabet that has one character for each kind
/// the patterns tell apart. `-Dpromc.regex.pairs=N` runs more pairs.
class DecisionOracleTest {
    private static final int PAIRS = Integer.getInteger("promc.regex.pairs", 1_500);
    private static final int LONGEST = 4;
    private static final List<String> SHORT = shortStrings(List.of("a", "b", "c", "k", "K", "\u212A", "1", "x", "-", "\n", "é", "😀"));

    private static List<String> shortStrings(List<String> alphabet) {
        var all = new ArrayList<>(List.of(""));
        for (int length = 1, from = 0; length <= LONGEST - 1; length++) {
            int to = all.size();
            for (var prefix : List.copyOf(all.subList(from, to))) {
                alphabet.forEach(letter -> all.add(prefix + letter));
            }
            from = to;
        }
        return List.copyOf(all);
    }

    @Test
    void answersAgreeWithBruteForceAndWitnessesAreShortest() {
        var random = new RandomPatterns(7, true);
        int yes = 0;
        int no = 0;
        for (int i = 0; i < PAIRS; i++) {
            var one = RegexSyntaxTest.regex(random.foldedPattern(3));
            var other = RegexSyntaxTest.regex(random.foldedPattern(3));
            var third = RegexSyntaxTest.regex(random.foldedPattern(2));
            var what = one + " / " + other + " / " + third;
            var answers = List.of(
                check(what + " subset", one.language().subsetOf(other.language()), s -> one.matches(s) && !other.matches(s)),
                check(what + " disjoint", one.language().disjointFrom(other.language()), s -> one.matches(s) && other.matches(s)),
                check(what + " covered", Decision.covered(one.language(), List.of(other.language(), third.language())),
                    s -> one.matches(s) && !other.matches(s) && !third.matches(s)),
                check(what + " three", Decision.disjoint(List.of(one.language(), other.language(), third.language().complement())),
                    s -> one.matches(s) && other.matches(s) && !third.matches(s)),
                check(what + " empty", one.language().isEmpty(), one::matches),
                check(what + " universal", one.language().isUniversal(), s -> !one.matches(s)));
            for (var answer : answers) {
                yes += answer.isYes() ? 1 : 0;
                no += answer instanceof Answer.No ? 1 : 0;
            }
        }
        assertThat(yes).isGreaterThan(PAIRS / 4);
        assertThat(no).isGreaterThan(PAIRS);
        assertThat(yes + no).as("nothing this small is unknown").isEqualTo(6 * PAIRS);
    }

    private static Answer check(String what, Answer answer, Predicate<String> refutes) {
        switch (answer) {
            case Answer.No(String witness) -> {
                assertThat(refutes.test(witness)).as("%s: witness <%s>", what, witness).isTrue();
                int length = witness.codePointCount(0, witness.length());
                for (var text : SHORT) {
                    if (text.codePointCount(0, text.length()) >= length) {
                        break;
                    }
                    assertThat(refutes.test(text)).as("%s: <%s> is shorter than <%s>", what, text, witness).isFalse();
                }
            }
            case Answer.Yes _ -> {
                for (var text : SHORT.subList(0, Math.min(SHORT.size(), 400))) {
                    assertThat(refutes.test(text)).as("%s: said to hold, but <%s>", what, text).isFalse();
                }
            }
            case Answer.Unknown _ -> { }
        }
        return answer;
    }

    @Test
    void finiteValuesAreAllThatMatch() {
        var random = new RandomPatterns(11, true);
        int finite = 0;
        for (int i = 0; i < PAIRS; i++) {
            var regex = RegexSyntaxTest.regex(random.foldedPattern(3));
            var values = regex.finiteValues(50);
            if (values.isPresent()) {
                finite++;
                assertThat(Language.oneOf(values.get()).sameAs(regex.language())).as(regex.pattern()).isEqualTo(new Answer.Yes());
            } else {
                var found = new TreeSet<String>();
                SHORT.stream().filter(regex::matches).forEach(found::add);
                assertThat(Language.oneOf(found).sameAs(regex.language()).isYes() && !found.isEmpty()
                    && !mayGiveUp(regex)).as(regex.pattern()).isFalse();
            }
        }
        assertThat(finite).isGreaterThan(PAIRS / 10);
    }

    /// Assertions inside can make finite what looks infinite; then giving up is allowed.
    private static boolean mayGiveUp(Regex regex) {
        return regex.language().program().hasAssertions();
    }

    @Test
    void removingRedundantAnchorsKeepsTheLanguage() {
        var random = new RandomPatterns(13, true);
        int removed = 0;
        for (int i = 0; i < PAIRS; i++) {
            var regex = RegexSyntaxTest.regex(random.foldedPattern(3));
            var text = new StringBuilder(regex.pattern());
            for (var anchor : regex.redundantAnchors().reversed()) {
                text.delete(anchor.start(), anchor.end());
                removed++;
            }
            var without = RegexSyntaxTest.regex(text.toString());
            for (var each : SHORT.subList(0, 200)) {
                assertThat(without.matches(each)).as("%s without anchors: %s, on <%s>",
                    regex, without, each).isEqualTo(regex.matches(each));
            }
        }
        assertThat(removed).isGreaterThan(100);
    }
}
