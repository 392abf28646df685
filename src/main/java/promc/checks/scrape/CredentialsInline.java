package promc.checks.scrape;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.PrometheusConfig;
import promc.model.View;
import promc.source.Span;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlScalar;

/// A secret written into the configuration, where everybody can read it who can read the repository. Of each key that Prometheus takes for a secret, this tells which
/// key reads it from a file, if one does. What something else fills in before Prometheus reads the file is no secret.
public final class CredentialsInline implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.likely("scrape/credentials-inline", Severity.WARNING, "A password or token stands in the configuration itself");
    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (View view : file.views()) {
            if (view instanceof PrometheusConfig config) {
                Keys.walk(config, (section, entry) -> check(section, entry, config, context));
            }
        }
    }

    private static void check(String section, Entry entry, PrometheusConfig config, Context context) {
        if (!(entry.value() instanceof YamlScalar value) || value.isNull() || value.tag().isPresent() || entry.name().isEmpty()) {
            return;
        }
        String key = entry.name().get();
        if (Known.SECRETS.contains(key) && isSecret(value.value())) {
            String file = file(section, key);
            context.report(config.text().file(), entry.key().span(), "the value of `" + key + "` stands here for all who can read the configuration"
                    + (file.isEmpty() ? "; let it be filled in when the file is deployed" : "; `" + file + "` takes it from a file of its own")).hide(value.span());
            return;
        }
        Matcher url = Known.USER_INFO.matcher(value.value());
        if (key.endsWith("url") && url.matches() && isSecret(url.group(1))) {
            context.report(config.text().file(), entry.key().span(), "the URL holds a password for all who can read the configuration;"
                    + " `basic_auth` with `password_file` takes it from a file of its own").hide(value.text().toFile(new Span(url.start(1), url.end(1))));
        }
    }

    private static boolean isSecret(String value) {
        return !value.isBlank() && !Known.STAND_IN.matcher(value.strip()).find();
    }

    /// The key that names a file for a secret in its place; empty where there is none, as for most of what discoveries have besides the settings of their requests.
    private static String file(String section, String key) {
        return switch (key) {
            case "password" -> section.equals("basic_auth") ? "password_file" : "";
            case "client_secret" -> section.equals("oauth2") ? "client_secret_file" : "";
            case "secret_key" -> section.equals("scaleway_sd_configs") || section.equals("outscale_sd_configs") ? "secret_key_file" : "";
            case "credentials", "bearer_token", "auth_token", "key", "client_certificate_key", "key_passphrase" -> key + "_file";
            case "service_account_key", "private_key" -> key + "_path";
            default -> "";
        };
    }

    private static final class Known {
        /// The fields of type `Secret` in Prometheus 3.14.
        static final Set<String> SECRETS = Set.of("password", "credentials", "bearer_token", "client_secret", "secret_key", "token", "auth_token", "application_credential_secret",
                "application_secret", "consumer_key", "service_account_key", "private_key", "key_passphrase", "certificate_password", "client_certificate_key", "key");
        /// What templates, substitution and encryption of files leave in the place of a secret, and what documentation does: `${X}`, `$X`, `<token>`, `{{ x }}`, `%{x}`, `@X@`, `[[x]]`, `ENC[...]`,
        /// and the same character again and again.
        static final Pattern STAND_IN = Pattern.compile("\\$\\{|\\$\\(|^\\$|^<.*>$|\\{\\{|<%|[%#]\\{|^%.*%$|^@.*@$|^__.*__$|\\[\\[|ENC\\[|!vault|\\$ANSIBLE_VAULT|^([0-9A-Za-z*.])(\\1|-)*$");
        /// `user:password` before the host of a URL.
        static final Pattern USER_INFO = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#@:]*:([^/?#@]+)@.*", Pattern.DOTALL);
    }
}
