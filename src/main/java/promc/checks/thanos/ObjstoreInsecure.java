package promc.checks.thanos;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.ObjectStore;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// A store at a public provider that is asked without TLS, or without a look at its certificate. Stores of the user's own network, which often have no certificate, are left alone.
public final class ObjstoreInsecure implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/objstore-insecure", Severity.WARNING, "A public object store is asked without TLS or without verification");

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
            Optional<String> host = Stores.host(store).filter(Stores::isPublic);
            if (host.isPresent()) {
                on(store.config(), "insecure").ifPresent(entry -> context.report(file.source(), entry.span(),
                        "every block goes to `" + host.get() + "` unencrypted: it offers TLS, which `insecure: true` turns off"));
                Stores.section(store, "http_config").flatMap(http -> on(http, "insecure_skip_verify")).ifPresent(entry -> context.report(file.source(), entry.span(),
                        "whoever answers for `" + host.get() + "` is believed, since its certificate is not looked at"));
            }
        });
    }

    private static Optional<Entry> on(YamlMapping mapping, String key) {
        return mapping.entry(key).filter(entry -> entry.value().resolve() instanceof YamlScalar scalar && GoYaml.bool(scalar, GoYaml.Dialect.V2).orElse(false));
    }
}
