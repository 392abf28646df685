package promc.model;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/// The files of an estate by path and by folder, and the paths that files write of each other. The keys of a ConfigMap are files of a folder of their own, [#inside] the manifest,
/// or inside the `kustomization.yaml` that makes it.
final class EstatePaths {
    private record Placed(String path, EstateFile file) {}

    private final Map<String, EstateFile> byPath = new HashMap<>();
    private final Map<String, List<Placed>> byFolder = new HashMap<>();
    private final List<Placed> placed = new ArrayList<>();

    EstatePaths(List<EstateFile> files) {
        for (EstateFile file : files) {
            add(file.source().path(), file);
            file.views(ConfigMapFile.class).forEach(map -> map.files().forEach((key, inner) -> add(inside(map) + "/" + key, inner)));
            file.views(ComposeFile.class).forEach(compose -> compose.contents().forEach(this::add));
        }
        for (EstateFile file : files) {
            file.views(Kustomization.class).forEach(made -> made.generated().forEach(map -> map.files().forEach((key, path) -> {
                if (byPath.containsKey(path)) {
                    add(made.inside(map) + "/" + key, byPath.get(path));
                }
            })));
        }
    }

    private void add(String path, EstateFile file) {
        byPath.put(path, file);
        Placed at = new Placed(path, file);
        placed.add(at);
        byFolder.computeIfAbsent(folder(path), folder -> new ArrayList<>()).add(at);
    }

    /// The folder that the files of a ConfigMap are in: `manifest.yml#ConfigMap/namespace/name`.
    static String inside(ConfigMapFile map) {
        return map.text().file().path() + "#" + map.kind() + "/" + map.namespace().map(namespace -> namespace + "/").orElse("") + map.name();
    }

    /// The files at a path, which may be a glob, in the order of their paths.
    List<EstateFile> at(String pattern) {
        if (!isGlob(pattern)) {
            EstateFile file = byPath.get(pattern);
            return file == null ? List.of() : List.of(file);
        }
        List<Placed> candidates = isGlob(folder(pattern)) ? placed : byFolder.getOrDefault(folder(pattern), List.of());
        return candidates.stream().filter(at -> globMatches(pattern, at.path())).map(Placed::file).toList();
    }

    List<EstateFile> inFolder(String folder) {
        return byFolder.getOrDefault(folder, List.of()).stream().map(Placed::file).toList();
    }

    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : path.substring(0, slash);
    }

    /// `path` counted from `folder`, without `.` and `..`.
    static String resolve(String folder, String path) {
        String joined = path.startsWith("/") ? path : folder.isEmpty() ? path : folder.endsWith("/") ? folder + path : folder + "/" + path;
        List<String> parts = new ArrayList<>();
        for (String part : joined.split("/")) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.equals(".") && !part.isEmpty()) {
                parts.add(part);
            }
        }
        return (joined.startsWith("/") ? "/" : "") + String.join("/", parts);
    }

    static boolean globMatches(String pattern, String path) {
        if (!isGlob(pattern)) {
            return pattern.equals(path);
        }
        if (!folder(pattern).equals(folder(path)) && !isGlob(folder(pattern))) {
            return false;
        }
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("{", "\\{"));
            return matcher.matches(Path.of(path));
        } catch (PatternSyntaxException | InvalidPathException refused) {
            return false;
        }
    }

    static boolean isGlob(String pattern) {
        return pattern.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
    }
}
