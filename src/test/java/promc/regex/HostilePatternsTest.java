package promc.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Patterns written to hurt: each must be parsed, matched and decided (or refused, or left unknown) in a moment; none takes a second on an
/// idle machine, the limit leaves room for a busy one.
class HostilePatternsTest {
    private static final Duration MOMENT = Duration.ofSeconds(20);

    record Hostile(String name, String pattern) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Hostile> patterns() {
        var list = new ArrayList<Hostile>();
        list.add(new Hostile("needs 2^51 deterministic states", "(a|b)*a(a|b){50}"));
        list.add(new Hostile("needs 2^501 deterministic states", ".*a.{500}"));
        list.add(new Hostile("nested stars", "(((a*)*)*)*b".repeat(20)));
        list.add(new Hostile("nested repeats", "((a{0,10}){0,10}){0,10}"));
        list.add(new Hostile("optional thousand", "(x+x+)+y|(a?){1000}a{1000}"));
        list.add(new Hostile("many thousands", "(.{0,1000}a)".repeat(40)));
        list.add(new Hostile("long literal", "a".repeat(100_000)));
        list.add(new Hostile("long alternation", IntStream.range(0, 12_000).mapToObj(i -> "host" + i).collect(Collectors.joining("|"))));
        list.add(new Hostile("starred alternation",
            "(" + IntStream.range(0, 8_000).mapToObj(i -> "h" + i).collect(Collectors.joining("|")) + ")*"));
        list.add(new Hostile("long classes", "[a-z0-9]".repeat(12_000)));
        list.add(new Hostile("many distinct characters",
            IntStream.range(0x4E00, 0x9E00).mapToObj(Character::toString).collect(Collectors.joining())));
        list.add(new Hostile("many overlapping classes",
            IntStream.range(0, 10_000).mapToObj(i -> "[" + Character.toString(0x4E00 + i) + "-\uFFF0]").collect(Collectors.joining())));
        list.add(new Hostile("many letters", "[\\pL0]|[\\pLx]\\pN".repeat(5_000)));
        list.add(new Hostile("open groups", "(".repeat(5_000)));
        list.add(new Hostile("nested groups", "(".repeat(5_000) + "a" + ")".repeat(5_000)));
        list.add(new Hostile("nested groups under the limit", "(".repeat(990) + "a" + ")".repeat(990)));
        list.add(new Hostile("nested stars under the limit", "(?:".repeat(990) + "a" + ")*".repeat(990)));
        list.add(new Hostile("nested silent groups", "(?:".repeat(30_000) + "a" + ")".repeat(30_000)));
        list.add(new Hostile("silent groups that grow", "(?:".repeat(900) + "a.".repeat(20_000) + "b.)".repeat(900)));
        list.add(new Hostile("bars", "|".repeat(100_000)));
        list.add(new Hostile("anchors", "^".repeat(50_000) + "$".repeat(50_000)));
        list.add(new Hostile("word boundaries", "(\\b|a)*".repeat(2_000)));
        list.add(new Hostile("repeated groups", "(" + "()".repeat(1_000) + "){1000}"));
        list.add(new Hostile("repeated classes", "\\pL{1000}".repeat(300)));
        list.add(new Hostile("folded letters", "(?i)[\\pL]".repeat(300)));
        list.add(new Hostile("opened and never closed", "[".repeat(50_000)));
        list.add(new Hostile("posix openings", "[[:".repeat(200_000)));
        list.add(new Hostile("braces", "a{".repeat(50_000)));
        return list;
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void costsAMoment(Hostile hostile) {
        Assertions.assertTimeoutPreemptively(MOMENT, () -> {
            if (Regex.parse(hostile.pattern) instanceof Regex regex) {
                var language = regex.language();
                var other = RegexSyntaxTest.regex("(a|b)*b(a|b){50}|h.*").language();
                check(language.isEmpty(), language::matches);
                check(language.isUniversal(), text -> !language.matches(text));
                check(language.subsetOf(other), text -> language.matches(text) && !other.matches(text));
                check(other.subsetOf(language), text -> !language.matches(text) && other.matches(text));
                check(language.disjointFrom(other), text -> language.matches(text) && other.matches(text));
                assertThat(language.subsetOf(language)).isEqualTo(new Answer.Yes());
                regex.finiteValues(100).ifPresent(values -> assertThat(values).allMatch(regex::matches));
                assertThat(regex.redundantAnchors()).allMatch(anchor -> anchor.end() <= hostile.pattern.length());
                assertThat(regex.alternatives()).isNotEmpty();
            }
        });
    }

    private static void check(Answer answer, Predicate<String> refutes) {
        assertThat(answer.counterexample()).satisfies(witness -> assertThat(witness.stream()).allMatch(refutes));
    }

    @Test
    void theDeepestTreesFitASmallStack() throws InterruptedException {
        var deepest = List.of("(".repeat(990) + "a" + ")".repeat(990), "(?:".repeat(990) + "a" + ")*".repeat(990),
            "(a|".repeat(490) + "b" + ")".repeat(490),
            "(^a".repeat(490) + "b" + ")".repeat(490), "a)|" + "(".repeat(900) + "b" + ")".repeat(900) + "|(c");
        var decided = new ArrayList<Answer>();
        var thread = new Thread(null, () -> {
            for (var pattern : deepest) {
                for (var use : RegexUse.values()) {
                    if (Regex.parse(pattern, use) instanceof Regex regex) {
                        assertThat(regex.redundantAnchors()).isNotNull();
                        decided.add(regex.language().isEmpty());
                    }
                }
            }
        }, "small stack", 512 << 10);
        thread.start();
        thread.join();
        assertThat(decided).hasSize(4 * 4 + 2).allMatch(answer -> answer instanceof Answer.No || answer instanceof Answer.Yes);
    }

    @Test
    void tooDeepIsAnErrorAndNotAnOverflow() {
        assertThat(Regex.parse(nested(5_000)))
            .isInstanceOfSatisfying(RegexError.class, error
                -> assertThat(error.message()).startsWith("expression nests too deeply: `((("));
        assertThat(Regex.parse(nested(998))).isInstanceOf(Regex.class);
        assertThat(Regex.parse(nested(999))).as("the anchors around it are one level more").isInstanceOf(RegexError.class);
        assertThat(Regex.parse(nested(999), RegexUse.SEARCH)).isInstanceOf(Regex.class);
        assertThat(Regex.parse(nested(1_000), RegexUse.SEARCH)).isInstanceOf(RegexError.class);
    }

    private static String nested(int depth) {
        return "(".repeat(depth) + "a" + ")".repeat(depth);
    }

    @Test
    void tooLargeIsAnError() {
        assertThat(Regex.parse("((" + "a{100}".repeat(400) + "){10}){10}"))
            .isInstanceOfSatisfying(RegexError.class, error -> assertThat(error.message()).startsWith("expression too large: `"));
    }

    @Test
    void inclusionInItselfIsLinearWhereverTheStatesFollowEachOther() {
        assertThat(RegexSyntaxTest.regex("(a|b)*a(a|b){200}").language().subsetOf(RegexSyntaxTest.regex("(?:b|a)*a(?:b|a){200}")
            .language()))
            .isEqualTo(new Answer.Yes());
    }

    @Test
    void aLongListOfHostsIsDecided() {
        var hosts = IntStream.range(0, 3_000).mapToObj(i -> "host-" + i + ":9100").toList();
        var all = RegexSyntaxTest.regex(hosts.stream().map(Regex::quote).collect(Collectors.joining("|")));
        assertThat(all.language().subsetOf(RegexSyntaxTest.regex("host-[0-9]+:9100").language())).isEqualTo(new Answer.Yes());
        assertThat(all.language().sameAs(Language.oneOf(hosts))).isEqualTo(new Answer.Yes());
        assertThat(Language.oneOf(hosts).subsetOf(Language.oneOf(hosts.subList(0, 2_999)))).isEqualTo(new Answer.No("host-2999:9100"));
        assertThat(all.finiteValues(5_000)).hasValueSatisfying(values -> assertThat(values).hasSize(3_000));
    }

    @Test
    void exponentialQuestionsAreLeftUnknown() {
        var shape = RegexSyntaxTest.regex("(a|b)*a(a|b){50}").language();
        assertThat(RegexSyntaxTest.regex("[ab]{51,}").language().subsetOf(shape)).isInstanceOf(Answer.No.class);
        assertThat(RegexSyntaxTest.regex("[ab]{51,}").language().subsetOf(RegexSyntaxTest.regex("[ab]*a[ab]{50}|[ab]*b[ab]{50}")
            .language()))
            .isNotInstanceOf(Answer.No.class);
    }
}
