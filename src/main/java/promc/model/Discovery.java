package promc.model;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import promc.source.SourceReader;

/// Finds the files to read under the paths given. A file given by name is always read. In a folder everything that may be text is a candidate, whatever its name;
/// hidden folders, `node_modules`, `vendor`, `target` and what `.gitignore` names are left out, links to folders are not followed.
public final class Discovery {
    private static final Set<String> SKIPPED_FOLDERS = Set.of("node_modules", "vendor", "target", "__pycache__");
    /// Endings of files that are surely no estate file: not worth opening in a large repository.
    private static final Set<String> SKIPPED_ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "svg", "ico", "pdf", "zip", "gz", "tgz", "xz", "bz2", "zst", "jar", "war", "class",
            "so", "dylib", "dll", "exe", "o", "a", "wasm", "woff", "woff2", "ttf", "eot", "mp4", "mov", "mp3", "md", "rst", "adoc", "html", "htm", "css", "scss", "less", "js",
            "mjs", "cjs", "jsx", "ts", "tsx", "vue", "go", "mod", "sum", "rs", "java", "kt", "kts", "scala", "py", "pyc", "rb", "php", "c", "h", "cc", "cpp", "hpp", "cs", "swift",
            "lua", "pl", "sh", "bash", "zsh", "fish", "ps1", "bat", "cmd", "sql", "proto", "xml", "csv", "tsv", "lock", "log", "patch", "diff", "jsonnet", "libsonnet", "tf",
            "tfstate", "hcl", "ipynb", "parquet", "db", "sqlite", "pem", "crt", "key", "map", "g4", "gradle", "properties", "toml");
    /// Beyond this a file whose name does not say YAML is not opened in a folder walk.
    private static final long MAX_UNNAMED_BYTES = 1 << 20;

    private Discovery() {}

    /// The files found, in the order of their paths, and what could not be had. `named` are those given by name.
    public record Found(List<Path> files, Set<Path> named, List<Unreadable> errors) {}

    /// `path` as the user gave it or would.
    public record Unreadable(String path, String reason) {}

    /// Looks under `inputs`, which may be files, folders or globs, relative ones counted from `workingDirectory`.
    public static Found find(List<String> inputs, Path workingDirectory) {
        Walk walk = new Walk();
        for (String input : inputs) {
            Path path;
            try {
                path = workingDirectory.resolve(input).normalize();
            } catch (InvalidPathException invalid) {
                walk.errors.add(new Unreadable(input, "is no path"));
                continue;
            }
            if (Files.isDirectory(path)) {
                walk.folder(path, ignoresAbove(path));
            } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                walk.files.add(path);
                walk.named.add(path);
            } else if (!walk.glob(input, workingDirectory)) {
                walk.errors.add(new Unreadable(input, "does not exist"));
            }
        }
        List<Path> files = walk.files.stream().sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
        return new Found(files, walk.named, walk.errors);
    }

    /// True if the name of the file says that it is YAML or rules, so that trouble with reading it is worth telling.
    public static boolean isNamedLikeYaml(Path path) {
        return switch (ending(path)) {
            case "yml", "yaml", "rules", "alerts" -> true;
            default -> false;
        };
    }

    /// True if a walk from `root` would come to a file `file` below it, as far as names tell: for files that are not on the disk. What `.gitignore` says is not asked.
    public static boolean wouldFind(Path root, Path file) {
        if (!file.startsWith(root) || file.equals(root)) {
            return false;
        }
        Path below = root.relativize(file);
        for (int i = 0; i < below.getNameCount() - 1; i++) {
            if (isSkippedFolder(below.getName(i).toString())) {
                return false;
            }
        }
        return isCandidateName(file);
    }

    /// The files that Compose reads beside a compose file without being told: `.env`, and override files. Those that `.gitignore` leaves out are not among them, nor is anything beside a file that is not called like one.
    public static List<Path> besideCompose(Path file) {
        if (!file.getFileName().toString().contains("compose") || !isNamedLikeYaml(file) || file.getParent() == null) {
            return List.of();
        }
        List<Path> beside = new ArrayList<>();
        List<GitIgnore> ignores = new ArrayList<>(ignoresAbove(file.getParent()));
        ignores.addAll(ignoreIn(file.getParent()));
        ComposeProjects.besides().map(file::resolveSibling).filter(other -> Files.isRegularFile(other) && !other.equals(file) && !Walk.ignored(ignores, other, false)).forEach(beside::add);
        return beside;
    }

    private static boolean isSkippedFolder(String name) {
        return name.startsWith(".") || SKIPPED_FOLDERS.contains(name);
    }

    private static boolean isCandidateName(Path file) {
        return !SKIPPED_ENDINGS.contains(ending(file)) && !file.getFileName().toString().equals(".promc.yaml");
    }

    private static String ending(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /// The `.gitignore` files of the folders above, up to the one that holds `.git`.
    private static List<GitIgnore> ignoresAbove(Path folder) {
        List<GitIgnore> above = new ArrayList<>();
        Path root = folder;
        while (root != null && !Files.exists(root.resolve(".git"))) {
            root = root.getParent();
        }
        for (Path at = folder.getParent(); root != null && at != null && at.startsWith(root); at = at.getParent()) {
            ignoreIn(at).forEach(ignore -> above.addFirst(ignore));
        }
        return above;
    }

    private static List<GitIgnore> ignoreIn(Path folder) {
        Path file = folder.resolve(".gitignore");
        return Files.isRegularFile(file) && SourceReader.read(file, file.toString()) instanceof SourceReader.Result.Text text
                ? List.of(new GitIgnore(folder, text.file().text())) : List.of();
    }

    private static final class Walk {
        final Set<Path> files = new LinkedHashSet<>();
        final Set<Path> named = new LinkedHashSet<>();
        final List<Unreadable> errors = new ArrayList<>();

        void folder(Path folder, List<GitIgnore> above) {
            List<GitIgnore> ignores = new ArrayList<>(above);
            ignores.addAll(ignoreIn(folder));
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(entries::add);
            } catch (IOException | DirectoryIteratorException unreadable) {
                errors.add(new Unreadable(folder.toString(), "cannot be listed"));
                return;
            }
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    if (!isSkippedFolder(name) && !ignored(ignores, entry, true)) {
                        folder(entry, ignores);
                    }
                } else if (isCandidate(entry) && !ignored(ignores, entry, false)) {
                    files.add(entry);
                }
            }
        }

        private static boolean isCandidate(Path file) {
            if (!isCandidateName(file) || !Files.isRegularFile(file)) {
                return false;
            }
            try {
                return isNamedLikeYaml(file) || Files.size(file) <= MAX_UNNAMED_BYTES;
            } catch (IOException gone) {
                return false;
            }
        }

        private static boolean ignored(List<GitIgnore> ignores, Path path, boolean folder) {
            for (GitIgnore ignore : ignores.reversed()) {
                switch (ignore.judge(path, folder)) {
                    case IGNORED -> {
                        return true;
                    }
                    case KEPT -> {
                        return false;
                    }
                    case SILENT -> { }
                }
            }
            return false;
        }

        /// Expands `input` as a glob; false if it is none or matches nothing.
        boolean glob(String input, Path workingDirectory) {
            int special = input.chars().filter(c -> "*?[{".indexOf(c) >= 0).findFirst().orElse(-1);
            if (special < 0) {
                return false;
            }
            int wild = input.indexOf(special);
            int slash = input.lastIndexOf('/', wild);
            Path base = slash < 0 ? workingDirectory : workingDirectory.resolve(input.substring(0, slash + 1)).normalize();
            PathMatcher matcher;
            try {
                matcher = Glob.of(input.substring(slash + 1));
            } catch (PatternSyntaxException invalid) {
                return false;
            }
            Walk below = new Walk();
            if (Files.isDirectory(base)) {
                below.folder(base, ignoresAbove(base));
            }
            List<Path> matching = below.files.stream().filter(file -> matcher.matches(base.relativize(file))).toList();
            files.addAll(matching);
            return !matching.isEmpty();
        }
    }
}
