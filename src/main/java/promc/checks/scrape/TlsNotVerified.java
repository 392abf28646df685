package promc.checks.scrape;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.PrometheusConfig;
import promc.model.View;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlScalar;

/// `insecure_skip_verify: true`. Told as advice: with the self-signed certificates of kubelets it is what everybody does.
public final class TlsNotVerified implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.likely("scrape/tls-not-verified", Severity.INFO, "The certificate of the other side is not looked at, so anybody can answer in its place");
    private static final String KEY = "insecure_skip_verify";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (View view : file.views()) {
            if (view instanceof PrometheusConfig config) {
                Keys.walk(config, (section, entry) -> check(entry, config, context));
            }
        }
    }

    private static void check(Entry entry, PrometheusConfig config, Context context) {
        if (entry.name().filter(KEY::equals).isPresent() && entry.value() instanceof YamlScalar value && isTrue(value)) {
            context.report(config.text().file(), entry.span(), "certificates are not verified here: whoever stands between can answer in the other side's place;"
                    + " with a `ca_file` that holds the certificate of its signer, this is not needed");
        }
    }

    /// The words of YAML 1.1, as Prometheus' reader takes them.
    private static boolean isTrue(YamlScalar value) {
        return value.style() == Style.PLAIN && switch (value.value()) {
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y" -> true;
            default -> false;
        };
    }
}
