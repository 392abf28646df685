package promc.checks.scrape;

import java.util.Map;
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
    /// The fields of type `Secret` in Prometheus 3.14, each with the one that names a file in its place; empty where there is none.
    private static final Map<String, String> SECRETS = Map.ofEntries(Map.entry("password", "password_file"), Map.entry("credentials", "credentials_file"),
            Map.entry("bearer_token", "bearer_token_file"), Map.entry("client_secret", "client_secret_file"), Map.entry("secret_key", ""), Map.entry("token", ""),
            Map.entry("auth_token", "auth_token_file"), Map.entry("application_credential_secret", ""), Map.entry("application_secret", ""), Map.entry("consumer_key", ""),
            Map.entry("service_account_key", "service_account_key_path"), Map.entry("private_key", "private_key_path"), Map.entry("certificate_password", ""),
            Map.entry("client_certificate_key", "client_certificate_key_file"), Map.entry("key", "key_file"));
    /// What templates, substitution and encryption of files leave in the place of a secret, and what documentation does: `${X}`, `$X`, `<token>`, `{{ x }}`, `%{x}`, `@X@`, `[[x]]`, `ENC[...]`, 
    /// and the same character again and again.
    private static final Pattern STAND_IN = Pattern.compile("\\$\\{|\\$\\(|^\\$|^<.*>$|\\{\\{|<%|[%#]\\{|^%.*%$|^@.*@$|^__.*__$|\\[\\[|ENC\\[|!vault|\\$ANSIBLE_VAULT|^([0-9A-Za-z*.])(\\1|-)*$");
    /// `user:password` before the host of a URL.
    private static final Pattern USER_INFO = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#@:]*:([^/?#@]+)@.*", Pattern.DOTALL);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (View view : file.views()) {
            if (view instanceof PrometheusConfig config) {
                Keys.walk(config, entry -> check(entry, config, context));
            }
        }
    }

    private static void check(Entry entry, PrometheusConfig config, Context context) {
        if (!(entry.value() instanceof YamlScalar value) || value.isNull() || value.tag().isPresent() || entry.name().isEmpty()) {
            return;
        }
        String key = entry.name().get();
        String file = SECRETS.get(key);
        if (file != null && isSecret(value.value())) {
            context.report(config.text().file(), entry.key().span(), "the value of `" + key + "` stands here for all who can read the configuration"
                    + (file.isEmpty() ? "; let it be filled in when the file is deployed" : "; `" + file + "` takes it from a file of its own")).hide(value.span());
            return;
        }
        Matcher url = USER_INFO.matcher(value.value());
        if (key.endsWith("url") && url.matches() && isSecret(url.group(1))) {
            context.report(config.text().file(), entry.key().span(), "the URL holds a password for all who can read the configuration;"
                    + " `basic_auth` with `password_file` takes it from a file of its own").hide(value.text().toFile(new Span(url.start(1), url.end(1))));
        }
    }

    private static boolean isSecret(String value) {
        return !value.isBlank() && !STAND_IN.matcher(value.strip()).find();
    }
}
