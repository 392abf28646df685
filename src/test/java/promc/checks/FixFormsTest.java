package promc.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.fix.Fix.Applicability;
import promc.testing.SpecEstate;

/// Repairs of expressions in forms that no page shows: trailing commas, comments in between.
class FixFormsTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', nullValues = "-", value = {
            "cardinality/unbounded-label; sum by (session_id,) (x); sum by () (x)", "cardinality/unbounded-label; sum by ( session_id ) (x); sum by ( ) (x)",
            "cardinality/unbounded-label; sum by (job, session_id,) (x); sum by (job,) (x)", "cardinality/unbounded-label; sum by (session_id, job) (x); sum by (job) (x)",
            "promql/quantile-without-le; histogram_quantile(0.9, sum by (job,) (x_bucket)); histogram_quantile(0.9, sum by (job, le,) (x_bucket))",
            "promql/quantile-without-le; histogram_quantile(0.9, sum by () (x_bucket)); histogram_quantile(0.9, sum by (le) (x_bucket))",
            "promql/regex-matches-everything; x{a=~\".*\",}; x", "promql/regex-matches-everything; x{b=\"c\", a=~\".*\",}; x{b=\"c\",}",
            "promql/regex-matches-everything; x{a=~\".*\", b=\"c\"}; x{b=\"c\"}", "promql/regex-matches-literal; x{a=~'b'}; x{a='b'}"})
    void repairs(String check, String before, String after) {
        SpecEstate estate = SpecEstate.ofExpression(before);
        assertThat(estate.findings(check)).hasSize(1);
        assertThat(estate.diff(estate.fix(check, Applicability.UNSAFE)).lines().filter(line -> line.startsWith("+")).map(line -> line.substring(1).strip())).containsExactly(after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {"cardinality/unbounded-label; sum by (session_id, # why|  job) (x)", "promql/regex-matches-everything; x{a=~\".*\", # why|  b=\"c\"}",
            "promql/regex-matches-everything; x{ # why|  a=~\".*\"}"})
    void aCommentIsNeverTakenOut(String check, String expression) {
        SpecEstate estate = SpecEstate.ofExpression(expression.replace('|', '\n'));
        assertThat(estate.findings(check)).hasSize(1);
        assertThat(estate.fix(check, Applicability.UNSAFE).changed()).isEmpty();
    }
}
