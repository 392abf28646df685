package promc.model;

import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/// The patterns of one `.gitignore` (gitignore(5)): the last one that matches decides.
public final class GitIgnore {
    private record Pattern(PathMatcher matcher, boolean negated, boolean folderOnly) {}

    private final Path folder;
    private final List<Pattern> patterns = new ArrayList<>();

    /// `folder` is the one that holds the file; patterns count from there.
    GitIgnore(Path folder, String text) {
        this.folder = folder;
        for (String line : text.lines().toList()) {
            String rest = line.endsWith("\\ ") ? line : line.stripTrailing();
            if (rest.isEmpty() || rest.startsWith("#")) {
                continue;
            }
            boolean negated = rest.startsWith("!");
            rest = negated ? rest.substring(1) : rest;
            boolean folderOnly = rest.endsWith("/");
            rest = folderOnly ? rest.substring(0, rest.length() - 1) : rest;
            boolean anchored = rest.contains("/");
            rest = rest.startsWith("/") ? rest.substring(1) : rest;
            add(anchored ? rest : "**/" + rest, negated, folderOnly);
        }
    }

    private void add(String glob, boolean negated, boolean folderOnly) {
        // Braces are plain characters to git, and `[^a]` says the same as `[!a]`.
        String escaped = glob.replace("{", "\\{").replace("}", "\\}").replace("[^", "[!");
        try {
            patterns.add(new Pattern(Glob.of(escaped), negated, folderOnly));
        } catch (PatternSyntaxException unusable) {
            // git treats a pattern it cannot read as one that matches nothing.
            return;
        }
    }

    /// True if a `.gitignore` with this text, in `folder`, leaves out the file `path` or a folder that it is in.
    public static boolean ignores(Path folder, String text, Path path) {
        GitIgnore file = new GitIgnore(folder, text);
        if (file.judge(path, false) == Verdict.IGNORED) {
            return true;
        }
        for (Path above = path.getParent(); above != null && !above.equals(folder); above = above.getParent()) {
            if (file.judge(above, true) == Verdict.IGNORED) {
                return true;
            }
        }
        return false;
    }

    /// What this file says of `path`: ignored, kept in spite of an earlier rule, or nothing.
    Verdict judge(Path path, boolean isFolder) {
        if (!path.startsWith(folder) || path.equals(folder)) {
            return Verdict.SILENT;
        }
        Path relative = folder.relativize(path);
        for (Pattern pattern : patterns.reversed()) {
            if ((!pattern.folderOnly || isFolder) && pattern.matcher.matches(relative)) {
                return pattern.negated ? Verdict.KEPT : Verdict.IGNORED;
            }
        }
        return Verdict.SILENT;
    }

    enum Verdict { IGNORED, KEPT, SILENT }
}
