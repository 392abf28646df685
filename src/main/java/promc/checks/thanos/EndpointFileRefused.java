package promc.checks.thanos;

import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EndpointFile;
import promc.model.EstateFile;
import promc.schema.ConfigKeys;
import promc.schema.LoadError;
import promc.schema.LoadError.Kind;
import promc.schema.LoadErrors;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// What Thanos Query refuses in the file of its endpoints (`cmd/thanos/endpointset.go`), and keys that it passes over.
public final class EndpointFileRefused implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/endpoint-file-refused", Severity.ERROR, "Thanos Query refuses the file of its endpoints, or a part of it").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (context.isTemplate()) {
            return;
        }
        file.views(EndpointFile.class).forEach(view -> {
            for (LoadError error : LoadErrors.of(view.root(), ConfigKeys.ENDPOINTS)) {
                if (Stores.isPlaceholder(error.span().of(file.source().text()))) {
                    continue;
                }
                boolean ignored = error.kind() == Kind.UNKNOWN_KEY;
                context.report(file.source(), error.span(), error.message() + (ignored ? (error.message().endsWith("?") ? " Thanos" : "; Thanos") + " passes over it, so it has no effect" : "")).fix(Fix.inFile(error.correction(), view.text()))
                        .severity(ignored ? Severity.WARNING : Severity.ERROR);
            }
            view.endpoints().forEach(endpoint -> endpoint(endpoint, file, context));
        });
    }

    private static void endpoint(YamlMapping endpoint, EstateFile file, Context context) {
        if (endpoint.get("address").orElse(null) instanceof YamlScalar address && address.value().startsWith("dns") && address.value().contains("+") && isTrue(endpoint, "strict")) {
            context.report(file.source(), address.span(), "`" + address.value() + "` is looked up in DNS, which `strict: true` rules out: Thanos refuses the file");
        }
        endpoint.entry("service_config").filter(entry -> entry.value().resolve() instanceof YamlScalar text && !text.value().isEmpty() && !isTrue(endpoint, "group"))
                .ifPresent(entry -> context.report(file.source(), entry.key().span(), "`service_config` is for groups of endpoints: Thanos refuses the file unless `group: true` stands beside it"));
    }

    private static boolean isTrue(YamlMapping mapping, String key) {
        return mapping.get(key).filter(value -> value instanceof YamlScalar scalar && GoYaml.bool(scalar, GoYaml.Dialect.V2).orElse(false)).isPresent();
    }
}
