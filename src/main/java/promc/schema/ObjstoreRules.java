package promc.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import promc.schema.LoadError.Kind;
import promc.source.Span;

/// The configuration of an object store (thanos-io/objstore, `providers/*`, each in its `validate` or where it makes its client). What is missing is told in one sentence for all keys, at
/// the first of them that is written empty, or at the section.
final class ObjstoreRules {
    static final String PREFIX = "objstore.";
    private static final List<String> OCI_PROVIDERS = List.of("default", "instance-principal", "raw", "oke-workload-identity");

    private ObjstoreRules() {}

    /// Applies the rule of the struct, if there is one here.
    static void apply(Section section) {
        switch (section.struct()) {
            case "objstore.S3" -> s3(section);
            case "objstore.SSE" -> encryption(section);
            case "objstore.GCS" -> gcs(section);
            case "objstore.AZURE" -> azure(section);
            case "objstore.SWIFT" -> require(section, "auth_url", "container_name");
            case "objstore.COS" -> cos(section);
            case "objstore.OBS", "objstore.BOS" -> require(section, "bucket", "endpoint", "access_key", "secret_key");
            case "objstore.ALIYUNOSS" -> require(section, "endpoint", "bucket", "access_key_id", "access_key_secret");
            case "objstore.OCI" -> oci(section);
            case "objstore.FILESYSTEM" -> require(section, "directory");
            case "objstore.TLSConfig" -> {
                needs(section, "cert_file", "key_file", "a client certificate is of no use without its key");
                needs(section, "key_file", "cert_file", "a key is of no use without its client certificate");
            }
            default -> { }
        }
    }

    private static void s3(Section section) {
        require(section, "bucket", "endpoint");
        if (Settings.isTrue(section, "aws_sdk_auth") && Settings.given(section, "access_key")) {
            Settings.exclude(section, "access_key", "aws_sdk_auth");
        } else {
            needs(section, "access_key", "secret_key", "Thanos refuses one without the other; leave both out to use the environment or the role of the machine");
            needs(section, "secret_key", "access_key", "Thanos refuses one without the other; leave both out to use the environment or the role of the machine");
        }
    }

    private static void encryption(Section section) {
        String type = section.text("type");
        if (type.equals("SSE-KMS") && !Settings.given(section, "kms_key_id")) {
            section.refuse(Kind.CONFLICT, section.place("type"), "`SSE-KMS` needs `kms_key_id` beside it: write the id of the key");
        } else if (type.equals("SSE-C") && !Settings.given(section, "encryption_key")) {
            section.refuse(Kind.CONFLICT, section.place("type"), "`SSE-C` needs `encryption_key` beside it: write the path of the file with the key");
        }
    }

    private static void gcs(Section section) {
        require(section, "bucket");
        String account = section.text("service_account").strip();
        if (!account.isEmpty() && !account.startsWith("{") && !Scalars.isFilledIn(account)) {
            section.refuse(Kind.BAD_VALUE, section.place("service_account"), "`service_account` must be the JSON text of a key; for a file, leave it out and set the variable `GOOGLE_APPLICATION_CREDENTIALS` to its path");
        }
    }

    private static void azure(Section section) {
        require(section, "storage_account", "container");
        for (String other : List.of("storage_account_key", "storage_connection_string", "client_id")) {
            if (Settings.given(section, "user_assigned_id") && Settings.given(section, other)) {
                Settings.exclude(section, other, "user_assigned_id");
            }
        }
        Settings.atMostOne(section, "storage_account_key", "storage_connection_string");
        List<String> application = List.of("az_tenant_id", "client_id", "client_secret");
        List<String> lacking = application.stream().filter(key -> !Settings.given(section, key)).toList();
        if (!lacking.isEmpty() && lacking.size() < application.size()) {
            String written = application.stream().filter(key -> Settings.given(section, key)).findFirst().orElseThrow();
            section.refuse(Kind.CONFLICT, Settings.keyOf(section, written), "`az_tenant_id`, `client_id` and `client_secret` must be set together: " + Words.all(lacking)
                    + (lacking.size() == 1 ? " is" : " are") + " missing");
        }
    }

    private static void cos(Section section) {
        if (Settings.given(section, "endpoint")) {
            require(section, "secret_id", "secret_key");
        } else {
            require(section, "bucket", "app_id", "region", "secret_id", "secret_key");
        }
    }

    private static void oci(Section section) {
        String provider = section.text("provider").toLowerCase(Locale.ROOT);
        if (provider.isEmpty()) {
            require(section, "provider", "bucket");
        } else if (!OCI_PROVIDERS.contains(provider) && !isFilled(provider)) {
            Settings.oneOf(section, "provider", OCI_PROVIDERS);
        } else if (provider.equals("raw")) {
            require(section, "bucket", "tenancy_ocid", "user_ocid", "region", "fingerprint", "privatekey");
        } else {
            require(section, "bucket");
        }
    }

    /// Refuses a section that lacks some of `names`. One that has them all, but all empty as most of its other texts, is a form to be filled in, of which that is not worth saying.
    private static void require(Section section, String... names) {
        List<String> lacking = new ArrayList<>();
        Span place = section.lacking();
        boolean form = names.length > 1 || !hasText(section);
        for (String name : names) {
            if (Settings.lacks(section, name)) {
                place = lacking.isEmpty() && section.has(name) ? section.place(name) : place;
                lacking.add(name);
            }
            form &= section.has(name) && Settings.lacks(section, name);
        }
        if (!lacking.isEmpty() && !form) {
            section.refuse(Kind.MISSING, place, Words.section(section.struct()) + " needs " + Words.all(lacking) + (section.has(lacking.getFirst()) ? ", which must not be empty" : ""));
        }
    }

    /// True if a text or secret is written that says more than which kind of login is meant.
    private static boolean hasText(Section section) {
        for (Map.Entry<String, String> key : ConfigKeys.of(section.struct()).entrySet()) {
            if ((key.getValue().equals("string") || key.getValue().equals("secret")) && !key.getKey().equals("provider") && Settings.given(section, key.getKey())) {
                return true;
            }
        }
        return false;
    }

    private static void needs(Section section, String one, String other, String why) {
        if (Settings.given(section, one) && Settings.lacks(section, other)) {
            section.refuse(Kind.CONFLICT, Settings.keyOf(section, one), "`" + one + "` needs `" + other + "` beside it: " + why);
        }
    }

    private static boolean isFilled(String text) {
        return Scalars.isFilledIn(text) || text.contains("$(");
    }
}
