package promc.checks.thanos;

import java.util.Optional;
import java.util.regex.Pattern;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.ObjectStore;
import promc.model.ObjectStore.Provider;
import promc.yaml.YamlNode.YamlScalar;

/// Names that no bucket can have. The client of S3 refuses them at each request (minio-go, `checkBucketNameCommon`), while Thanos itself starts; of Google's names only slashes are told.
/// Names with capitals or underscores were possible at Amazon until 2018, and are at other stores.
public final class ObjstoreBucketName implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/objstore-bucket-name", Severity.ERROR, "An object store names a bucket that cannot be");
    private static final int SHORTEST = 3;
    private static final int LONGEST = 63;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (context.isTemplate()) {
            return;
        }
        file.views(ObjectStore.class).filter(store -> store.provider().filter(provider -> provider == Provider.S3 || provider == Provider.GCS).isPresent()).forEach(store -> {
            Optional<String> name = store.known("bucket").map(String::strip).filter(bucket -> !bucket.startsWith("<"));
            if (name.isPresent()) {
                YamlScalar place = store.setting("bucket").orElseThrow();
                Optional<String> fault = path(name.get()).or(() -> store.provider().filter(provider -> provider == Provider.S3).flatMap(s3 -> form(name.get())));
                if (fault.isPresent()) {
                    context.report(file.source(), place.span(), fault.get());
                } else if (Stores.host(store).filter(host -> host.endsWith("amazonaws.com")).isPresent() && Known.NOT_AT_AMAZON.matcher(name.get()).find()) {
                    context.report(file.source(), place.span(), "Amazon has made no bucket with a capital or an underscore in its name since 2018: `" + name.get() + "` is most likely another").likely();
                }
            }
        });
    }

    private static Optional<String> path(String name) {
        if (name.contains("://")) {
            return Optional.of("the name of a bucket has no scheme: write `" + name.substring(name.indexOf("://") + 3).replaceFirst("/.*", "") + "`");
        }
        int slash = name.indexOf('/');
        if (slash >= 0) {
            String rest = name.substring(slash + 1);
            return Optional.of("the name of a bucket has no slash: write `" + name.substring(0, slash) + "`" + (rest.isEmpty() ? "" : " here and `prefix: " + rest + "` beside `type`"));
        }
        return Optional.empty();
    }

    private static Optional<String> form(String name) {
        if (name.length() < SHORTEST || name.length() > LONGEST) {
            return Optional.of("the name of a bucket has " + SHORTEST + " to " + LONGEST + " characters, and this has " + name.length() + ": every request fails");
        }
        if (Known.ADDRESS.matcher(name).matches()) {
            return Optional.of("the name of a bucket cannot look like an IP address: every request fails");
        }
        return name.contains("..") || !Known.ALLOWED.matcher(name).matches()
                ? Optional.of("`" + name + "` cannot be the name of a bucket, which has letters, digits, dots and hyphens, and begins and ends with a letter or digit: every request fails") : Optional.empty();
    }

    private static final class Known {
        static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]*[A-Za-z0-9]");
        static final Pattern ADDRESS = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
        static final Pattern NOT_AT_AMAZON = Pattern.compile("^(?!(?i:my|your)[_-]).*[A-Z_]");
    }
}
