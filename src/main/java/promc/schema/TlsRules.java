package promc.schema;

import java.util.List;
import promc.schema.LoadError.Kind;

/// `tls_config` (`TLSConfig.Validate` of prometheus/common).
final class TlsRules {
    private TlsRules() {}

    static void check(Section section) {
        Settings.atMostOne(section, "ca", "ca_file", "ca_ref");
        Settings.atMostOne(section, "cert", "cert_file", "cert_ref");
        Settings.atMostOne(section, "key", "key_file", "key_ref");
        pair(section, "cert", "key");
        pair(section, "key", "cert");
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
}
