package promc.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import promc.schema.LoadError.Kind;
import promc.source.Correction;
import promc.yaml.YamlNode.YamlScalar;

/// `tls_config` (`TLSConfig.Validate` of prometheus/common).
final class TlsRules {
    private static final List<String> VERSIONS = List.of("TLS10", "TLS11", "TLS12", "TLS13");

    private TlsRules() {}

    static void addTo(Map<String, SectionRule> rules) {
        rules.put("config.TLSConfig", TlsRules::check);
    }

    private static void check(Section section) {
        Settings.atMostOne(section, "ca", "ca_file", "ca_ref");
        Settings.atMostOne(section, "cert", "cert_file", "cert_ref");
        Settings.atMostOne(section, "key", "key_file", "key_ref");
        pair(section, "cert", "key");
        pair(section, "key", "cert");
        version(section, "min_version");
        version(section, "max_version");
    }

    private static void pair(Section section, String one, String other) {
        String written = written(section, one);
        if (!written.isEmpty() && written(section, other).isEmpty()) {
            section.refuse(Kind.MISSING, Settings.keyOf(section, written), "`" + written + "` needs `" + other + written.substring(one.length()) + "` beside it: "
                    + (one.equals("cert") ? "a client certificate is of no use without its key" : "a key is of no use without its client certificate"));
        }
    }

    private static String written(Section section, String name) {
        return List.of(name, name + "_file", name + "_ref").stream().filter(key -> Settings.given(section, key)).findFirst().orElse("");
    }

    /// Refuses a name that is no TLS version, here and in a web configuration file.
    static void version(Section section, String name) {
        section.scalar(name).filter(scalar -> !VERSIONS.contains(scalar.value()) && !Settings.isFilledIn(scalar.value())).ifPresent(scalar -> unknown(section, name, scalar));
    }

    private static void unknown(Section section, String name, YamlScalar scalar) {
        String message = "`" + scalar.value() + "` is no TLS version that Prometheus knows: write " + Settings.anyOf(VERSIONS);
        Optional<String> meant = meant(scalar.value());
        if (meant.isPresent()) {
            section.refuse(Kind.BAD_VALUE, section.place(name), message, new Correction(scalar.span(), meant.get(), "Write `" + meant.get() + "`", true));
        } else {
            section.refuse(Kind.BAD_VALUE, section.place(name), message);
        }
    }

    /// `1.2`, `TLSv1.2`, `TLS_1_2` and `VersionTLS12` are all written for `TLS12`.
    private static Optional<String> meant(String word) {
        String bare = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "").replace("version", "").replace("tls", "").replace("v", "");
        return VERSIONS.stream().filter(version -> version.equals("TLS" + bare)).findFirst();
    }
}
