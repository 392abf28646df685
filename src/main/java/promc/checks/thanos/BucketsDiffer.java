package promc.checks.thanos;

import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.ObjectStore;
import promc.model.ObjectStore.Provider;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.source.Span;

/// A store gateway or a compactor that looks into another bucket, or under another prefix, than the one that the uploaders beside it write to. Nothing fails: there is nothing to see.
public final class BucketsDiffer implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/buckets-differ", Severity.WARNING, "A store gateway or compactor reads a bucket that nothing beside it writes to");
    private static final List<String> UPLOADERS = List.of("sidecar", "receive", "rule");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        for (String component : List.of("store", "compact")) {
            for (ServerProcess reader : stack.components(component)) {
                stack.store(reader).filter(store -> bucket(store).isPresent()).ifPresent(store -> check(reader, store, stack, context));
            }
        }
    }

    private static void check(ServerProcess reader, ObjectStore store, ThanosStack stack, Context context) {
        String own = bucket(store).orElseThrow();
        List<ServerProcess> uploaders = stack.components().stream().filter(process -> UPLOADERS.stream().anyMatch(name -> process.runs("thanos " + name)) && ThanosStack.hasStore(process)
                && ThanosStack.together(reader, process)).toList();
        List<Optional<String>> theirs = uploaders.stream().map(process -> stack.store(process).flatMap(BucketsDiffer::bucket)).toList();
        // One that is not known may well be the same.
        if (uploaders.isEmpty() || theirs.stream().anyMatch(Optional::isEmpty) || theirs.contains(Optional.of(own))) {
            return;
        }
        ServerProcess uploader = uploaders.getFirst();
        ObjectStore other = stack.store(uploader).orElseThrow();
        boolean prefix = !store.prefix().equals(other.prefix()) && own(store).equals(own(other));
        Span place = (prefix ? store.root().entry("prefix") : store.config().entry(store.provider().orElseThrow().container())).map(entry -> entry.span()).orElse(store.place());
        context.report(store.text().file(), place, reader.what() + " looks " + (prefix ? "under " + words(store) : "into `" + own(store) + "`") + ", where nothing beside it writes to: " + uploader.what() + " uploads to "
                        + (prefix ? words(other) : "`" + own(other) + "`"))
                .note(reader.file(), reader.place(), "it is given this store").note(other.text().file(), other.place(), "the store of " + uploader.what());
    }

    /// Type, name and prefix; the host may have several names. Folders of containers cannot be compared by their paths.
    private static Optional<String> bucket(ObjectStore store) {
        Optional<Provider> provider = store.provider().filter(known -> known != Provider.FILESYSTEM);
        return provider.flatMap(known -> store.known(known.container())).flatMap(name -> store.prefix().map(prefix -> provider.get().name() + " " + name + " " + prefix.replaceAll("^/+|/+$", "")));
    }

    private static String words(ObjectStore store) {
        String prefix = store.prefix().orElse("");
        return prefix.isEmpty() ? "no prefix" : "the prefix `" + prefix + "`";
    }

    private static String own(ObjectStore store) {
        return store.provider().flatMap(provider -> store.known(provider.container())).orElse("");
    }
}
