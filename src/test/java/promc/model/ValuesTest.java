package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import promc.promql.PromDuration;

/// Small values as they are written: versions, images, durations, globs.
class ValuesTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"v2.52.0, 2.52.0", "2.52, 2.52.0", "3.1.0-distroless, 3.1.0", "v3.0.0+build, 3.0.0", "v3.0_x, 3.0.0", "latest, -", "3, -", "v3, -", "'', -",
            "main, -", "99999.1.1, -", "1.2.3.4, -"})
    void versions(String text, String version) {
        assertThat(Version.parse(text).map(Version::toString).orElse(null)).isEqualTo(version);
    }

    @Test
    void versionsAreInOrder() {
        Version version = Version.parse("2.52.0").orElseThrow();
        assertThat(version.isAtLeast(2, 52)).isTrue();
        assertThat(version.isAtLeast(2, 53)).isFalse();
        assertThat(version.isAtLeast(1, 99)).isTrue();
        assertThat(version).isLessThan(Version.parse("2.52.1").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "prom/prometheus:v2.52.0, prom/prometheus, prometheus, 2.52.0, false", "prom/prometheus, prom/prometheus, prometheus, -, false",
            "localhost:5000/prometheus, localhost:5000/prometheus, prometheus, -, false", "localhost:5000/a/thanos:v0.35.0, localhost:5000/a/thanos, thanos, 0.35.0, false",
            "prom/prometheus:v3.0.0@sha256:ab, prom/prometheus, prometheus, 3.0.0, true", "prom/prometheus@sha256:ab, prom/prometheus, prometheus, -, true",
            "prometheus:latest, prometheus, prometheus, -, false"})
    void images(String reference, String repository, String baseName, String version, boolean digest) {
        Image image = Image.parse(reference);
        assertThat(image.repository()).isEqualTo(repository);
        assertThat(image.baseName()).isEqualTo(baseName);
        assertThat(image.version().map(Version::toString).orElse(null)).isEqualTo(version);
        assertThat(image.digest()).isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0s, 0", "1ms, 1", "30s, 30000", "5m, 300000", "1h30m, 5400000", "1d, 86400000", "1w, 604800000", "1y, 31536000000", "1y2w3d4h5m6s7ms, 33019506007",
            "292y, 9208512000000", "007s, 7000"})
    void durations(String text, long millis) {
        assertThat(PromDuration.parseMillis(text)).isEqualTo(OptionalLong.of(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "5 m", "1.5h", "-5m", "+5m", "5m1h", "5m5m", "5M", "1ms1s", "1h30", "00", "1000y", "99999999999999999999s", "5us", "5min", "1d 2h", "٥m"})
    void notDurations(String text) {
        assertThat(PromDuration.parseMillis(text)).isEmpty();
    }

    @Test
    void durationsArePrintedAsTheyAreRead() {
        for (String text : List.of("0s", "1ms", "1s500ms", "5m", "1h30m", "1d1h", "90d", "1w", "1y", "2y")) {
            assertThat(PromDuration.format(PromDuration.parseMillis(text).orElseThrow())).isEqualTo(text);
        }
        assertThat(PromDuration.format(7 * 86_400_000L)).isEqualTo("1w");
        assertThat(PromDuration.format(8 * 86_400_000L)).isEqualTo("8d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "*.yml; a.yml; true", "*.yml; a/b.yml; false", "**/*.yml; a.yml; true", "**/*.yml; a/b/c.yml; true", "a/**; a/b/c; true", "a/**; a; false", "a/**/c; a/c; true",
            "a/**/c; a/b/b/c; true", "{a,b}.yml; b.yml; true", "a**; ab; true", "x**/y; xa/y; true", "\\**/a; */a; true"})
    void globs(String glob, String path, boolean matches) {
        assertThat(Glob.of(glob).matches(java.nio.file.Path.of(path))).isEqualTo(matches);
    }
}
