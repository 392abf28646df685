package promc.checks.thanos;

import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.ObjectStore;
import promc.model.ObjectStore.Provider;
import promc.schema.ConfigKeys;
import promc.schema.LoadError;
import promc.schema.LoadError.Kind;
import promc.schema.LoadErrors;

/// Keys that an object store does not have (thanos-io/objstore). The file itself, and `config` for half of the types, is read strictly: Thanos ends. The other half passes them over in silence.
public final class ObjstoreUnknownKey implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/objstore-unknown-key", Severity.ERROR, "An object store has a key that its type does not know").fixable(Applicability.UNSAFE);

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
            for (LoadError error : LoadErrors.of(store.root(), ConfigKeys.OBJECT_STORE)) {
                report(error, false, store, context);
            }
            store.provider().ifPresent(provider -> LoadErrors.of(store.config(), Stores.struct(provider)).forEach(error -> report(error, !provider.strict(), store, context)));
        });
    }

    private static void report(LoadError error, boolean ignored, ObjectStore store, Context context) {
        if (error.kind() == Kind.UNKNOWN_KEY) {
            String type = store.provider().map(Provider::name).orElse("");
            var draft = context.report(store.text().file(), error.span(), error.message() + (ignored ? (error.message().endsWith("?") ? " Thanos" : "; Thanos") + " passes over what it does not know in a store of type `" + type + "`, so the setting has no effect" : ""));
            Stores.hide(draft, store, error.span()).fix(Fix.inFile(error.correction(), store.text())).severity(ignored ? Severity.WARNING : Severity.ERROR);
        }
    }
}
