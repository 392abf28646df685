package promc.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.schema.LoadError.Kind;
import promc.source.Correction;
import promc.source.Nearest;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlScalar;

/// A web configuration file (`ConfigToTLSConfig` and `validateHeaderConfig` of prometheus/exporter-toolkit), all but its passwords.
final class WebRules {
    private static final List<String> AUTH_TYPES = List.of("NoClientCert", "RequestClientCert", "RequireAnyClientCert", "RequireClientCert", "VerifyClientCertIfGiven", "RequireAndVerifyClientCert");
    /// What `tls.CipherSuites` of Go has.
    private static final List<String> CIPHERS = List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");
    private static final Map<String, List<String>> HEADERS = Map.of("Strict-Transport-Security", List.of(), "X-Content-Type-Options", List.of("nosniff"),
            "X-Frame-Options", List.of("deny", "sameorigin"), "X-XSS-Protection", List.of(), "Content-Security-Policy", List.of());
    private static final List<String> HEADER_NAMES = HEADERS.keySet().stream().sorted().toList();

    private WebRules() {}

    /// Applies the rule of the struct, if there is one here.
    static void apply(Section section) {
        switch (section.struct()) {
            case "web.TLSConfig" -> tls(section);
            case "web.HTTPConfig" -> headers(section);
            default -> { }
        }
    }

    private static void tls(Section section) {
        boolean cert = Settings.given(section, "cert") || Settings.given(section, "cert_file");
        boolean key = Settings.given(section, "key") || Settings.given(section, "key_file");
        boolean ca = Settings.given(section, "client_ca") || Settings.given(section, "client_ca_file");
        String auth = section.text("client_auth_type");
        if (cert || key || ca || !auth.isEmpty()) {
            if (!cert && Settings.lacks(section, "cert_file") && Settings.lacks(section, "cert")) {
                section.refuse(Kind.MISSING, section.place("cert_file"), "`tls_server_config` needs `cert_file`, the path of the server's certificate, or `cert`");
            }
            if (!key && Settings.lacks(section, "key_file") && Settings.lacks(section, "key")) {
                section.refuse(Kind.MISSING, section.place("key_file"), "`tls_server_config` needs `key_file`, the path of the key of its certificate, or `key`");
            }
        }
        if (!auth.isEmpty()) {
            Settings.oneOf(section, "client_auth_type", AUTH_TYPES);
        }
        if (ca && (auth.isEmpty() || auth.equals("NoClientCert"))) {
            String name = Settings.given(section, "client_ca_file") ? "client_ca_file" : "client_ca";
            section.refuse(Kind.CONFLICT, Settings.keyOf(section, name), "`" + name + "` is of use only where clients are asked for certificates: write `client_auth_type: RequireAndVerifyClientCert` beside it");
        }
        for (YamlNode item : section.items("cipher_suites")) {
            if (item instanceof YamlScalar scalar && !scalar.isNull() && !CIPHERS.contains(scalar.value()) && !Scalars.isFilledIn(scalar.value())) {
                refuse(section, scalar, "`" + scalar.value() + "` is no cipher suite that the web server offers", Nearest.to(scalar.value(), CIPHERS));
            }
        }
    }

    private static void headers(Section section) {
        section.mapping("headers").ifPresent(headers -> {
            for (Entry entry : headers.effective()) {
                if (!(entry.key().resolve() instanceof YamlScalar name) || !(entry.value().resolve() instanceof YamlScalar value)) {
                    continue;
                }
                List<String> values = HEADERS.get(name.value());
                if (values == null) {
                    refuse(section, name, "the header `" + name.value() + "` cannot be set: only " + Words.either(HEADER_NAMES) + " can", Nearest.only(name.value(), HEADER_NAMES));
                } else if (!values.isEmpty() && !values.contains(value.isNull() ? "" : value.value()) && !Scalars.isFilledIn(value.value())) {
                    refuse(section, value.span().isEmpty() ? name : value, "`" + name.value() + "` must be " + Words.either(values), value.span().isEmpty() ? Optional.empty()
                            : Nearest.only(value.value(), values));
                }
            }
        });
    }

    private static void refuse(Section section, YamlScalar scalar, String message, Optional<String> nearest) {
        if (nearest.isPresent()) {
            section.refuse(Kind.BAD_VALUE, scalar.span(), message, new Correction(scalar.span(), nearest.get(), "Write `" + nearest.get() + "`", nearest.get().equalsIgnoreCase(scalar.value())));
        } else {
            section.refuse(Kind.BAD_VALUE, scalar.span(), message);
        }
    }
}
