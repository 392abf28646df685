package promc.checks.thanos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.ComposeEdits;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.Image;
import promc.model.Mount;
import promc.model.ObjectStore;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin.Compose;
import promc.model.ThanosStack;
import promc.model.ThanosStack.Pairing;
import promc.source.Span;

/// Folders that a process of Thanos, or the Prometheus of a sidecar, has to write to and cannot: mounts that are read-only, folders of the host that Docker makes as root, and the folder of a Prometheus that runs as
/// another user than the sidecar beside it, which makes `thanos/upload` there and its own notes.
public final class NotWritable implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/not-writable", Severity.ERROR, "A process of Thanos, or the Prometheus of a sidecar, cannot write to its folder")
            .fixable(Applicability.UNSAFE);

    private record Written(ServerProcess process, String path, Mount mount) {}

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        Set<Mount> told = new HashSet<>();
        for (Pairing pairing : stack.pairings()) {
            Optional<Written> blocks = pairing.prometheus().dataPath().flatMap(path -> written(pairing.prometheus(), path));
            blocks.filter(found -> told.add(found.mount())).ifPresent(found -> check(found, estate, context));
            Optional<Written> shared = pairing.uploads() ? path(pairing.sidecar(), "tsdb.path").flatMap(path -> written(pairing.sidecar(), path)) : Optional.empty();
            if (shared.isPresent() && !readOnly(shared.get(), context)) {
                users(pairing, shared.get(), stack, context);
            }
        }
        for (String component : List.of("store", "compact", "receive", "rule")) {
            for (ServerProcess process : stack.components(component)) {
                path(process, component.equals("receive") ? "tsdb.path" : "data-dir").flatMap(path -> written(process, path)).filter(found -> told.add(found.mount()))
                        .ifPresent(found -> check(found, estate, context));
            }
        }
    }

    private static Optional<Written> written(ServerProcess process, String path) {
        return process.mountOf(path).map(mount -> new Written(process, path, mount));
    }

    private static Optional<String> path(ServerProcess process, String flag) {
        return process.flags().value(flag).filter(path -> path.startsWith("/"));
    }

    private static void check(Written written, Estate estate, Context context) {
        if (!readOnly(written, context)) {
            madeByRoot(written, estate, context);
        }
    }

    private static boolean readOnly(Written written, Context context) {
        boolean closed = written.mount().readOnly();
        if (closed) {
            context.report(written.mount().file(), written.mount().span(), written.process().what() + " writes to `" + written.path() + "`, which is mounted read-only");
        }
        return closed;
    }

    /// What is not in the repository is made when it is first mounted, and then it is root's.
    private static void madeByRoot(Written written, Estate estate, Context context) {
        Mount mount = written.mount();
        Optional<String> user = Users.of(written.process());
        Optional<String> place = mount.place();
        if (mount.kind() != Mount.Kind.BIND || user.isEmpty() || Users.isRoot(user.get()) || place.isEmpty() || !mount.source().startsWith(".") || mount.source().contains("$")
                || isThere(place.get(), estate) || isPrepared(written, mount.source())) {
            return;
        }
        // A new volume takes on the owner of what the image has in its place: only the image of Prometheus has such a folder, which is its own user's.
        boolean volume = mount.target().equals(Image.PROMETHEUS_FOLDER) && written.process().image().filter(Image::isOfficialPrometheus).isPresent()
                && written.process().compose().filter(compose -> compose.service().node().get("user").isEmpty()).isPresent();
        context.report(mount.file(), mount.span(), "Docker makes the folder `" + mount.source() + "` for root, and " + written.process().what() + " runs as user " + user.get() + ", who cannot write there: "
                + (volume ? "use a named volume, or " : "") + "make the folder first and give it to that user").likely().fix(volume ? named(written, place.get(), estate) : Optional.empty());
    }

    /// Puts a volume named after the service into the place of the folder, for all services that mount it. Empty if those of another file do.
    private static Optional<Fix> named(Written written, String place, Estate estate) {
        Compose compose = written.process().compose().orElseThrow();
        String name = compose.service().name() + "_data";
        boolean elsewhere = estate.composeFiles().filter(file -> file != compose.file()).flatMap(file -> file.services().stream()).flatMap(service -> service.mounts().stream()).anyMatch(mount -> isAt(mount, place));
        List<TextEdit> edits = new ArrayList<>();
        for (ComposeService service : compose.file().services()) {
            for (Mount mount : service.mounts()) {
                if (isAt(mount, place)) {
                    String text = mount.span().of(mount.file().text());
                    int start = text.startsWith("\"") || text.startsWith("'") ? 1 : 0;
                    if (!text.startsWith(mount.source() + ":", start)) {
                        return Optional.empty();
                    }
                    edits.add(new TextEdit(mount.file(), new Span(mount.span().start() + start, mount.span().start() + start + mount.source().length()), name));
                }
            }
        }
        Optional<TextEdit> declared = ComposeEdits.volume(compose.file(), name, List.of());
        declared.ifPresent(edits::add);
        return elsewhere || declared.isEmpty() || compose.file().declared("volumes").contains(name) ? Optional.empty()
                : Optional.of(new Fix("Keep the data in a volume `" + name + "`, which starts empty", Applicability.UNSAFE, edits));
    }

    private static boolean isAt(Mount mount, String place) {
        return mount.kind() == Mount.Kind.BIND && mount.place().filter(place::equals).isPresent();
    }

    private static boolean isThere(String place, Estate estate) {
        return estate.files().stream().anyMatch(file -> file.source().path().startsWith(place + "/"));
    }

    /// True if another service mounts the same folder, which may be there to give it away; components of Thanos are not.
    private static boolean isPrepared(Written written, String source) {
        return written.process().compose().filter(compose -> compose.file().services().stream().filter(service -> service.flags().isEmpty()).flatMap(service -> service.mounts().stream())
                .anyMatch(mount -> mount.source().equals(source))).isPresent();
    }

    private static void users(Pairing pairing, Written shared, ThanosStack stack, Context context) {
        Optional<String> own = Users.of(pairing.sidecar());
        Optional<String> other = Users.of(pairing.prometheus());
        boolean data = shared.mount().kind() == Mount.Kind.BIND || shared.mount().kind() == Mount.Kind.VOLUME;
        if (data && own.isPresent() && other.isPresent() && !Users.isRoot(own.get()) && !own.equals(other) && !isPrepared(shared, shared.mount().source())) {
            context.report(shared.mount().file(), shared.mount().span(), pairing.sidecar().what() + " runs as user " + own.get() + " and cannot write to the folder of " + pairing.prometheus().what()
                            + ", which user " + other.get() + " owns; it makes links to the blocks there before it uploads them: let both run as the same `user`").likely()
                    .note(pairing.prometheus().file(), pairing.prometheus().place(), "the Prometheus of this sidecar")
                    .fix(same(pairing.sidecar(), other.get(), stack));
        }
    }

    /// Who keeps the blocks in a volume of the stack has to be root there, who can write to the folder of any Prometheus as well.
    private static Optional<Fix> same(ServerProcess sidecar, String user, ThanosStack stack) {
        boolean folder = stack.store(sidecar).flatMap(ObjectStore::provider).filter(provider -> provider == ObjectStore.Provider.FILESYSTEM).isPresent();
        boolean root = folder || Users.isRoot(user);
        return sidecar.compose().flatMap(compose -> Users.set(compose, root ? "root" : '"' + user + '"'))
                .map(edit -> new Fix(root ? "Run the sidecar as root" : "Run the sidecar as user " + user + " too", Applicability.UNSAFE, List.of(edit)));
    }
}
