package promc.checks.thanos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.fix.Fix;
import promc.lint.Context;
import promc.lint.Draft;
import promc.model.EstateFile;
import promc.model.ObjectStore;
import promc.model.ObjectStore.Provider;
import promc.schema.ConfigKeys;
import promc.schema.LoadError;
import promc.schema.LoadErrors;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// What the checks of object stores ask in common, and how they say what Thanos refuses.
final class Stores {
    /// Hosts that everybody can reach, or whose owner sells storage: what goes there leaves the user's own network.
    private static final Pattern PUBLIC = Pattern.compile("(^|.*\\.)(amazonaws\\.com(\\.cn)?|googleapis\\.com|digitaloceanspaces\\.com|r2\\.cloudflarestorage\\.com|backblazeb2\\.com|wasabisys\\.com|scw\\.cloud|ovh\\.net|linodeobjects\\.com)(:[0-9]+)?");

    private Stores() {}

    /// What Thanos refuses in the file as a whole and in the `config` of its type; of a type that it does not know only the former.
    static List<LoadError> errors(ObjectStore store) {
        List<LoadError> errors = new ArrayList<>(LoadErrors.of(store.root(), ConfigKeys.OBJECT_STORE));
        store.provider().ifPresent(provider -> errors.addAll(LoadErrors.of(store.config(), struct(provider))));
        return errors;
    }

    /// True for what documentation writes where a value is to be filled in: `<bool>`.
    static boolean isPlaceholder(String written) {
        String bare = written.startsWith("\"") || written.startsWith("'") ? written.substring(1, Math.max(1, written.length() - 1)) : written;
        return bare.startsWith("<") && bare.endsWith(">");
    }

    static String struct(Provider provider) {
        return "objstore." + provider.name();
    }

    /// Reports what of one kind Thanos refuses in the object stores of a file; nothing of a template.
    static void report(EstateFile file, Context context, LoadError.Kind kind) {
        if (context.isTemplate()) {
            return;
        }
        file.views(ObjectStore.class).forEach(store -> {
            for (LoadError error : errors(store)) {
                if (error.kind() == kind && !isPlaceholder(error.span().of(file.source().text()))) {
                    hide(context.report(file.source(), error.span(), error.message()), store, error.span()).fix(Fix.inFile(error.correction(), store.text()));
                }
            }
        });
    }

    /// Lets no report show a secret that stands in the line of what it points at.
    static Draft hide(Draft draft, ObjectStore store, Span place) {
        SourceFile file = store.text().file();
        int line = file.line(place.start());
        for (Entry entry : store.config().entries()) {
            if (isSecret(store, entry) && entry.value() instanceof YamlScalar value && !value.span().isEmpty()
                    && file.line(value.span().start()) <= line && file.line(Math.max(value.span().start(), value.span().end() - 1)) >= line) {
                draft.hide(value.span());
            }
        }
        return draft;
    }

    /// True for a key of `config` whose value Thanos treats as a secret, or any type of store would.
    static boolean isSecret(ObjectStore store, Entry entry) {
        Map<String, String> keys = store.provider().map(provider -> ConfigKeys.of(struct(provider))).orElse(Map.of());
        return entry.name().filter(name -> "secret".equals(keys.get(name)) || name.contains("secret") || name.contains("password")).isPresent();
    }

    /// A section of `config`.
    static Optional<YamlMapping> section(ObjectStore store, String key) {
        return store.config().get(key).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
    }

    /// The host that `endpoint` names, without scheme and port; empty if none is known.
    static Optional<String> host(ObjectStore store) {
        return store.known("endpoint").map(endpoint -> endpoint.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://", "").replaceFirst("[:/].*$", "").toLowerCase(Locale.ROOT)).filter(host -> !host.isEmpty());
    }

    static boolean isPublic(String host) {
        return PUBLIC.matcher(host).matches();
    }
}
