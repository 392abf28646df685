package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.analysis.Capacity.Assumptions;
import promc.analysis.Capacity.Growth;
import promc.analysis.Capacity.Limit;
import promc.analysis.SeriesEstimate.Basis;
import promc.model.EstateReader;
import promc.model.Inventory;
import promc.source.SourceFile;

class CapacityTest {
    private static final String CONFIG = """
            global: {scrape_interval: 30s}
            scrape_configs:
              - {job_name: api, static_configs: [{targets: ["a:1", "b:1"]}]}
            """;

    private static List<Capacity> of(long series, OptionalLong given, String... pathsAndTexts) {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.add(SourceFile.of(pathsAndTexts[i], pathsAndTexts[i + 1]));
        }
        Inventory inventory = series == 0 ? Inventory.NONE : new Inventory.Builder(new Inventory.Origin("test")).totalSeries(series).build();
        return new EstateFacts(EstateReader.read(files), path -> inventory).capacities(path -> ServerDefaults.NONE, new Assumptions(Capacity.BYTES_PER_SAMPLE, given));
    }

    private static String compose(String flags, String more) {
        return """
                services:
                  prometheus:
                    image: prom/prometheus:v2.53.0
                    command: '--config.file=/etc/prometheus/prometheus.yml --storage.tsdb.path=/prometheus %s'
                    volumes: [./prometheus.yml:/etc/prometheus/prometheus.yml]
                """.formatted(flags) + more;
    }

    /// The numbers of the formula in Prometheus' `docs/storage.md` for three million series at 30s.
    @Test
    void threeMillionSeriesInFiveGigabytes() {
        Capacity capacity = of(3_000_000, OptionalLong.empty(), "docker-compose.yml", compose("--storage.tsdb.retention.time=15d --storage.tsdb.retention.size=5GB", ""), "prometheus.yml", CONFIG).getFirst();
        assertThat(capacity.series().samples()).contains(Range.of(100_000));
        assertThat(capacity.bytesPerSecond()).contains(new Range(100_000, 130_000, 200_000));
        assertThat(capacity.blocks(15 * 86_400).orElseThrow().likely()).isEqualTo(168.48e9);
        assertThat(capacity.stops()).extracting(Capacity.Stop::limit).containsExactly(Limit.SIZE, Limit.TIME);
        assertThat(capacity.kept().orElseThrow().likely() / 3600).isCloseTo(11.47, within(0.01));
        assertThat(capacity.memory()).contains(new Range(3_000_000 * 3072.0, 3_000_000 * 8192.0, 3_000_000 * 8192.0));
    }

    @Test
    void limitsAndExpositionsStandForWhatNothingCounts() {
        Capacity none = of(0, OptionalLong.empty(), "prometheus.yml", CONFIG).getFirst();
        assertThat(none.series().series()).isEmpty();
        assertThat(none.series().basis()).isEqualTo(Basis.UNKNOWN);
        assertThat(none.series().working()).contains("`api`");
        Capacity limited = of(0, OptionalLong.empty(), "prometheus.yml", CONFIG.replace("job_name: api", "job_name: api, sample_limit: 100")).getFirst();
        assertThat(limited.series().series()).hasValue(210);
        assertThat(limited.series().isTold()).isFalse();
        Capacity shown = of(0, OptionalLong.empty(), "prometheus.yml", CONFIG, "dumps/api-1.prom", "# TYPE x counter\nx{a=\"1\"} 1\nx{a=\"2\"} 1\n").getFirst();
        assertThat(shown.series().series()).hasValue(14);
        assertThat(shown.series().basis()).isEqualTo(Basis.EXPOSITIONS);
        Capacity over = of(1_000_000, OptionalLong.empty(), "prometheus.yml", CONFIG.replace("job_name: api", "job_name: api, sample_limit: 100")).getFirst();
        assertThat(over.series().series()).hasValue(210);
        assertThat(over.series().basis()).isEqualTo(Basis.LIMITS);
        Capacity given = of(1_000_000, OptionalLong.of(7), "prometheus.yml", CONFIG).getFirst();
        assertThat(given.series().series()).hasValue(7);
        assertThat(given.series().basis()).isEqualTo(Basis.GIVEN);
    }

    @Test
    void anAgentStoresNothing() {
        assertThat(of(5, OptionalLong.empty(), "docker-compose.yml", compose("--agent", ""), "prometheus.yml", CONFIG)).isEmpty();
        assertThat(of(5, OptionalLong.empty(), "docker-compose.yml", compose("--enable-feature=exemplar-storage,agent", ""), "prometheus.yml", CONFIG)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mem_limit: 512m                                        | 536870912
            mem_limit: 2gb                                         | 2147483648
            mem_limit: 1.5g                                        | 1610612736
            mem_limit: 1073741824                                  | 1073741824
            deploy: {resources: {limits: {memory: 64M}}}           | 67108864
            mem_limit: ${MEMORY}                                   | -1
            mem_limit: 0                                           | -1
            """)
    void limitsOfMemory(String setting, long bytes) {
        Capacity capacity = of(5, OptionalLong.empty(), "docker-compose.yml", compose("", "    " + setting + "\n"), "prometheus.yml", CONFIG).getFirst();
        assertThat(capacity.memoryLimit().map(limit -> limit.bytes()).orElse(-1L)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {time: 10d}                  | 10d | none | none | FILE
            {time: 10d, size: 1GB}       | 10d | 1073741824 | none | FILE
            {size: 1GB, percentage: 80}  | none | 1073741824 | 80.0 | FILE
            {}                           | none | none | none | FILE
            {time: 0}                    | none | none | none | FILE
            {time: soon}                 | ? | none | none | FILE
            ''                           | 30d | none | none | FLAGS
            """)
    void retentionOfTheFile(String section, String time, String size, String percentage, String source) {
        Retention retention = of(0, OptionalLong.empty(), "docker-compose.yml", compose("--storage.tsdb.retention.time=30d", "").replace("v2.53.0", "v3.14.0"), "prometheus.yml",
                CONFIG + "storage: {tsdb: {retention: " + section + "}}\n").getFirst().retention();
        assertThat(text(retention.time())).isEqualTo(time);
        assertThat(text(retention.size())).isEqualTo(size);
        assertThat(text(retention.percentage())).isEqualTo(percentage);
        assertThat(retention.source().name()).isEqualTo(source);
    }

    /// What 3.8 to 3.10 make of the section: a time that never ends, and the flag of each limit that it does not set.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v3.10.0 | {time: 10d}            | none | none       | FILE
            v3.8.0  | {time: 10d, size: 1GB} | none | 1073741824 | FILE
            v3.9.1  | {size: 1GB}            | 30d  | 1073741824 | FILE
            v3.9.1  | {time: 0}              | 30d  | none       | FILE
            v3.9.1  | {time: soon}           | ?    | none       | FILE
            v3.7.0  | {time: 10d}            | 30d  | none       | FLAGS
            """)
    void retentionOfTheFileBefore311(String version, String section, String time, String size, String source) {
        Retention retention = of(0, OptionalLong.empty(), "docker-compose.yml", compose("--storage.tsdb.retention.time=30d", "").replace("v2.53.0", version), "prometheus.yml",
                CONFIG + "storage: {tsdb: {retention: " + section + "}}\n").getFirst().retention();
        assertThat(text(retention.time())).isEqualTo(time);
        assertThat(text(retention.size())).isEqualTo(size);
        assertThat(retention.source().name()).isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                             | 15d | none | UNSET
            --storage.tsdb.retention.time=0                                | 15d | none | UNSET
            --storage.tsdb.retention.time=0 --storage.tsdb.retention.size=0 | 15d | none | UNSET
            --storage.tsdb.retention.size=2GB                              | none | 2147483648 | FLAGS
            --storage.tsdb.retention=7d                                    | 1w | none | FLAGS
            --storage.tsdb.retention.time=${KEEP}                          | ? | none | FLAGS
            ${MORE}                                                        | ? | ? | UNTOLD
            """)
    void retentionOfFlags(String flags, String time, String size, String source) {
        Retention retention = of(0, OptionalLong.empty(), "docker-compose.yml", compose(flags, ""), "prometheus.yml", CONFIG).getFirst().retention();
        assertThat(text(retention.time())).isEqualTo(time);
        assertThat(text(retention.size())).isEqualTo(size);
        assertThat(retention.source().name()).isEqualTo(source);
    }

    private static String text(Retention.Limit<?> limit) {
        return switch (limit) {
            case Retention.Limit.Set<?>(Told<?>(Duration time, Why why)) -> ServerSettings.words(time);
            case Retention.Limit.Set<?>(var told) -> told.value().toString();
            case Retention.Limit.None<?> none -> "none";
            case Retention.Limit.Untold<?> untold -> "?";
        };
    }

    @Test
    void growthReachesALimit() {
        Growth growth = new Growth(0.05, Duration.ofDays(30));
        assertThat(growth.until(2) / 86_400).isCloseTo(426.2, within(0.1));
        assertThat(growth.until(1)).isZero();
        assertThat(growth.until(0.5)).isZero();
        assertThat(new Growth(0, Duration.ofDays(7)).until(2)).isInfinite();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0 B
            999 | 999 B
            5368709120 | 5 GiB
            1500000 | 1.43 MiB
            5e18 | 4.34 EiB
            """)
    void bytes(double bytes, String words) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            90 | 1.5 min
            41300 | 11.5 h
            172799 | 48 h
            172800 | 2 d
            1296000 | 15 d
            94608000 | 3 years
            1e18 | more than 1000 years
            """)
    void durations(double seconds, String words) {
        assertThat(Amounts.duration(seconds)).isEqualTo(words);
    }

    @Test
    void aServerWithoutAVolumeOrALimitHasNone() {
        Capacity capacity = of(5, OptionalLong.empty(), "prometheus.yml", CONFIG).getFirst();
        assertThat(capacity.volume()).isEmpty();
        assertThat(capacity.stops()).isEmpty();
        assertThat(capacity.kept()).isEqualTo(Optional.empty());
        assertThat(capacity.server().name()).isEqualTo("prometheus.yml");
    }
}
