package promc.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.exposition.ExpositionLine.Fault;
import promc.exposition.ExpositionLine.Metadata;
import promc.exposition.ExpositionLine.Sample;

class ExpositionReaderTest {
    private static List<String> faults(String text) {
        return Exposition.read(text).lines().stream().filter(Fault.class::isInstance).map(fault -> fault.span().of(text) + ": " + ((Fault) fault).problem().message()).toList();
    }

    @Test
    void readsSamplesWithTheirPlaces() {
        String text = "# HELP up Is it\n# TYPE up gauge\n up{job=\"a\\\"b\\n\\\\\", le=\"1\" ,} +Inf 123\nplain 1e3\n";
        Exposition exposition = Exposition.read(text);
        assertThat(exposition.openMetrics()).isFalse();
        assertThat(exposition.metadata()).extracting(Metadata::text).containsExactly("Is it", "gauge");
        Sample up = exposition.samples().getFirst();
        assertThat(up.name()).isEqualTo("up");
        assertThat(up.labelSet()).isEqualTo(Map.of("job", "a\"b\n\\", "le", "1"));
        assertThat(up.value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(up.timestamp()).isEqualTo("123");
        assertThat(up.labels().getFirst().valueSpan().of(text)).isEqualTo("a\\\"b\\n\\\\");
        assertThat(exposition.samples().get(1).value()).isEqualTo(1000);
    }

    @Test
    void readsQuotedNames() {
        Exposition exposition = Exposition.read("# TYPE \"my.dotted.metric\" counter\n{\"my.dotted.metric\",\"a.b\"=\"c\"} 1\nx{\"a.b\"=\"c\"} 1\n");
        assertThat(exposition.families()).extracting(Exposition.Family::name).containsExactly("my.dotted.metric", "x");
        assertThat(exposition.samples()).allSatisfy(sample -> assertThat(sample.labelSet()).isEqualTo(Map.of("a.b", "c")));
    }

    @Test
    void readsOpenMetrics() {
        String text = "# TYPE d_seconds histogram\n# UNIT d_seconds seconds\n# HELP d_seconds Takes\nd_seconds_bucket{le=\"+Inf\"} 1 # {trace_id=\"x\"} 0.5 1.5\nd_seconds_count 1 1.25\n"
                + "# TYPE c counter\nc_total 1\nc_created 1.7e9\n# EOF\n";
        Exposition exposition = Exposition.read(text);
        assertThat(exposition.openMetrics()).isTrue();
        assertThat(faults(text)).isEmpty();
        assertThat(exposition.families()).extracting(family -> family.name() + " " + family.typeWord() + " " + family.samples().size()).containsExactly("d_seconds histogram 2", "c counter 2");
    }

    @Test
    void takesCarriageReturnsAndCommentsForWhatTheyAre() {
        assertThat(faults("# promc: allow x -- y\r\n#\r\n#bare\r\n\r\nup 1\r\n")).isEmpty();
        assertThat(faults("# anything\nup 1\n# EOF\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            up                        | up: the sample has no value
            up one                    | one: `one` is no number
            up 0x10                   | 0x10: `0x10` is no number
            up 1_0                    | 1_0: `1_0` is no number
            up 1e999                  | 1e999: `1e999` is no number
            up 1 2 3                  | 3: nothing may follow here
            up 1 now                  | now: `now` is no timestamp
            up 1 # {a="b"} 1          | # {a="b"} 1: nothing may follow here: only OpenMetrics has exemplars
            1up 1                     | 1up: a line begins with the name of a metric, `{` or `#`
            my-metric 1               | my-metric: `my-metric` is no metric name
            up{job="a" 1              | 1: a label's name is expected here
            up{job="a                 | "a: the value of the label `job` has no closing quote on this line
            up{job=a} 1               | a}: the value of the label `job` must stand in double quotes
            up{job} 1                 | job: the label `job` has no `=`
            up{job="a",job="b"} 1     | job: the series has the label `job` twice
            up{job="a",,} 1           | ,} 1: a label's name is expected here
            {job="a"} 1               | {job="a"}: the metric has no name
            x{"y"} 1                  | y: the metric has a name already
            # TYPE up guage           | guage: there is no metric type `guage`
            # TYPE up info            | info: the text format has no type `info`, only OpenMetrics has
            # TYPE 1up gauge          | 1up gauge: `# TYPE` names no metric
            # TYPE a-b gauge          | a-b: `a-b` is no metric name
            """)
    void refusesWhatIsNoneOfTheFormat(String line, String message) {
        assertThat(faults("ok 1\n" + line + "\nok{a=\"b\"} 2\n")).containsExactly(message);
        assertThat(Exposition.read("ok 1\n" + line + "\nok{a=\"b\"} 2\n").samples()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # TYPE up untyped         | untyped: there is no metric type `untyped`
            # UNIT up_seconds bytes   | bytes: the unit `bytes` must be the end of the metric's name, which is `up_seconds`
            up 1 # {a="b"}            | # {a="b"}: the exemplar has no value
            up{a="b" c="d"} 1         | c="d"} 1: `,` or `}` is expected here
            """)
    void refusesWhatIsNoneOfOpenMetrics(String line, String message) {
        assertThat(faults(line + "\n# EOF\n")).containsExactly(message);
    }

    @Test
    void saysWhatFollowsTheEnd() {
        String text = "up 1\n\n# EOF\n";
        assertThat(faults(text)).containsExactly(": OpenMetrics has no empty lines");
        assertThat(ExpositionReader.isOpenMetrics("# EOF")).isTrue();
        assertThat(ExpositionReader.isOpenMetrics("up 1\n# EOF\nup 2\n")).isFalse();
        assertThat(ExpositionReader.isOpenMetrics("EOF")).isFalse();
    }

    @Test
    void garbageAndLongLinesAreReadInOneGo() {
        String value = "x".repeat(10_000_000);
        assertThat(Exposition.read("up{a=\"" + value + "\"} 1\n").samples().getFirst().labels().getFirst().value()).hasSize(10_000_000);
        assertThat(faults("up{" + ",".repeat(10_000_000))).hasSize(1);
        assertThat(faults("\\".repeat(1000) + "\n\"{}#\0\n")).hasSize(2);
        assertThat(Exposition.read("").lines()).isEmpty();
    }
}
