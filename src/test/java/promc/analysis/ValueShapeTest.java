package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueShapeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550e8400-e29b-41d4-a716-446655440000                                | UUID
            01ARZ3NDEKTSV4RRFFQ69G5FAV                                          | ULID
            203.0.113.17                                                        | IPV4
            2001:db8::ff00:42:8329                                              | IPV6
            fe80::1                                                             | IPV6
            2001:0db8:85a3:0000:0000:8a2e:0370:7334                             | IPV6
            ada.lovelace+news@example.co.uk                                     | EMAIL
            2026-11-22T18:54:04Z                                                | ISO_TIME
            2026-11-22 18:54:04.123                                             | ISO_TIME
            1795356819                                                          | EPOCH_SECONDS
            1795356819940                                                       | EPOCH_MILLIS
            d41d8cd98f00b204e9800998ecf8427e                                    | HEX_DIGEST
            sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 | HEX_DIGEST
            48151623                                                            | LONG_DIGITS
            u-104233                                                            | NUMBERED
            order_20071234                                                      | NUMBERED
            /users/104233/orders                                                | PATH_WITH_ID
            /api/v1/items/550e8400-e29b-41d4-a716-446655440000                  | PATH_WITH_ID
            SELECT name FROM users WHERE id = $1                                | SQL
            update t set a = 1                                                  | SQL
            could not connect to the database at db:5432                        | FREE_TEXT
            """)
    void looksLike(String value, ValueShape shape) {
        assertThat(ValueShape.of(value)).contains(shape);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api", "GET", "200", "0.5", "0.99", "+Inf", "1e+09", "v1.2.3", "1.2.3", "2.53.1-rc.0", "go1.24.1", "10.0.0.0", "8080", "localhost:9090", "10.0.0.1:9100",
            "3ab2c1f", "8b1d2c3e4f", "eth0", "nvme0n1", "sda1", "cpu0", "i386", "x86_64", "/api/v1/query", "/var/lib/docker", "/", "/dev/sda1", "/status/200", "1048576", "134217728",
            "1073741823", "10000000", "1000000000", "00000000-0000-0000-0000-000000000000", "00:1b:44:11:3a:b7", "12:30:45", "0000:00:1f.2", "default/kubernetes", "us-east-1",
            "node-exporter-x7k2p", "Mark assist", "unrestarted", "HTTP/1.1", "TLSv1.3", "2026-11-22", "ghcr.io/a/b:1.2", "select", "update available", "a:b::c d", "::ffff::1", "AS64512",
            "Objects are not receiving data from adapter instance", "kube-system", "1m0s", "5m", "p99", "md5", "MutatingWebhookConfiguration"})
    void looksLikeNothingThatGrows(String value) {
        assertThat(ValueShape.of(value)).isEmpty();
    }

    @Test
    void oneValueIsNoProofThatThereAreMany() {
        assertThat(ValueShape.of(List.of("550e8400-e29b-41d4-a716-446655440000"))).isEmpty();
        assertThat(ValueShape.of(List.of("550e8400-e29b-41d4-a716-446655440000", "650e8400-e29b-41d4-a716-446655440000")).orElseThrow().count()).isEqualTo(2);
        assertThat(ValueShape.of(List.of("10.0.0.1", "10.0.0.2", "10.0.0.3"))).as("a few machines").isEmpty();
        assertThat(ValueShape.of(List.of("SELECT a FROM b")).orElseThrow().shape()).isEqualTo(ValueShape.SQL);
        assertThat(ValueShape.of(List.of("the disk sda1 is full and so is the other one"))).isEmpty();
        assertThat(ValueShape.of(List.of("the disk is full and so is the other one ".repeat(6))).orElseThrow().shape()).isEqualTo(ValueShape.FREE_TEXT);
    }

    @Test
    void mostValuesMustLookTheSame() {
        assertThat(ValueShape.of(List.of("48151623", "48151624", "48151625", "a", "b", "c", "d"))).isEmpty();
        assertThat(ValueShape.of(List.of("48151623", "48151624", "48151625", "none")).orElseThrow().example()).isEqualTo("48151623");
    }

    @Test
    void pathsCountWhereTheyDifferInTheIdAlone() {
        assertThat(ValueShape.of(List.of("/users/104233", "/users/104234", "/users/104235", "/login")).orElseThrow().shape()).isEqualTo(ValueShape.PATH_WITH_ID);
        assertThat(ValueShape.of(List.of("/sys/104233", "/users/104234", "/var/104235"))).isEmpty();
    }

    @Test
    void longValuesTakeNoLongerThanShortOnes() {
        for (String piece : List.of("a", "a.", "a ", "1", "/1234", ":", "select ", "\0", "a@a.")) {
            assertThat(ValueShape.of(piece.repeat(1_000_000)).map(ValueShape::words)).isIn(Optional.empty(), Optional.of("sentences"));
        }
        List<String> many = IntStream.range(0, 20_000).mapToObj(i -> "/users/" + (100_000 + i)).toList();
        assertThat(ValueShape.of(many).orElseThrow().count()).isEqualTo(20_000);
        assertThat(ValueShape.of(Collections.nCopies(10_000, "x"))).isEmpty();
        assertThat(Arrays.stream(ValueShape.values()).map(ValueShape::words)).doesNotContain("");
    }
}
