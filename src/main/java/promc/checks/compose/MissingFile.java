package promc.checks.compose;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.GitIgnore;
import promc.model.MonitoringProgram;
import promc.model.Mount;
import promc.source.Nearest;
import promc.source.SourceFile;

/// A configuration that is mounted from where there is none: Docker makes a folder of that name, and the program cannot read it (compose-spec, short syntax of volumes). Only where the folder that it should lie in is in sight; LIKELY,
/// since a script may make the file.
public final class MissingFile implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.likely("compose/missing-file", Severity.WARNING, "A file that is mounted is not there, so Docker makes a folder in its place");
    private static final Set<String> ENDINGS = Set.of("yml", "yaml", "rules", "json");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        if (MonitoringProgram.of(service).isEmpty()) {
            return;
        }
        for (Mount mount : service.mounts()) {
            if (mount.kind() == Mount.Kind.BIND && mount.place().filter(place -> isConfiguration(mount, place)).isPresent()) {
                check(mount, mount.place().get(), service, context);
            }
        }
    }

    /// Beside the compose file or below it, with an ending of files that promc reads on both sides.
    private static boolean isConfiguration(Mount mount, String place) {
        String folder = mount.file().folder();
        return !mount.source().startsWith("/") && !mount.source().startsWith("~") && place.indexOf('$') < 0 && place.startsWith(folder) && !place.startsWith("..")
                && ENDINGS.contains(ending(place)) && ENDINGS.contains(ending(mount.target()));
    }

    private static String ending(String path) {
        int dot = path.lastIndexOf('.');
        return dot <= path.lastIndexOf('/') + 1 ? "" : path.substring(dot + 1);
    }

    private static void check(Mount mount, String place, ComposeService service, Context context) {
        String folder = folder(place);
        Set<String> beside = context.estate().files().stream().map(known -> known.source().path()).filter(path -> path.startsWith(folder.isEmpty() ? "" : folder + "/")).collect(Collectors.toSet());
        boolean read = beside.stream().anyMatch(path -> folder(path).equals(folder) && !path.equals(mount.file().path()));
        // A template of the file, or a script's example, is made into it.
        boolean made = beside.stream().anyMatch(path -> path.startsWith(place + ".") || path.startsWith(place.substring(0, place.lastIndexOf('.')) + ".") && !ENDINGS.contains(ending(path)));
        if (!read || made || beside.contains(place) || beside.stream().anyMatch(path -> path.startsWith(place + "/")) || isIgnored(place, context.estate())) {
            return;
        }
        Set<String> names = new HashSet<>();
        beside.stream().filter(path -> folder(path).equals(folder)).forEach(path -> names.add(path.substring(path.lastIndexOf('/') + 1)));
        String name = place.substring(place.lastIndexOf('/') + 1);
        Optional<String> meant = Nearest.to(name, names).filter(near -> !near.equals(name));
        context.report(mount.file(), mount.span(), "there is no file `" + place + "`: Docker makes a folder of this name and `" + service.name() + "` finds that instead of its file"
                + meant.map(near -> "; did you mean `" + near + "`?").orElse(""));
    }

    /// True if a `.gitignore` in sight leaves the file out of the repository.
    private static boolean isIgnored(String place, Estate estate) {
        return estate.files().stream().map(file -> file.source()).filter(file -> file.path().equals(".gitignore") || file.path().endsWith("/.gitignore"))
                .anyMatch(file -> place.startsWith(file.folder()) && ignores(file, place));
    }

    private static boolean ignores(SourceFile ignore, String place) {
        return GitIgnore.ignores(Path.of("/", ignore.folder()), ignore.text(), Path.of("/", place));
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
