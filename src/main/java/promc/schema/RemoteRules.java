package promc.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import promc.schema.FileRules.Empty;
import promc.schema.HttpClientRules.ReservedHeaders;
import promc.schema.LoadError.Kind;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// `remote_write` and `remote_read` (`config/config.go`, `storage/remote/azuread`, prometheus/sigv4).
final class RemoteRules {
    private static final List<String> MESSAGES = List.of("prometheus.WriteRequest", "io.prometheus.write.v2.Request");
    private static final long MAX_SHARDS = 50;
    private static final long MIN_BACKOFF_MILLIS = 30;
    private static final long MAX_BACKOFF_MILLIS = 5_000;

    private RemoteRules() {}

    /// Applies the rule of the struct, if there is one here.
    static void apply(Section section) {
        switch (section.struct()) {
            case "config.RemoteWriteConfig" -> write(section);
            case "config.RemoteReadConfig" -> read(section);
            case "config.QueueConfig" -> queue(section);
            case "sigv4.SigV4Config" -> sigv4(section);
            case "azuread.AzureADConfig" -> azure(section);
            case "azuread.WorkloadIdentityConfig" -> identity(section, "client_id", "tenant_id");
            case "azuread.OAuthConfig" -> {
                identity(section, "client_id");
                Settings.require(section, "client_secret", "the secret of the client");
                Settings.require(section, "tenant_id", "the identifier of the tenant");
            }
            case "azuread.CertificateConfig" -> {
                identity(section, "client_id");
                Settings.require(section, "tenant_id", "the identifier of the tenant");
                Settings.require(section, "certificate_path", "the path of the certificate");
            }
            case "azuread.ManagedIdentityConfig" -> {
                if (Settings.given(section, "client_id")) {
                    identity(section, "client_id");
                }
            }
            default -> { }
        }
    }

    /// The entries of `remote_write`, and of `remote_read`, must have names of their own, if any; rule of the whole file.
    static void names(Section root) {
        names(root, "remote_write");
        names(root, "remote_read");
    }

    private static void names(Section root, String list) {
        Empty.refuse(root, list, "a section with `url`");
        Set<String> seen = new HashSet<>();
        for (YamlNode item : root.items(list)) {
            if (item instanceof YamlMapping entry && entry.get("name").orElse(null) instanceof YamlScalar name && !name.isNull() && !name.value().isEmpty() && !seen.add(name.value())) {
                root.refuse(Kind.DUPLICATE, name.span(), "two entries of `" + list + "` have the name `" + name.value() + "`: give each its own, or none");
            }
        }
    }

    private static void write(Section section) {
        Empty.refuse(section, "write_relabel_configs", "a relabel rule");
        address(section);
        if (section.has("protobuf_message")) {
            Settings.role(section, "protobuf_message", MESSAGES);
        }
        if (Settings.nulled(section, "queue_config")) {
            section.refuse(Kind.MISSING, Settings.keyOf(section, "queue_config"), "an empty `queue_config` sets every number to 0, and `max_shards` must be positive: leave the key out for the defaults");
        }
        List<String> signed = new ArrayList<>();
        List.of("sigv4", "azuread", "google_iam").stream().filter(name -> Settings.configured(section, name)).forEach(signed::add);
        List<String> all = new ArrayList<>(HttpClientRules.authentications(section));
        boolean other = all.isEmpty();
        all.addAll(signed);
        if (!signed.isEmpty() && all.size() > 1) {
            Settings.exclude(section, other ? signed.get(1) : signed.getFirst(), all.getFirst());
        }
    }

    private static void read(Section section) {
        address(section);
    }

    private static void address(Section section) {
        if (!section.has("url") || Settings.nulled(section, "url")) {
            section.refuse(Kind.MISSING, section.place("url"), Settings.subject(section) + " needs `url`: write where to "
                    + (section.struct().equals("config.RemoteWriteConfig") ? "send samples to" : "read samples from"));
        }
        headers(section, "`headers` cannot set `Authorization`: write `authorization`, `basic_auth` or another way of authentication beside it instead");
    }

    /// Refuses `headers` that Prometheus sets itself.
    static void headers(Section section, String authorization) {
        section.mapping("headers").ifPresent(headers -> {
            for (Entry entry : headers.effective()) {
                String name = entry.name().orElse("");
                if (name.equalsIgnoreCase("authorization")) {
                    section.refuse(Kind.BAD_VALUE, entry.key().span(), authorization);
                } else if (ReservedHeaders.OF_STORAGE.contains(name.toLowerCase(Locale.ROOT))) {
                    section.refuse(Kind.BAD_VALUE, entry.key().span(), "`headers` cannot set `" + name + "`: Prometheus sets it itself");
                }
            }
        });
    }

    private static void queue(Section section) {
        for (String name : List.of("max_shards", "min_shards", "max_samples_per_send", "capacity")) {
            if (Settings.integer(section, name, 1).orElse(1) <= 0) {
                section.refuse(Kind.BAD_VALUE, section.place(name), "`" + name + "` must be at least 1");
            }
        }
        OptionalLong most = Settings.integer(section, "max_shards", MAX_SHARDS);
        OptionalLong least = Settings.integer(section, "min_shards", 1);
        if (most.isPresent() && least.isPresent() && most.getAsLong() > 0 && least.getAsLong() > most.getAsLong()) {
            section.refuse(Kind.CONFLICT, section.place(section.has("min_shards") ? "min_shards" : "max_shards"),
                    "`min_shards` is " + least.getAsLong() + ", more than `max_shards`, which is " + most.getAsLong() + (section.has("max_shards") ? "" : " by default"));
        }
        OptionalLong longest = Settings.millis(section, "max_backoff", MAX_BACKOFF_MILLIS);
        OptionalLong shortest = Settings.millis(section, "min_backoff", MIN_BACKOFF_MILLIS);
        if (longest.isPresent() && shortest.isPresent() && longest.getAsLong() < shortest.getAsLong()) {
            section.refuse(Kind.CONFLICT, section.place(section.has("max_backoff") ? "max_backoff" : "min_backoff"), "`max_backoff` is less than `min_backoff`"
                    + (!section.has("max_backoff") ? ": it is 5s by default" : !section.has("min_backoff") ? ", which is 30ms by default" : ""));
        }
    }

    private static void sigv4(Section section) {
        if (Settings.given(section, "access_key") != Settings.given(section, "secret_key") && (Settings.lacks(section, "access_key") || Settings.lacks(section, "secret_key"))) {
            String written = Settings.given(section, "access_key") ? "access_key" : "secret_key";
            section.refuse(Kind.MISSING, Settings.keyOf(section, written), "`" + written + "` needs `" + (written.equals("access_key") ? "secret_key" : "access_key") + "` beside it");
        }
        if (Settings.given(section, "external_id") && Settings.lacks(section, "role_arn")) {
            section.refuse(Kind.MISSING, Settings.keyOf(section, "external_id"), "`external_id` needs `role_arn` beside it");
        }
    }

    private static void azure(Section section) {
        if (Settings.given(section, "cloud")) {
            Settings.oneOf(section, "cloud", List.of("AzurePublic", "AzureChina", "AzureGovernment"));
        }
        List<String> ways = List.of("managed_identity", "workload_identity", "oauth", "sdk", "certificate");
        List<String> found = ways.stream().filter(name -> Settings.configured(section, name)).toList();
        if (found.isEmpty()) {
            section.refuse(Kind.MISSING, section.lacking(), "`azuread` needs a way to authenticate: write " + Words.either(ways));
        } else if (found.size() > 1) {
            Settings.exclude(section, found.get(1), found.getFirst());
        }
        if (section.text("scope").chars().anyMatch(c -> !isOfScope(c)) && !Scalars.isFilledIn(section.text("scope"))) {
            section.refuse(Kind.BAD_VALUE, section.place("scope"), "`scope` may hold letters, digits, blanks and `:/.-_` only");
        }
    }

    private static boolean isOfScope(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_ \t\n\f\r:/.-".indexOf(c) >= 0;
    }

    private static void identity(Section section, String... names) {
        for (String name : names) {
            Settings.require(section, name, "a UUID");
            String text = section.text(name);
            if (!text.isEmpty() && !Scalars.isFilledIn(text) && !CloudDiscoveryRules.Identifiers.isUuid(text)) {
                section.refuse(Kind.BAD_VALUE, section.place(name), "`" + text + "` is no UUID");
            }
        }
    }
}
