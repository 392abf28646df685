package promc.checks.thanos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.ObjectStore;
import promc.model.ObjectStore.Provider;
import promc.source.Correction;
import promc.source.Nearest;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// A `type` that Thanos has no client for (`NewBucketFromConfig` of thanos-io/objstore), or none at all.
public final class ObjstoreUnknownType implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/objstore-unknown-type", Severity.ERROR, "An object store has a type that Thanos does not know").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (context.isTemplate()) {
            return;
        }
        file.views(ObjectStore.class).filter(store -> store.provider().isEmpty() && store.root().get("type").filter(type -> !(type instanceof YamlScalar)).isEmpty()).forEach(store -> {
            String written = store.type().map(YamlScalar::value).orElse("");
            if (written.isEmpty()) {
                Stores.hide(context.report(file.source(), store.place(), "the object store has no `type`: write " + all()), store, store.place());
            } else if (!ObjectStore.isFilledIn(written)) {
                Optional<String> meant = Known.meant(written);
                Span span = store.type().orElseThrow().span();
                Stores.hide(context.report(file.source(), span, "`" + written + "` is no type of object store that Thanos has"
                        + meant.map(type -> Known.OTHER_NAMES.containsKey(bare(written)) ? "; its type is `" + type + "`" : "; did you mean `" + type + "`?").orElse(": write " + all())), store, span)
                        .fix(Fix.inFile(meant.map(type -> new Correction(span, type, "Write `" + type + "`", true)), store.text()));
            }
        });
    }

    private static String bare(String written) {
        return written.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static String all() {
        List<String> names = Arrays.stream(Provider.values()).map(provider -> "`" + provider.name() + "`").toList();
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    private static final class Known {
        static final List<String> NAMES = Arrays.stream(Provider.values()).map(Provider::name).toList();
        /// What people call the stores, or what speaks the protocol of one.
        static final Map<String, String> OTHER_NAMES = Map.ofEntries(Map.entry("MINIO", "S3"), Map.entry("AWS", "S3"), Map.entry("AWSS3", "S3"), Map.entry("S3COMPATIBLE", "S3"), Map.entry("CEPH", "S3"),
                Map.entry("R2", "S3"), Map.entry("GOOGLE", "GCS"), Map.entry("GOOGLECLOUDSTORAGE", "GCS"), Map.entry("GCP", "GCS"), Map.entry("AZUREBLOB", "AZURE"), Map.entry("ABS", "AZURE"),
                Map.entry("OSS", "ALIYUNOSS"), Map.entry("ALIYUN", "ALIYUNOSS"), Map.entry("FILE", "FILESYSTEM"), Map.entry("FS", "FILESYSTEM"), Map.entry("LOCAL", "FILESYSTEM"),
                Map.entry("OPENSTACK", "SWIFT"), Map.entry("TENCENT", "COS"), Map.entry("ORACLE", "OCI"));

        static Optional<String> meant(String written) {
            return Optional.ofNullable(OTHER_NAMES.get(bare(written))).or(() -> NAMES.stream().filter(name -> name.equals(bare(written))).findFirst()).or(() -> Nearest.to(written, NAMES));
        }
    }
}
