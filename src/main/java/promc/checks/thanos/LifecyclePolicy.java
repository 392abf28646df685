package promc.checks.thanos;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.BucketLifecycle;
import promc.model.BucketLifecycle.Step;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.ObjectStore;
import promc.model.ObjectStore.Provider;
import promc.model.ServerProcess;
import promc.source.SourceFile;

/// A bucket of blocks whose owner is told to move old objects where they cannot be read (Thanos issue 7975), or to delete them by their age, which the compactor makes young again when it rewrites them (Thanos issues 458 and 2869).
public final class LifecyclePolicy implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("thanos/lifecycle-policy", Severity.WARNING, "A bucket of Thanos deletes objects by their age, or moves them where they cannot be read");
    /// Classes of Amazon, and of who copies it, from which an object must be restored before it is read.
    private static final Set<String> UNREADABLE = Set.of("GLACIER", "DEEP_ARCHIVE");
    /// Hosts of the former; others may have tiers of these names that are read like any.
    private static final Pattern HAS_GLACIER = Pattern.compile(".*\\.(amazonaws\\.com(\\.cn)?|scw\\.cloud)");
    /// What other things are called that are kept in buckets beside a monitoring system.
    private static final Pattern OTHERS = Pattern.compile(".*(^|[^a-z])(loki|tempo|mimir|cortex|pyroscope|velero|backups?|logs?|traces?|artifacts?|state|etcd|registry)([^a-z]|$).*", Pattern.DOTALL);
    private static final Pattern OWN_NAME = Pattern.compile("[-.]|thanos");
    /// A compactor deletes blocks two days after it has marked them, and a day may pass until it has.
    private static final long SLACK_DAYS = 3;
    private static final long DAY = 86_400_000L;

    private record Tie(ObjectStore store, String bucket, String why) {}

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (EstateFile file : estate.files()) {
            file.views(BucketLifecycle.class).filter(policy -> !policy.steps().isEmpty()).forEach(policy -> tie(policy, estate).ifPresent(tie -> policy.steps().forEach(step -> check(step, policy, tie, estate, context))));
        }
    }

    private static void check(Step step, BucketLifecycle policy, Tie tie, Estate estate, Context context) {
        String prefix = tie.store.prefix().orElse("").replaceAll("^/+|/+$", "");
        boolean blocks = (prefix.isEmpty() ? "" : prefix + "/").startsWith(step.prefix());
        boolean moved = step.storageClass().isPresent();
        boolean lost = moved && UNREADABLE.contains(step.storageClass().get()) && Stores.host(tie.store).filter(host -> HAS_GLACIER.matcher(host).matches()).isPresent();
        if (!blocks || tie.store.prefix().isEmpty() || moved && !lost || isGone(step, estate)) {
            return;
        }
        String when = step.days().isPresent() ? step.days().getAsInt() + " days" : "a date";
        String message = moved ? "objects of `" + tie.bucket + "` move to `" + step.storageClass().get() + "` after " + when + ", where nothing can be read before it is restored: Thanos fails on the blocks that they belong to"
                : "objects of `" + tie.bucket + "` are deleted after " + when + ", counted from when each was written: what the compactor rewrites lives on, and a block that loses some of its objects first is broken; "
                + "`--retention.resolution-raw` and the like drop whole blocks by the time of their samples";
        Draft draft = context.report(policy.text(), step.place(), message);
        draft.note(tie.store.text().file(), tie.store.place(), "blocks of Thanos are kept there; " + tie.why);
    }

    /// True if a compactor in sight has deleted everything before.
    private static boolean isGone(Step step, Estate estate) {
        List<ServerProcess> compactors = estate.thanos().components("compact");
        OptionalLong longest = OptionalLong.of(0);
        for (ServerProcess compactor : compactors) {
            Optional<Resolutions> kept = Resolutions.of(compactor).filter(known -> known.raw() > 0 && (compactor.flags().flag("downsampling.disable").isPresent() || known.five() > 0 && known.hour() > 0));
            longest = kept.isEmpty() || longest.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.max(longest.getAsLong(), Math.max(kept.get().raw(), Math.max(kept.get().five(), kept.get().hour()))));
        }
        return !compactors.isEmpty() && longest.isPresent() && step.days().isPresent() && step.days().getAsInt() >= longest.getAsLong() / DAY + SLACK_DAYS;
    }

    /// The store whose bucket the policy is for: the one that it names, or the only one that lies near.
    private static Optional<Tie> tie(BucketLifecycle policy, Estate estate) {
        List<ObjectStore> stores = estate.files().stream().flatMap(file -> file.views(ObjectStore.class)).filter(store -> store.provider().filter(policy.provider()::equals).isPresent()
                && store.known(Provider.S3.container()).isPresent()).toList();
        if (policy.bucket().isPresent()) {
            return stores.stream().filter(store -> bucket(store).equals(policy.bucket().get())).findFirst().map(store -> new Tie(store, bucket(store), "it is the bucket that the policy names"));
        }
        String path = policy.text().file().path().toLowerCase(Locale.ROOT);
        String names = path + "\n" + String.join("\n", policy.steps().stream().map(step -> step.id().toLowerCase(Locale.ROOT)).toList());
        // A bucket that is called by one common word shares it with much else.
        Optional<ObjectStore> named = stores.stream().filter(store -> OWN_NAME.matcher(bucket(store)).find() && Pattern.compile("(^|[^a-z0-9])" + Pattern.quote(bucket(store)) + "($|[^a-z0-9])").matcher(names).find()).findFirst();
        if (named.isPresent()) {
            return named.map(store -> new Tie(store, bucket(store), "the policy has the name of this bucket"));
        }
        List<ObjectStore> near = stores.stream().filter(store -> isNear(store.text().file(), policy.text().file())).toList();
        boolean one = near.stream().map(LifecyclePolicy::bucket).distinct().count() == 1;
        return one && !OTHERS.matcher(names.substring(path.lastIndexOf('/') + 1)).matches() ? Optional.of(new Tie(near.getFirst(), bucket(near.getFirst()), "the policy lies beside it, and no other bucket does")) : Optional.empty();
    }

    private static String bucket(ObjectStore store) {
        return store.known(Provider.S3.container()).orElseThrow();
    }

    /// In one folder, or in one below it.
    private static boolean isNear(SourceFile store, SourceFile policy) {
        String one = store.folder();
        String other = policy.folder();
        return one.equals(other) || !one.isEmpty() && other.startsWith(one) || !other.isEmpty() && one.startsWith(other);
    }
}
