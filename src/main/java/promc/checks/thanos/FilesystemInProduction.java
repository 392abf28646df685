package promc.checks.thanos;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.ObjectStore;
import promc.model.ObjectStore.Provider;

/// A store of type FILESYSTEM: Thanos' documentation has it for tests and demonstrations only. One whose components all share a volume is such a demonstration, and works.
public final class FilesystemInProduction implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.likely("thanos/filesystem-in-production", Severity.INFO, "Blocks are kept in a folder instead of an object store");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (context.isTemplate()) {
            return;
        }
        file.views(ObjectStore.class).filter(store -> store.provider().filter(provider -> provider == Provider.FILESYSTEM).isPresent())
                .filter(store -> !SharedBucket.isShared(context.estate().thanos(), store)).forEach(store -> context.report(file.source(), store.type().orElseThrow().span(),
                "a folder is a store for tests and demonstrations: writes are not atomic, and components on other machines see nothing of it"));
    }
}
