package promc.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    private static Language language(String pattern) {
        return RegexSyntaxTest.regex(pattern).language();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "prod-[a-z]+,(prod|dev)-.*,-", "(prod|dev)-.*,prod-[a-z]+,dev-", "api|web,api,web", "a+,a*,-", "a*,a+,''", ".+,.*,-",
        ".*,.+,''", "[0-9]+,\\d+,-", "\\d+,\\w+,-",
        "\\w+,\\d+,a", "(?i)prod,prod,Prod", "prod,(?i)prod,-", ".*,(?-s).*,NEWLINE", "5..,[0-9]{3},5aa", "5[0-9]{2},5..,-",
        "(a|b)*a(a|b){50},[ab]*a[ab]{50},-",
        "a{1000},a*,-", "(ab)*,(ab)+|,-", "(?:https?)://.*,http.*,-", "\\bfoo\\b.*,foo.*,-", "foo.*,foo\\b.*,fooa",
        "(?m)^a$.*,a(\\n.*)?,-", "[^\\x00-\\x{10FFFF}],a,-"})
    void subset(String one, String other, String witness) {
        var expected = witness == null ? new Answer.Yes() : new Answer.No(witness.replace("NEWLINE", "\n"));
        assertThat(language(one).subsetOf(language(other))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "dev.*,.*-eu,dev-eu", "a.*,b.*,-", "dev-.*,(dev|prod)-.*,dev-", ".*foo.*,.*bar.*,barfoo", "[a-z]{3},[a-z]{4},-",
        "(a|b)*a(a|b){50},(a|b)*b(a|b){50},-", "a\\b,a,a",
        "a\\Bb,.*,ab", "a\\bb,.*,-", "(?m)a$.^b,.*,aNEWLINEb"})
    void disjoint(String one, String other, String witness) {
        var expected = witness == null ? new Answer.Yes() : new Answer.No(witness.replace("NEWLINE", "\n"));
        assertThat(language(one).disjointFrom(language(other))).isEqualTo(expected);
    }

    @Test
    void witnessesPreferReadableCharacters() {
        assertThat(language(".+").isEmpty()).isEqualTo(new Answer.No("a"));
        assertThat(language("[^a-z]").isEmpty()).isEqualTo(new Answer.No("0"));
        assertThat(language("\\W").isEmpty()).isEqualTo(new Answer.No("-"));
        assertThat(language("[^\\x00-\\x7F]").isEmpty()).isEqualTo(new Answer.No("À"));
        assertThat(language("[a-z]*").isUniversal()).isEqualTo(new Answer.No("0"));
    }

    @Test
    void negatedLanguagesAreDecidedWithoutBuildingThem() {
        var notProd = language("prod.*").complement();
        assertThat(notProd.matches("dev")).isTrue();
        assertThat(notProd.subsetOf(language("dev.*"))).isEqualTo(new Answer.No(""));
        assertThat(language("prod-1").disjointFrom(notProd)).isEqualTo(new Answer.Yes());
        assertThat(notProd.subsetOf(language("prod").complement())).isEqualTo(new Answer.Yes());
        assertThat(notProd.complement().subsetOf(language("prod.*"))).isEqualTo(new Answer.Yes());
        assertThat(notProd.isUniversal()).isEqualTo(new Answer.No("prod"));
    }

    @Test
    void coverageByAUnion() {
        var statuses = language("[1-5][0-9]{2}");
        var classes = List.of(language("1.."), language("2.."), language("[345].*"));
        assertThat(Decision.covered(statuses, classes)).isEqualTo(new Answer.Yes());
        assertThat(Decision.covered(statuses, classes.subList(0, 2))).isEqualTo(new Answer.No("300"));
        assertThat(Decision.covered(Language.any(), List.of(language("a.*"), language("a.*").complement()))).isEqualTo(new Answer.Yes());
        assertThat(Decision.covered(Language.empty(), List.of())).isEqualTo(new Answer.Yes());
    }

    @Test
    void theSimplestLanguages() {
        assertThat(Language.any().isUniversal()).isEqualTo(new Answer.Yes());
        assertThat(Language.any().isEmpty()).isEqualTo(new Answer.No(""));
        assertThat(Language.empty().isEmpty()).isEqualTo(new Answer.Yes());
        assertThat(Language.literal("a.b").isEmpty()).isEqualTo(new Answer.No("a.b"));
        assertThat(Language.oneOf(List.of("x", "y")).sameAs(language("[xy]"))).isEqualTo(new Answer.Yes());
        assertThat(Language.oneOf(List.of()).isEmpty()).isEqualTo(new Answer.Yes());
        assertThat(Decision.disjoint(List.of())).isEqualTo(new Answer.No(""));
    }

    @Test
    void surrogatesBelongToNoString() {
        assertThat(language("[\\x{D800}-\\x{DFFF}]").isEmpty()).isEqualTo(new Answer.Yes());
        assertThat(language("[\\x00-\\x{D7FF}\\x{E000}-\\x{10FFFF}]*").isUniversal()).isEqualTo(new Answer.Yes());
        assertThat(language("😀").matches("😀")).isTrue();
        assertThat(language(".").matches("😀")).isTrue();
    }

    @Test
    void foldsAsGoDoes() {
        assertThat(language("(?i)k").matches("\u212A")).isTrue();
        assertThat(language("(?i)s").matches("\u017F")).isTrue();
        assertThat(language("(?i)\u1E9E").matches("ß")).isTrue();
        assertThat(language("(?i)i").matches("\u0130")).isFalse();
        assertThat(language("(?i)\u0131").matches("I")).isFalse();
        assertThat(language("(?i)[^k]").matches("\u212A")).isFalse();
        assertThat(language("(?i)\\p{Lu}").matches("a")).isTrue();
    }

    @Test
    void whatNeedsExponentialRoomIsUnknown() {
        var hard = language("(a|b)*a(a|b){50}");
        assertThat(hard.complement().disjointFrom(language("(a|b)*b(a|b){49}(a|b)"))).isInstanceOf(Answer.class);
        assertThat(language("(a|b){51}(a|b)*").subsetOf(Language.of(RegexSyntaxTest.regex("(a|b)*a(a|b){50}|(a|b)*b(a|b){50}"))))
            .isNotInstanceOf(Answer.No.class);
    }
}
