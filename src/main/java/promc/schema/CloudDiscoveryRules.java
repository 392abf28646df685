package promc.schema;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import promc.schema.LoadError.Kind;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;

/// What the service discoveries of clouds ask of their sections (the `UnmarshalYAML` of `discovery/*`).
final class CloudDiscoveryRules {
    private CloudDiscoveryRules() {}

    /// Applies the rule of the struct, if there is one here.
    static void apply(Section section) {
        switch (section.struct()) {
            case "sd.ec2_sd_configs" -> FileRules.Empty.refuse(section, "filters", "a filter: Prometheus crashes on it");
            case "sd.aws_sd_configs" -> Settings.role(section, "role", List.of("ec2", "ecs", "elasticache", "lightsail", "msk", "rds"));
            case "sd.azure_sd_configs" -> azure(section);
            case "sd.digitalocean_sd_configs" -> {
                if (section.has("role")) {
                    Settings.role(section, "role", List.of("droplets", "databases"));
                }
            }
            case "aws.Filter" -> filter(section);
            case "sd.gce_sd_configs" -> {
                Settings.require(section, "project", "the identifier of the Google Cloud project");
                Settings.require(section, "zone", "the zone of the instances, such as `europe-west1-b`");
            }
            case "sd.hetzner_sd_configs" -> Settings.role(section, "role", List.of("hcloud", "robot"));
            case "sd.ionos_sd_configs" -> Settings.require(section, "datacenter_id", "the identifier of the data centre");
            case "sd.oci_sd_configs" -> oci(section);
            case "sd.openstack_sd_configs" -> openstack(section);
            case "sd.outscale_sd_configs" -> {
                Settings.require(section, "region", "the region of the machines");
                Settings.require(section, "access_key", "the access key");
                secretKey(section);
            }
            case "sd.ovhcloud_sd_configs" -> {
                if (section.has("endpoint")) {
                    Settings.require(section, "endpoint", "an endpoint such as `ovh-eu`, or leave the key out");
                }
                Settings.require(section, "application_key", "the key of the application");
                Settings.require(section, "application_secret", "the secret of the application");
                Settings.require(section, "consumer_key", "the consumer key");
                Settings.role(section, "service", List.of("vps", "dedicated_server"));
            }
            case "sd.scaleway_sd_configs" -> scaleway(section);
            case "sd.stackit_sd_configs" -> stackit(section);
            default -> { }
        }
    }

    private static void azure(Section section) {
        Settings.require(section, "subscription_id", "the identifier of the subscription");
        if (section.has("authentication_method")) {
            Settings.role(section, "authentication_method", List.of("OAuth", "ManagedIdentity", "SDK", "WorkloadIdentity"));
        }
        if (!section.has("authentication_method") || section.text("authentication_method").equals("OAuth")) {
            for (String name : List.of("tenant_id", "client_id", "client_secret")) {
                if (Settings.lacks(section, name)) {
                    section.refuse(Kind.MISSING, section.place(name), section.has("authentication_method") ? "`authentication_method: OAuth` needs `" + name + "`"
                            : "`azure_sd_configs` needs `" + name + "` unless `authentication_method` says otherwise: the default is `OAuth`");
                }
            }
        }
    }

    /// Only `ec2_sd_configs` looks at its filters.
    private static void filter(Section section) {
        if (section.outer().filter(outer -> outer.struct().equals("sd.ec2_sd_configs")).isPresent() && Settings.lacksItems(section, "values")) {
            section.refuse(Kind.MISSING, section.place("values"), "a filter of `ec2_sd_configs` needs at least one entry in `values`");
        }
    }

    private static void oci(Section section) {
        Settings.require(section, "region", "the region of the instances");
        List<String> own = List.of("tenancy", "user", "fingerprint", "key_file", "key_passphrase", "key_passphrase_file");
        String auth = section.has("auth") ? section.text("auth") : "api_key";
        switch (auth) {
            case "api_key" -> {
                own.subList(0, 4).forEach(name -> Settings.require(section, name, "it, or `auth: instance_principal`"));
                Settings.atMostOne(section, "key_passphrase", "key_passphrase_file");
            }
            case "instance_principal" -> own.stream().filter(name -> Settings.given(section, name)).findFirst()
                    .ifPresent(name -> section.refuse(Kind.CONFLICT, Settings.keyOf(section, name), "`" + name + "` has no place beside `auth: instance_principal`"));
            default -> Settings.role(section, "auth", List.of("api_key", "instance_principal"));
        }
        for (YamlNode item : section.items("compartments")) {
            if (item instanceof YamlScalar scalar && (scalar.isNull() || scalar.value().isEmpty())) {
                section.refuse(Kind.MISSING, scalar.span().isEmpty() ? Settings.keyOf(section, "compartments") : scalar.span(), "an entry of `compartments` must not be empty");
            }
        }
        DiscoveryRules.positive(section, "refresh_interval");
    }

    private static void openstack(Section section) {
        Settings.role(section, "role", List.of("instance", "hypervisor", "loadbalancer"));
        Settings.require(section, "region", "the region of the instances");
        if (section.has("availability")) {
            Settings.role(section, "availability", List.of("public", "admin", "internal"));
        }
    }

    private static void secretKey(Section section) {
        if (Settings.lacks(section, "secret_key") && Settings.lacks(section, "secret_key_file")) {
            section.refuse(Kind.MISSING, section.place("secret_key"), Settings.subject(section) + " needs `secret_key` or `secret_key_file`");
        }
        Settings.atMostOne(section, "secret_key", "secret_key_file");
    }

    /// Beside its own rules, the client of Scaleway looks at the form of the values when it is made, at load.
    private static void scaleway(Section section) {
        Settings.role(section, "role", List.of("instance", "baremetal"));
        Settings.require(section, "project_id", "the identifier of the project");
        Settings.require(section, "access_key", "the access key");
        secretKey(section);
        form(section, "access_key", Pattern.compile("SCW[A-Z0-9]{17}").asMatchPredicate(), "an access key of Scaleway is `SCW` and 17 capital letters or digits");
        if (!Settings.given(section, "secret_key_file")) {
            form(section, "secret_key", Identifiers::isPlainUuid, "a secret key of Scaleway is a UUID");
        }
        form(section, "project_id", Identifiers::isPlainUuid, "a project of Scaleway is a UUID");
        for (String name : List.of("api_url", "zone")) {
            if (section.has(name) && Settings.lacks(section, name)) {
                section.refuse(Kind.MISSING, section.place(name), "`" + name + "` must not be empty: leave the key out for its default");
            }
        }
        form(section, "zone", Pattern.compile("[a-z]{2}-[a-z]{3,7}-[0-9]{1,2}").asMatchPredicate(), "a zone of Scaleway has the form of `fr-par-1`");
    }

    private static void form(Section section, String name, Predicate<String> good, String message) {
        if (Settings.given(section, name) && !Scalars.isFilledIn(section.text(name)) && !good.test(section.text(name))) {
            section.refuse(Kind.BAD_VALUE, section.place(name), message);
        }
    }

    private static void stackit(Section section) {
        if (Settings.lacks(section, "endpoint") && section.has("region") && Settings.lacks(section, "region")) {
            section.refuse(Kind.MISSING, section.place("region"), "`stackit_sd_configs` needs `region` or `endpoint`");
        }
        if (Settings.given(section, "endpoint")) {
            DiscoveryRules.url(section, "endpoint", "the URL of the API", url -> true, "");
        }
    }

    /// The forms of identifiers.
    static final class Identifiers {
        private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        private static final Pattern OTHER = Pattern.compile("[0-9a-fA-F]{32}|(?i:urn:uuid:).{36}|.{38}");

        private Identifiers() {}

        static boolean isPlainUuid(String text) {
            return UUID.matcher(text).matches();
        }

        /// What google/uuid takes: the plain form, behind `urn:uuid:`, in any pair of brackets, or without its hyphens.
        static boolean isUuid(String text) {
            if (isPlainUuid(text)) {
                return true;
            }
            if (!OTHER.matcher(text).matches()) {
                return false;
            }
            return switch (text.length()) {
                case 32 -> true;
                case 38 -> isPlainUuid(text.substring(1, 37));
                default -> isPlainUuid(text.substring("urn:uuid:".length()));
            };
        }
    }
}
