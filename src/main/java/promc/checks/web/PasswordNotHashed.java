package promc.checks.web;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.WebConfig;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// Values of `basic_auth_users` that are no bcrypt hashes: the program refuses to start (`validateUsers` of prometheus/exporter-toolkit, `bcrypt.Cost` of golang.org/x/crypto). Most are the
/// passwords themselves, so no report shows them.
public final class PasswordNotHashed implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("web/password-not-hashed", Severity.ERROR, "A password in a web configuration file is no bcrypt hash");
    /// The shortest text that Go's bcrypt takes for a hash.
    private static final int SHORTEST_HASH = 59;
    private static final int LEAST_COST = 4;
    private static final int MOST_COST = 31;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (context.isTemplate()) {
            return;
        }
        file.views(WebConfig.class).forEach(view -> {
            if (view.root().get("basic_auth_users").orElse(null) instanceof YamlMapping users) {
                for (Entry user : users.effective()) {
                    if (user.value().resolve() instanceof YamlScalar password && !isHash(password.isNull() ? "" : password.value()) && !isFilledIn(password.value())) {
                        report(view, user, password, context);
                    }
                }
            }
        });
    }

    private static void report(WebConfig view, Entry user, YamlScalar password, Context context) {
        boolean empty = password.span().isEmpty();
        String other = foreign(password.value());
        var draft = context.report(view.text().file(), empty ? user.key().span() : password.span(), "the password of `" + user.name().orElse("") + "` is "
                + (empty || password.value().isEmpty() ? "empty" : other.isEmpty() ? "no bcrypt hash" : "hashed by " + other + ", not by bcrypt")
                + ", so the web server refuses the file: write what `htpasswd -nBC 10 \"\"` prints behind the `:`");
        if (!empty) {
            draft.hide(password.span());
        }
    }

    /// Which other function made a hash, as crypt(3) and htpasswd mark them.
    private static String foreign(String text) {
        return text.startsWith("$apr1$") || text.startsWith("$1$") ? "MD5" : text.startsWith("$5$") || text.startsWith("$6$") ? "SHA" : text.startsWith("{SHA}") ? "SHA-1"
                : text.startsWith("$argon2") ? "Argon2" : text.startsWith("$y$") ? "yescrypt" : "";
    }

    /// As Go's bcrypt sees it, which looks at the version, the cost and the length.
    private static boolean isHash(String text) {
        if (text.length() < SHORTEST_HASH || text.charAt(0) != '$' || text.charAt(1) > '2') {
            return false;
        }
        int at = text.charAt(2) == '$' ? 3 : 4;
        int cost = Character.isDigit(text.charAt(at)) && Character.isDigit(text.charAt(at + 1)) ? Integer.parseInt(text.substring(at, at + 2)) : 0;
        return cost >= LEAST_COST && cost <= MOST_COST;
    }

    /// What a template or envsubst writes is not seen.
    private static boolean isFilledIn(String text) {
        return text.contains("${") || text.contains("{{") || text.contains("%{");
    }
}
