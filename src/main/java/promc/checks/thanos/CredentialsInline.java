package promc.checks.thanos;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.ObjectStore;
import promc.model.ObjectStore.Provider;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlScalar;

/// The key to a bucket, written into the configuration of the store, where everybody can read it who can read the repository. What something else fills in before Thanos reads the file is no secret.
public final class CredentialsInline implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.likely("thanos/credentials-inline", Severity.WARNING, "The key to an object store stands in its configuration");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (context.isTemplate()) {
            return;
        }
        file.views(ObjectStore.class).forEach(store -> {
            Optional<Entry> secret = store.config().effective().stream().filter(entry -> entry.name().filter(Known.INSTEAD::containsKey).isPresent()
                    && entry.value().resolve() instanceof YamlScalar value && isSecret(value)).findFirst();
            secret.filter(entry -> !entry.value().span().isEmpty()).ifPresent(entry -> {
                String key = entry.name().orElseThrow();
                boolean identity = store.provider().filter(provider -> provider == Provider.OBS || provider == Provider.BOS).isEmpty();
                context.report(file.source(), entry.key().span(), "the value of `" + key + "` stands here for all who can read the file; " + (identity ? Known.INSTEAD.get(key) + ", or let" : "let")
                        + " Thanos fill it in from its environment by `$(NAME)`").hide(entry.value().span());
            });
        });
    }

    private static boolean isSecret(YamlScalar value) {
        String text = value.value().strip();
        return !text.isEmpty() && value.tag().isEmpty() && !Known.STAND_IN.matcher(text).find() && !(text.startsWith("{") && !text.contains("PRIVATE KEY"));
    }

    private static final class Known {
        /// Keys that hold secrets, and what gives access without one.
        static final Map<String, String> INSTEAD = Map.ofEntries(Map.entry("secret_key", "leave the keys out to use the role of the machine or pod"), Map.entry("session_token", "leave the keys out to use the role of the machine or pod"),
                Map.entry("service_account", "leave it out to use the identity of the workload"), Map.entry("client_secret", "use `user_assigned_id`, the identity of the workload"),
                Map.entry("storage_account_key", "use `user_assigned_id`, the identity of the workload"), Map.entry("storage_connection_string", "use `user_assigned_id`, the identity of the workload"),
                Map.entry("password", "use an application credential that can be revoked"), Map.entry("application_credential_secret", "mount the file from a store of secrets"),
                Map.entry("access_key_secret", "mount the file from a store of secrets"), Map.entry("privatekey", "use the provider `instance-principal`"), Map.entry("passphrase", "use the provider `instance-principal`"));
        /// What templates, substitution and encryption of files leave in the place of a secret, and what documentation does.
        static final Pattern STAND_IN = Pattern.compile("\\$\\{|\\$\\(|^\\$|^<.*>$|\\{\\{|<%|[%#]\\{|^%.*%$|^@.*@$|^__.*__$|\\[\\[|ENC\\[|\\.\\.\\.|!vault|^([0-9A-Za-z*.])(\\1|-)*$");
    }
}
