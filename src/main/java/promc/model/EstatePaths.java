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

/// The files of an estate by path and by folder, and the paths that files write of each other.
final class EstatePaths {
    private final Map<String, EstateFile> byPath = new HashMap<>();
    private final Map<String, List<EstateFile>> byFolder = new HashMap<>();
    private final List<EstateFile> files;

    EstatePaths(List<EstateFile> files) {
        this.files = files;
        for (EstateFile file : files) {
            byPath.put(file.source().path(), file);
            byFolder.computeIfAbsent(folder(file.source().path()), folder -> new ArrayList<>()).add(file);
        }
    }

    /// The files at a path, which may be a glob, in the order of their paths.
    List<EstateFile> at(String pattern) {
        if (!isGlob(pattern)) {
            EstateFile file = byPath.get(pattern);
            return file == null ? List.of() : List.of(file);
        }
        List<EstateFile> candidates = isGlob(folder(pattern)) ? files : inFolder(folder(pattern));
        return candidates.stream().filter(file -> globMatches(pattern, file.source().path())).toList();
    }

    List<EstateFile> inFolder(String folder) {
        return byFolder.getOrDefault(folder, List.of());
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
