package promc.checks.thanos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.ObjectStore;
import promc.model.ObjectStore.Provider;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// An `endpoint` with `https://` before it or a path behind it. The client of S3 (minio-go, `isValidEndpointURL`) refuses both when the component starts; Azure's puts the text behind the name of the
/// account, which then is no host (`getContainerClient` of thanos-io/objstore). Whether TLS is used is what `insecure` says.
public final class ObjstoreEndpointHasScheme implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/objstore-endpoint-has-scheme", Severity.ERROR, "The endpoint of an object store is a URL instead of a host").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (context.isTemplate()) {
            return;
        }
        file.views(ObjectStore.class).filter(store -> store.provider().filter(provider -> provider == Provider.S3 || provider == Provider.AZURE).isPresent()).forEach(store -> {
            Optional<YamlScalar> endpoint = store.setting("endpoint");
            Matcher parts = Known.URL.matcher(endpoint.map(YamlScalar::value).orElse(""));
            if (parts.matches() && !ObjectStore.isFilledIn(parts.group("host")) && (parts.group("scheme") != null || parts.group("path") != null)) {
                report(store, endpoint.get(), parts, context);
            }
        });
    }

    private static void report(ObjectStore store, YamlScalar endpoint, Matcher parts, Context context) {
        String scheme = parts.group("scheme");
        boolean s3 = store.provider().filter(provider -> provider == Provider.S3).isPresent();
        boolean plain = s3 && "http".equals(scheme) && store.setting("insecure").filter(value -> value.value().equals("true")).isEmpty();
        String what = scheme != null ? "`endpoint` is a host" + (s3 ? ", with a port if need be" : "") + ", without `" + scheme + "://`" : "`endpoint` is a host, without a path";
        String then = s3 ? ": Thanos refuses the store and ends" : ": Thanos puts it behind the name of the account, which makes no host";
        String how = plain ? "; that TLS is not used is what `insecure: true` says" : scheme == null ? "; the bucket has a key of its own" : "";
        Span inside = endpoint.text().span();
        List<TextEdit> edits = new ArrayList<>();
        Fix.edit(endpoint.text(), inside, parts.group("host")).ifPresent(edits::add);
        if (plain) {
            whole(store).flatMap(ignored -> store.config().own("endpoint")).flatMap(entry -> YamlEdits.insertAfter(store.text().file(), store.config(), entry, "insecure: true")).ifPresent(edits::add);
        }
        boolean ready = edits.size() == (plain ? 2 : 1) && parts.group("path") == null && (!plain || store.config().own("insecure").isEmpty());
        context.report(store.text().file(), endpoint.span(), what + then + how)
                .fix(ready ? Optional.of(new Fix(plain ? "Take the scheme away and write `insecure: true`" : "Take the scheme away", Applicability.UNSAFE, edits)) : Optional.empty());
    }

    /// Lines can be added where the file holds nothing but the store.
    private static Optional<ObjectStore> whole(ObjectStore store) {
        return Optional.of(store).filter(known -> known.text().text().length() == known.text().file().text().length());
    }

    private static final class Known {
        static final Pattern URL = Pattern.compile("(?:(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://)?(?<host>[^/]*)/?(?<path>/?[^/].*)?");
    }
}
