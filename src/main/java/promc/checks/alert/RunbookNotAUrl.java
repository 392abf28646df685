package promc.checks.alert;

import java.util.Locale;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.yaml.YamlNode.YamlScalar;

/// An annotation that says it is a URL and is none that a browser opens: no scheme, or no host. By convention, templates of notifications make a link of it.
public final class RunbookNotAUrl implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("alert/runbook-not-a-url", Severity.INFO, "An annotation for a URL is no absolute http or https URL");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        for (Pair pair : rule.annotations()) {
            if (isForUrl(pair.name()) && pair.value().value().isPresent()) {
                YamlScalar value = pair.value().value().get();
                String text = value.value().strip();
                // What a template begins with may be the scheme and the host.
                if (!text.startsWith("{{") && !isUrl(text.toLowerCase(Locale.ROOT))) {
                    context.report(context.file(), value.span(), "`" + pair.name() + "` is no absolute URL"
                            + (text.isEmpty() ? ": it is empty" : ", so whoever is paged cannot open it: it begins with neither `https://` nor `http://`"));
                }
            }
        }
    }

    private static boolean isForUrl(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean book = lower.startsWith("runbook") || lower.startsWith("playbook") || lower.startsWith("dashboard");
        return book && (lower.endsWith("url") || lower.endsWith("_uri"));
    }

    private static boolean isUrl(String text) {
        int host = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : 0;
        return host > 0 && text.length() > host && text.charAt(host) != '/';
    }
}
