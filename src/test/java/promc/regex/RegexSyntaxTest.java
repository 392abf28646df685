package promc.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSyntaxTest {
    static Regex regex(String pattern) {
        return regex(pattern, RegexUse.MATCHER);
    }

    static Regex regex(String pattern, RegexUse use) {
        return switch (Regex.parse(pattern, use)) {
            case Regex regex -> regex;
            case RegexError error -> throw new AssertionError(pattern + ": " + error);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "a", "a.b", "a|b", "|", "a||b", "()", "(|)", "(a)(b)", "((a))", "(?:a)", "(?i)a", "(?i:a)b", "(?-i)a", "(?s-i)a",
        "(?imsU)a", "(?i-s:a)",
        "(?)", "(?:)", "(?P<n>a)", "(?<n>a)", "(?P<n_1>a)", "(?<1>a)", "(?P<n>a)(?P<n>b)", "a*", "a+", "a?", "a*?", "a+?", "a??",
        "(a*)*", "(?:a*)+",
        "a{2}", "a{2,}", "a{2,3}", "a{2}?", "a{0}", "a{0,0}", "a{1000}", "a{,2}", "a{", "a{2", "a{2,", "a{b}", "a{01}", "a{ 2}", "{",
        "}", "a}", "]",
        "(a{10}){100}", "(a{1000}){0}", "((a{10}){10}){10}", "(a{1000}){1}", "(?:a{0}){1000}",
        "^a$", "^^a$$", "a^b", "$a", "^*", "$+", "\\Aa\\z", "\\ba\\B", "(?m)^a$", "[a]", "[^a]", "[]]", "[^]]", "[]-a]", "[a-]",
        "[-a]", "[a-c-e]", "[+--]",
        "[[:alpha:]]", "[[:^alpha:]]", "[^[:alpha:]]", "[[:word:][:punct:]]", "[[:alpha]", "[:alpha:]", "[[a]", "[\\d\\s]",
        "[\\pL\\PN]", "[\\]]", "[\\\\]", "[\\-]",
        "\\d\\D\\s\\S\\w\\W", "\\pL", "\\PL", "\\p{Lu}", "\\p{^Lu}", "\\P{^Lu}", "\\p{Greek}", "\\p{Han}", "\\p{Latin}", "\\p{Any}",
        "\\p{LC}", "\\p{Cn}",
        "\\p{Old_Italic}", "\\p{SignWriting}", "\\Qa.b\\E", "\\Q\\E", "\\Qa*\\E+", "a\\Q\\E*", "\\x41", "\\x{41}", "\\x{10FFFF}",
        "\\x{000041}", "\\x{d800}", "\\0", "\\01", "\\012",
        "\\12", "\\123", "\\777", "\\1234", "\\a\\f\\n\\r\\t\\v", "\\.", "\\_", "\\-", "\\\"", "\\/", "\\ ", "\\~", "é", "日本", "😀",
        "[😀-😂]", "a(?i)*", "\n"})
    void accepts(String pattern) {
        assertThat(Regex.parse(pattern)).isInstanceOf(Regex.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '"', value = {
        "(a!missing closing ): `(a`", "a)!unexpected ): `a)`", "x)|(y!unexpected ): `x)|(y`", "(?:a!missing closing ): `(?:a`",
        "((a)!missing closing ): `((a)`",
        "*!missing argument to repetition operator: `*`", "+a!missing argument to repetition operator: `+`",
        "a|*!missing argument to repetition operator: `*`",
        "(*a)!missing argument to repetition operator: `*`", "(?i)*!missing argument to repetition operator: `*`",
        "{2}!missing argument to repetition operator: `{2}`",
        "*?!missing argument to repetition operator: `*?`",
        "a**!invalid nested repetition operator: `**`", "a++!invalid nested repetition operator: `++`",
        "a*+!invalid nested repetition operator: `*+`",
        "a???!invalid nested repetition operator: `???`", "a{2}{3}!invalid nested repetition operator: `{2}{3}`",
        "a{2}*!invalid nested repetition operator: `{2}*`",
        "a*{2}!invalid nested repetition operator: `*{2}`",
        "a{1001}!invalid repeat count: `{1001}`", "a{2,1}!invalid repeat count: `{2,1}`", "a{1,1001}!invalid repeat count: `{1,1001}`",
        "a{1001,}!invalid repeat count: `{1001,}`",
        "a{99999999999}!invalid repeat count: `{99999999999}`", "(x{500}){3}!invalid repeat count: `{3}`",
        "(((a{11}){10}){10})!invalid repeat count: `{10}`",
        "(a{2,}){501}!invalid repeat count: `{501}`",
        "[!missing closing ]: `[`", "[a!missing closing ]: `[a`", "[]!missing closing ]: `[]`", "[^]!missing closing ]: `[^]`",
        "[^!missing closing ]: `[^`",
        "a[[:alpha:]!missing closing ]: `[[:alpha:]`", "[b-a]!invalid character class range: `b-a`",
        "[a-\\d]!invalid escape sequence: `\\d`",
        "[[:foo:]]!invalid character class range: `[:foo:]`", "[[:ALPHA:]]!invalid character class range: `[:ALPHA:]`",
        "[[:^foo:]]!invalid character class range: `[:^foo:]`",
        "[\\b]!invalid escape sequence: `\\b`", "[\\Qa\\E]!invalid escape sequence: `\\Q`",
        "\\p!invalid character class range: `\\p`", "\\p{!invalid character class range: `\\p{`",
        "\\p{}!invalid character class range: `\\p{}`", "\\p{Foo}!invalid character class range: `\\p{Foo}`",
        "\\pé!invalid character class range: `\\pé`", "\\p{Garay}!invalid character class range: `\\p{Garay}`",
        "\\p{Unknown}!invalid character class range: `\\p{Unknown}`",
        "\\1!invalid escape sequence: `\\1`", "(a)\\1!invalid escape sequence: `\\1`", "\\8!invalid escape sequence: `\\8`",
        "\\C!invalid escape sequence: `\\C`",
        "\\Z!invalid escape sequence: `\\Z`", "\\u0041!invalid escape sequence: `\\u`", "\\E!invalid escape sequence: `\\E`",
        "\\e!invalid escape sequence: `\\e`",
        "\\é!invalid escape sequence: `\\é`", "\\h!invalid escape sequence: `\\h`", "\\K!invalid escape sequence: `\\K`",
        "\\G!invalid escape sequence: `\\G`",
        "\\x!invalid escape sequence: `\\x`", "\\x4!invalid escape sequence: `\\x4`", "\\xg1!invalid escape sequence: `\\xg1`",
        "\\x{}!invalid escape sequence: `\\x{}`",
        "\\x{110000}!invalid escape sequence: `\\x{110000`", "\\x{4!invalid escape sequence: `\\x{4`",
        "\\x{zz}!invalid escape sequence: `\\x{z`",
        "\\!trailing backslash at end of expression: ``", "a\\!trailing backslash at end of expression: ``",
        "(?=a)!invalid or unsupported Perl syntax: `(?=`", "(?!invalid or unsupported Perl syntax: `(?`",
        "(?<=a)!invalid named capture: `(?<=a)`", "(?<a)!invalid named capture: `(?<a)`",
        "(?#a)!invalid or unsupported Perl syntax: `(?#`", "(?>a)!invalid or unsupported Perl syntax: `(?>`",
        "(?x)a!invalid or unsupported Perl syntax: `(?x`",
        "(?--i)!invalid or unsupported Perl syntax: `(?--`", "(?i-)!invalid or unsupported Perl syntax: `(?i-)`",
        "(?-)!invalid or unsupported Perl syntax: `(?-)`",
        "(?i!invalid or unsupported Perl syntax: `(?i`", "(?P=n)!invalid or unsupported Perl syntax: `(?P`",
        "(?P<>a)!invalid named capture: `(?P<>`",
        "(?P<a-b>c)!invalid named capture: `(?P<a-b>`", "(?P<n!invalid named capture: `(?P<n`",
        "(?P>n)!invalid or unsupported Perl syntax: `(?P`", "(?'n'a)!invalid or unsupported Perl syntax: `(?'`"})
    void refuses(String pattern, String message) {
        assertThat(Regex.parse(pattern)).isInstanceOfSatisfying(RegexError.class, error -> {
            assertThat(error.message()).isEqualTo(message);
            assertThat(error.start()).isBetween(0, error.end());
            assertThat(error.end()).isLessThanOrEqualTo(pattern.length());
        });
    }

    @Test
    void refusesLookaheadNegated() {
        assertThat(Regex.parse("a(?!b)")).isEqualTo(new RegexError("invalid or unsupported Perl syntax: `(?!`", 1, 4));
    }

    @Test
    void refusesALoneSurrogate() {
        assertThat(Regex.parse("a\uD800")).isEqualTo(new RegexError("invalid UTF-8", 1, 2));
    }

    @Test
    void offsetsCountUtf16Units() {
        assertThat(Regex.parse("😀[b-a]")).isEqualTo(new RegexError("invalid character class range: `b-a`", 3, 6));
        assertThat(regex("😀x*").root()).isInstanceOfSatisfying(RegexNode.Concat.class,
            concat -> assertThat(concat.parts().get(1)).isEqualTo(new RegexNode.Repeat(new RegexNode.Literal("x", false, 2, 3),
                0, -1, true, 2, 4)));
    }

    @Test
    void treeKeepsSpansOfGroups() {
        assertThat(regex("(?:ab)+|(?P<n>c)").root()).isEqualTo(new RegexNode.Alternate(List.of(
            new RegexNode.Repeat(new RegexNode.Literal("ab", false, 0, 6), 1, -1, true, 0, 7),
            new RegexNode.Capture(new RegexNode.Literal("c", false, 14, 15), 1, Optional.of("n"), 8, 16)), 0, 16));
    }

    @Test
    void unclosedQuoteFailsInTheWrappingOnly() {
        assertThat(Regex.parse("a\\Qb", RegexUse.SEARCH)).isInstanceOf(Regex.class);
        assertThat(regex("a\\Qb").matches("ab")).isTrue();
        assertThat(Regex.parse("a\\Qb", RegexUse.RELABEL)).isEqualTo(new RegexError("missing closing ): `^(?s:a\\Qb)$`", 0, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\p{Letter}", "\\p{letter_number}", "\\p{greek}", "\\ppL", "\\p{ASCII}", "\\p{any}"})
    void onlyMatchersWantPropertiesInOneSpelling(String pattern) {
        assertThat(Regex.parse(pattern)).isInstanceOf(RegexError.class);
        assertThat(List.of(RegexUse.RELABEL, RegexUse.SEARCH, RegexUse.ALERTMANAGER))
            .allSatisfy(use -> assertThat(Regex.parse(pattern, use)).isInstanceOf(Regex.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\p{Old_Italic}", "\\p{SignWriting}"})
    void onlyMatchersKnowScriptsOfMoreThanOneWord(String pattern) {
        assertThat(Regex.parse(pattern)).isInstanceOf(Regex.class);
        assertThat(Regex.parse(pattern, RegexUse.RELABEL)).isInstanceOf(RegexError.class);
    }

    @Test
    void relabellingParsesTheWrappedPatternOnly() {
        var regex = regex("x)|(y", RegexUse.RELABEL);
        assertThat(List.of(regex.matches("xa"), regex.matches("ay"), regex.matches("ax"),
            regex.matches("ya"))).containsExactly(true, true, false, false);
        assertThat(Regex.parse("a)", RegexUse.RELABEL)).isEqualTo(new RegexError("unexpected ): `^(?s:a))$`", 0, 2));
        assertThat(regex.redundantAnchors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MATCHER,true,false", "RELABEL,true,false", "ALERTMANAGER,false,false", "SEARCH,false,true"})
    void useDecidesWhatADotAndAPartialMatchMean(RegexUse use, boolean newline, boolean partial) {
        assertThat(regex("a.b", use).matches("a\nb")).isEqualTo(newline);
        assertThat(regex("a", use).matches("xax")).isEqualTo(partial);
        assertThat(regex("^a$", use).matches("xax")).isFalse();
        assertThat(regex("^a$", use).matches("a")).isTrue();
    }

    @Test
    void quotesAsQuoteMetaDoes() {
        assertThat(Regex.quote("a.b-c\\d{1}[x]^$|()*+?é/")).isEqualTo("a\\.b-c\\\\d\\{1\\}\\[x\\]\\^\\$\\|\\(\\)\\*\\+\\?é/");
        assertThat(regex(Regex.quote("a.b(c)*[d]")).literal()).contains("a.b(c)*[d]");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "api,api,true", "'','',true", "foo\\.bar,foo.bar,false", "(api),api,false", "^api$,api,false", "a{3},aaa,false", "[.],.,false",
        "\\Qa.b\\E,a.b,false", "(?i)12,12,false",
        "(?i)ab,-,false", "a|b,-,false", "a.b,-,false", "a*,-,false", "a|a,a,false", "😀,😀,true"})
    void literal(String pattern, String value, boolean plain) {
        assertThat(regex(pattern).literal()).isEqualTo(Optional.ofNullable(value));
        assertThat(regex(pattern).isPlainText()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "a|b|c!a b c", "(a|b)c?!a ac b bc", "[ab]x!ax bx", "^(foo|bar)$!bar foo", "a{1,3}!a aa aaa", "(?i)k!K k \u212A",
        "\\bfoo\\b!foo", "(?:x|y){2}!xx xy yx yy", "a^b|c!c", "(^a|b$)!a b"})
    void finiteValues(String pattern, String values) {
        assertThat(regex(pattern).finiteValues(10)).hasValueSatisfying(set -> assertThat(set).containsExactly(values.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*", ".", "a+b", "[a-z]", "(a|b){4}", "\\w", "a|b.*", "a{11}?|b{0,11}", ".*"})
    void finiteValuesGivesUp(String pattern) {
        assertThat(regex(pattern).finiteValues(10)).isEmpty();
    }

    @Test
    void emptyLanguageHasNoValues() {
        assertThat(regex("[^\\d\\D]").finiteValues(10)).hasValueSatisfying(set -> assertThat(set).isEmpty());
        assertThat(regex("a$b").finiteValues(10)).hasValueSatisfying(set -> assertThat(set).isEmpty());
    }

    @Test
    void searchIsFiniteOnlyWhenAnchoredOnBothSides() {
        assertThat(regex("^(a|b)$", RegexUse.SEARCH).finiteValues(10)).hasValueSatisfying(set -> assertThat(set).containsExactly("a",
            "b"));
        assertThat(regex("^a", RegexUse.SEARCH).finiteValues(10)).isEmpty();
        assertThat(regex("api", RegexUse.SEARCH).isPlainText()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", ".*?", "(.*)", "^.*$", "(?:.*)", ".*.*", "a*.*", ".*|a", "(|.+)", "[\\s\\S]*", "(?s).*", ".{0,}",
        "(.|a)*", "\\A.*\\z"})
    void matchesEverything(String pattern) {
        assertThat(regex(pattern).matchesEverything()).isTrue();
        assertThat(regex(pattern).matchesAllButEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".+", ".+?", "(.+)", "^.+$", "..*", ".*.", "(?:.+)", "[\\d\\D]+", ".{1,}"})
    void matchesAllButEmpty(String pattern) {
        assertThat(regex(pattern).matchesAllButEmpty()).isTrue();
        assertThat(regex(pattern).matchesEverything()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", ".", "(?-s).*", "(?-s).+", "[^\\n]+", "a.*", ".*a"})
    void matchesLess(String pattern) {
        assertThat(regex(pattern).matchesEverything()).isFalse();
        assertThat(regex(pattern).matchesAllButEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "^a$,a", "\\Aa\\z,a", "^a|b$,a|b", "(^a|^b)c,(a|b)c", "^(a|b)$,(a|b)", "^^a$$,a", "(?m)^a$,(?m)a", "(?i)^a,(?i)a", "^(^a),(a)",
        "a^b,a^b", "^*a,^*a", "^^*a,^*a", "a|^,a|",
        "a$|b^,a|b^", "\\^a\\$,\\^a\\$", "[^a],[^a]", "(?:^a)b,(?:a)b", "(a$)b,(a$)b", "^.*$,.*", "^,''", "^$,''", "x(a|b$),x(a|b)",
        "\\ba$,\\ba", "^|a{2}$,|a{2}"})
    void redundantAnchors(String pattern, String without) {
        var text = new StringBuilder(pattern);
        for (var anchor : regex(pattern).redundantAnchors().reversed()) {
            text.delete(anchor.start(), anchor.end());
        }
        assertThat(text).hasToString(without);
        assertThat(regex(pattern).language().sameAs(regex(without).language())).isEqualTo(new Answer.Yes());
    }

    @ParameterizedTest
    @CsvSource({
        "a|b|c,a b c", "(a|bc),a bc", "^(a|b)$,a b", "(?:a|(?:b|c)),a b c", "a,a", "ab*c,ab*c", "x(a|b),x(a|b)", "a|^b$,a ^b$"})
    void alternatives(String pattern, String branches) {
        assertThat(regex(pattern).alternatives().stream().map(node -> pattern.substring(node.start(), node.end())).toList())
            .containsExactly(branches.split(" "));
    }
}
