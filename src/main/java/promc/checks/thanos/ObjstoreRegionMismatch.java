package promc.checks.thanos;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.ObjectStore;
import promc.model.ObjectStore.Provider;

/// A `region` that is another than that of Amazon's `endpoint`. minio-go takes the host of a request to Amazon from the region and leaves the endpoint's aside (`makeTargetURL`), so that one of the two is not
/// meant; that the bucket is where `region` says is not excluded.
public final class ObjstoreRegionMismatch implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.likely("thanos/objstore-region-mismatch", Severity.WARNING, "The region and the endpoint of a bucket at Amazon are not the same");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (context.isTemplate()) {
            return;
        }
        file.views(ObjectStore.class).filter(store -> store.provider().filter(provider -> provider == Provider.S3).isPresent()).forEach(store -> {
            Optional<String> region = store.known("region");
            Matcher host = Known.REGIONAL.matcher(Stores.host(store).orElse(""));
            if (region.isPresent() && host.matches() && !host.group(1).equals(region.get())) {
                context.report(file.source(), store.setting("region").orElseThrow().span(), "`region` is `" + region.get() + "`, but `endpoint` is that of `" + host.group(1)
                        + "`: Thanos asks the region, and finds no bucket if the endpoint is right").note(file.source(), store.setting("endpoint").orElseThrow().span(), "the endpoint names a region, too");
            }
        });
    }

    private static final class Known {
        static final Pattern REGIONAL = Pattern.compile("s3[.-](?:fips\\.|dualstack\\.)*([a-z]{2}(?:-[a-z]+)+-[0-9])\\.amazonaws\\.com(?:\\.cn)?");
    }
}
