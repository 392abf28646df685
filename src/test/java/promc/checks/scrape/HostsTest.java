package promc.checks.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an address tells by its form.
class HostsTest {
    @ParameterizedTest
    @CsvSource({"api:8080, api, 8080", "API.shop.io:443, api.shop.io, 443", "[::1]:9090, [::1], 9090", "[::1], [::1], ''", "shop.io, shop.io, ''"})
    void takesTargetsApart(String address, String host, String port) {
        assertThat(Hosts.host(address)).isEqualTo(host);
        assertThat(Hosts.port(address)).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({"http://shop.io/api, shop.io", "http://user:pa@ss@shop.io:8080/x?y=z, shop.io", "http://10.0.0.1, 10.0.0.1"})
    void takesUrlsApart(String url, String host) {
        assertThat(Hosts.host(url)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics.shop.io", "8.8.8.8", "metrics.shop.io.", "172.32.0.1"})
    void knowsThePublicOnes(String host) {
        assertThat(Hosts.isPublic(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "localhost", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "api.shop.svc", "api.shop.svc.cluster.local", "db.internal", "api.example.com", "[::1]", "${HOST}", ""})
    void leavesOthersAlone(String host) {
        assertThat(Hosts.isPublic(host)).isFalse();
    }
}
