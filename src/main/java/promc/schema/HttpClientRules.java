package promc.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import promc.schema.LoadError.Kind;
import promc.yaml.YamlNode.Entry;

/// How a section authenticates and which proxy it takes (`HTTPClientConfig.Validate` of prometheus/common): of every struct that has its fields.
final class HttpClientRules {
    /// Every struct with the fields of an HTTP client has this one, and no other struct.
    private static final String MARK = "follow_redirects";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private HttpClientRules() {}

    /// Applies the rule of the struct, if there is one here.
    static void apply(Section section) {
        switch (section.struct()) {
            case "config.BasicAuth" -> basicAuth(section);
            case "config.Authorization" -> authorization(section);
            case "config.OAuth2" -> oauth2(section);
            default -> { }
        }
    }

    /// True if sections of this struct are HTTP clients. `aws_sd_configs` has the fields but nothing looks at them.
    static boolean areOf(String struct) {
        return ConfigKeys.of(struct).containsKey(MARK) && !struct.equals("sd.aws_sd_configs");
    }

    static void check(Section section) {
        methods(section);
        proxy(section);
        headers(section);
    }

    /// The ways of authentication written in `section`, by the first key of each.
    static List<String> authentications(Section section) {
        List<String> found = new ArrayList<>();
        for (String way : List.of("basic_auth", "authorization", "oauth2")) {
            if (Settings.configured(section, way)) {
                found.add(way);
            }
        }
        for (String bearer : List.of("bearer_token", "bearer_token_file")) {
            if (Settings.given(section, bearer)) {
                found.add(bearer);
                break;
            }
        }
        return found;
    }

    private static void methods(Section section) {
        Settings.atMostOne(section, "bearer_token", "bearer_token_file");
        List<String> found = authentications(section);
        if (found.size() > 1) {
            Settings.exclude(section, found.get(1), found.getFirst());
        }
    }

    private static void proxy(Section section) {
        boolean environment = Settings.isTrue(section, "proxy_from_environment");
        if (environment && Settings.given(section, "proxy_url")) {
            Settings.exclude(section, "proxy_url", "proxy_from_environment");
        }
        if (environment && Settings.given(section, "no_proxy")) {
            section.refuse(Kind.CONFLICT, Settings.keyOf(section, "no_proxy"), "`no_proxy` and `proxy_from_environment` exclude each other: the environment has a `NO_PROXY` of its own");
        }
        if (!environment && Settings.given(section, "no_proxy") && !Settings.configured(section, "proxy_url")) {
            section.refuse(Kind.MISSING, Settings.keyOf(section, "no_proxy"), "`no_proxy` needs `proxy_url` beside it");
        }
        boolean header = section.mapping("proxy_connect_header").filter(mapping -> !mapping.entries().isEmpty()).isPresent();
        if (header && !environment && !Settings.given(section, "proxy_url")) {
            section.refuse(Kind.MISSING, Settings.keyOf(section, "proxy_connect_header"), "`proxy_connect_header` needs `proxy_url` or `proxy_from_environment: true` beside it");
        }
    }

    private static void headers(Section section) {
        section.mapping("http_headers").ifPresent(headers -> {
            for (Entry entry : headers.effective()) {
                String name = entry.name().orElse("");
                if (ReservedHeaders.OF_CLIENTS.contains(name.toLowerCase(Locale.ROOT))) {
                    section.refuse(Kind.BAD_VALUE, entry.key().span(), name.equalsIgnoreCase("authorization")
                            ? "`http_headers` cannot set `Authorization`: write `authorization` or `basic_auth` beside it instead"
                            : "`http_headers` cannot set `" + name + "`: Prometheus sets it itself");
                }
            }
        });
    }

    private static void basicAuth(Section section) {
        if (isRead(section)) {
            Settings.atMostOne(section, "username", "username_file", "username_ref");
            Settings.atMostOne(section, "password", "password_file", "password_ref");
        }
    }

    private static void authorization(Section section) {
        if (!isRead(section)) {
            return;
        }
        Settings.atMostOne(section, "credentials", "credentials_file", "credentials_ref");
        if (section.text("type").strip().equalsIgnoreCase("basic")) {
            section.refuse(Kind.BAD_VALUE, section.place("type"), "`authorization` cannot be of type `basic`: write `basic_auth` with `username` and `password` instead");
        }
    }

    private static void oauth2(Section section) {
        proxy(section);
        if (!isRead(section)) {
            return;
        }
        Settings.require(section, "client_id", "the identifier that the token server knows this client by");
        Settings.require(section, "token_url", "the URL that hands out tokens");
        if (section.text("grant_type").equals(JWT_BEARER)) {
            Settings.atMostOne(section, "client_certificate_key", "client_certificate_key_file", "client_certificate_key_ref");
            if (Settings.given(section, "signature_algorithm")) {
                Settings.oneOf(section, "signature_algorithm", List.of("RS256", "RS384", "RS512"));
            }
        } else {
            Settings.atMostOne(section, "client_secret", "client_secret_file", "client_secret_ref");
        }
    }

    private static boolean isRead(Section section) {
        return section.outer().filter(outer -> !outer.struct().equals("sd.aws_sd_configs")).isPresent();
    }

    /// Headers that nobody may set, in lower case.
    static final class ReservedHeaders {
        /// Of requests of remote_write, remote_read and tracing (`reservedHeaders` of `config/config.go`), without `authorization`, which has a sentence of its own.
        static final Set<String> OF_STORAGE = Set.of("host", "content-encoding", "content-length", "content-type", "user-agent", "connection", "keep-alive", "proxy-authenticate",
                "proxy-authorization", "www-authenticate", "accept-encoding", "x-prometheus-remote-write-version", "x-prometheus-remote-read-version", "x-amz-date",
                "x-amz-security-token", "x-amz-content-sha256");
        /// Of `http_headers` (`ReservedHeaders` of prometheus/common).
        static final Set<String> OF_CLIENTS = Set.of("authorization", "host", "content-encoding", "content-length", "content-type", "user-agent", "connection", "keep-alive",
                "proxy-authenticate", "proxy-authorization", "www-authenticate", "accept-encoding", "x-prometheus-remote-write-version", "x-prometheus-remote-read-version",
                "x-prometheus-scrape-timeout-seconds", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256");

        private ReservedHeaders() {}
    }
}
