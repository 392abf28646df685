package promc.checks.thanos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.ComposeEdits;
import promc.model.ComposeFile;
import promc.model.Mount;
import promc.model.Mount.Kind;
import promc.model.ObjectStore;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin.Compose;
import promc.model.ThanosStack;

/// The folder that a store of type FILESYSTEM is, as all components have it that read the same configuration of the store.
final class SharedBucket {
    private static final String VOLUME = "thanos_bucket";

    private SharedBucket() {}

    static List<ServerProcess> components(ThanosStack stack, ObjectStore store) {
        return stack.components().stream().filter(process -> stack.store(process).filter(known -> isSame(known, store)).isPresent()).toList();
    }

    private static boolean isSame(ObjectStore one, ObjectStore other) {
        return one.text().file() == other.text().file() && one.text().toFile(0) == other.text().toFile(0);
    }

    /// True if several components use the store, and all of them have one and the same volume, or folder of the host, where it lies.
    static boolean isShared(ThanosStack stack, ObjectStore store) {
        Optional<String> folder = store.known("directory").filter(path -> path.startsWith("/"));
        List<ServerProcess> components = components(stack, store);
        if (folder.isEmpty() || components.size() < 2) {
            return false;
        }
        Set<String> places = new HashSet<>();
        components.forEach(process -> places.add(process.compose().flatMap(compose -> process.mountOf(folder.get()).flatMap(mount -> place(compose.file(), mount, folder.get()))).orElse("")));
        return places.size() == 1 && !places.contains("");
    }

    private static Optional<String> place(ComposeFile file, Mount mount, String folder) {
        String below = " " + folder.substring(Math.min(folder.length(), mount.target().replaceFirst("/+$", "").length()));
        return switch (mount.kind()) {
            case VOLUME -> Optional.of(file.volumeName(mount.source()) + below);
            case BIND -> mount.source().contains("$") ? Optional.empty() : Optional.of("host:" + mount.place().orElse(mount.source()) + below);
            default -> Optional.empty();
        };
    }

    /// Mounts the volume that another component has there already, or a new one, which has a name of its own where components of other projects use the store too. Docker makes new volumes for root, and the image has no such
    /// folder whose owner they would take on: a component with another user could not write to it. Empty where components have the folder in other ways.
    static Optional<Fix> mount(ThanosStack stack, ServerProcess process, ObjectStore store, String folder) {
        List<ServerProcess> components = components(stack, store);
        if (process.compose().isEmpty() || process.mountOf(folder).isPresent() || components.stream().anyMatch(one -> one.compose().isEmpty())) {
            return Optional.empty();
        }
        Set<String> held = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (ServerProcess one : components) {
            ComposeFile file = one.compose().orElseThrow().file();
            files.add(file.text().file().path());
            one.mountOf(folder).ifPresent(mount -> held.add(mount.kind() == Kind.VOLUME && mount.target().equals(folder) ? file.volumeName(mount.source()) : ""));
        }
        if (held.contains("") || held.size() > 1) {
            return Optional.empty();
        }
        Compose compose = process.compose().get();
        Optional<String> declared = compose.file().declared("volumes").stream().filter(key -> held.contains(compose.file().volumeName(key))).findFirst();
        Optional<String> named = held.stream().filter(name -> name.startsWith("name:")).map(name -> name.substring("name:".length())).findFirst();
        String key = declared.or(() -> named).orElse(VOLUME);
        boolean taken = declared.isEmpty() && (!held.isEmpty() && named.isEmpty() || compose.file().declared("volumes").contains(key));
        List<TextEdit> edits = new ArrayList<>();
        boolean rooted = needsRoot(process);
        boolean whole = !taken && add(edits, ComposeEdits.mount(compose, key + ":" + folder)) && (!rooted || add(edits, Users.set(compose, "root")))
                && (declared.isPresent() || add(edits, ComposeEdits.volume(compose.file(), key, files.size() > 1 ? List.of("name: " + key) : List.of())));
        return whole ? Optional.of(new Fix("Mount the volume `" + key + "` there, as all components must" + (rooted ? ", and run as root, to whom Docker gives new volumes" : ""), Applicability.UNSAFE, edits)) : Optional.empty();
    }

    private static boolean needsRoot(ServerProcess process) {
        return Users.of(process).filter(user -> !Users.isRoot(user)).isPresent();
    }

    private static boolean add(List<TextEdit> edits, Optional<TextEdit> edit) {
        edit.ifPresent(edits::add);
        return edit.isPresent();
    }
}
