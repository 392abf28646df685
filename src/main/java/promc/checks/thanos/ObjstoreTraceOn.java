package promc.checks.thanos;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.ObjectStore;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode.YamlScalar;

/// `trace.enable` of an S3 store: each request and answer is written to the log (at level debug), with all its headers.
public final class ObjstoreTraceOn implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/objstore-trace-on", Severity.INFO, "Each request to an object store is traced in the log");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (context.isTemplate()) {
            return;
        }
        file.views(ObjectStore.class).forEach(store -> Stores.section(store, "trace").flatMap(trace -> trace.entry("enable"))
                .filter(entry -> entry.value().resolve() instanceof YamlScalar scalar && GoYaml.bool(scalar, GoYaml.Dialect.V2).orElse(false))
                .ifPresent(entry -> context.report(file.source(), entry.span(), "every request to the store goes to the log with its headers, at level `debug`: a help to find a fault, and not to be left on")));
    }
}
