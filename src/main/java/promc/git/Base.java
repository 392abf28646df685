package promc.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The files of a repository at the commit that a change is judged against, and how those of the working tree differ from them: committed since, staged or not even that.
/// Paths are git's, from the top of the repository, with `/`.
public final class Base {
    private final Git git;
    private final Path top;
    private final String commit;
    private final String words;
    /// What was a file then (no link), and the id of its content.
    private final Map<String, String> files = new HashMap<>();
    private final Set<String> submodules = new HashSet<>();
    /// What git lists as different, under the path it has now or had then.
    private final Set<String> touched = new HashSet<>();
    private final Set<String> gone = new TreeSet<>();
    /// The path then by the path now.
    private final Map<String, String> renamed = new TreeMap<>();

    private Base(Git git, Path top, String commit, String words) {
        this.git = git;
        this.top = top;
        this.commit = commit;
        this.words = words;
    }

    /// How a file compares with what it was.
    public enum State { SAME, MAY_DIFFER, NEW }

    static Base ofNothing(Git git, Path top) {
        return new Base(git, top, "", "a repository without commits");
    }

    /// Reads the tree of `commit`; `words` say for people which commit it is.
    static Base read(Git git, Path top, String commit, String words) throws GitException {
        Base base = new Base(git, top, commit, words);
        base.readTree(need(git.run("ls-tree", "-r", "-z", "--full-tree", commit)));
        base.readDifferences(need(git.run("diff-index", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--ignore-submodules=dirty", commit, "--")));
        return base;
    }

    private static Git.Output need(Git.Output output) throws GitException {
        if (!output.ok()) {
            throw new GitException(Repository.said(output.error()));
        }
        return output;
    }

    /// The folder of the repository's files, without symbolic links.
    public Path top() {
        return top;
    }

    /// Which commit it is, for people: `HEAD (1a2b3c4)`.
    public String words() {
        return commit.isEmpty() ? words : words + " (" + commit.substring(0, Math.min(7, commit.length())) + ")";
    }

    /// How the file `path`, absolute and without symbolic links, compares. One outside the repository is new: nothing is known about it.
    public State state(Path path) {
        Optional<String> name = name(path);
        if (name.isEmpty()) {
            return State.NEW;
        }
        if (files.containsKey(name.get()) || renamed.containsKey(name.get())) {
            return touched.contains(name.get()) ? State.MAY_DIFFER : State.SAME;
        }
        Optional<String> submodule = submodules.stream().filter(folder -> name.get().startsWith(folder + "/")).findFirst();
        return submodule.isPresent() && !touched.contains(submodule.get()) ? State.SAME : State.NEW;
    }

    /// The path that a file had then, if it was there.
    public Optional<String> pathThen(Path path) {
        return name(path).map(name -> renamed.getOrDefault(name, name)).filter(files::containsKey);
    }

    /// Files that were there and are not any more, renamed ones not among them.
    public Set<String> gone() {
        return gone;
    }

    /// The contents that these files had then. Paths of no file are left out.
    public Map<String, byte[]> contents(Collection<String> paths) throws GitException {
        List<String> wanted = paths.stream().filter(files::containsKey).distinct().toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        StringBuilder ids = new StringBuilder();
        wanted.forEach(path -> ids.append(files.get(path)).append('\n'));
        byte[] all = need(git.run(ids.toString().getBytes(StandardCharsets.US_ASCII), "cat-file", "--batch")).bytes();
        Map<String, byte[]> contents = new HashMap<>();
        int at = 0;
        for (String path : wanted) {
            int end = indexOf(all, (byte) '\n', at);
            String[] head = new String(all, at, end - at, StandardCharsets.US_ASCII).split(" ");
            at = end + 1;
            if (head.length < 3) { // "ID missing", as in a partial clone without its server
                throw new GitException("the content of `" + path + "` at " + words() + " is not in this clone");
            }
            int size = Integer.parseInt(head[2]);
            contents.put(path, Arrays.copyOfRange(all, at, at + size));
            at += size + 1;
        }
        return contents;
    }

    private Optional<String> name(Path path) {
        return path.startsWith(top) ? Optional.of(top.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/")) : Optional.empty();
    }

    /// Items such as `100644 blob ID<tab>PATH`.
    private void readTree(Git.Output output) {
        for (String item : items(output)) {
            int tab = item.indexOf('\t');
            String[] head = item.substring(0, tab).split(" +");
            String path = item.substring(tab + 1);
            if (head[1].equals("commit")) {
                submodules.add(path);
            } else if (head[0].startsWith("100")) {
                files.put(path, head[2]);
            }
        }
    }

    /// Items such as `:100644 100644 ID ID M`, each followed by the path, or by both paths of a rename.
    private void readDifferences(Git.Output output) {
        List<String> items = items(output);
        for (int i = 0; i + 1 < items.size(); i += 2) {
            String status = items.get(i).substring(items.get(i).lastIndexOf(' ') + 1);
            String path = items.get(i + 1);
            touched.add(path);
            if (status.startsWith("R")) {
                String now = items.get(i + 2);
                touched.add(now);
                renamed.put(now, path);
                i++;
            } else if (status.startsWith("D") && files.containsKey(path)) {
                gone.add(path);
            }
        }
    }

    private static List<String> items(Git.Output output) {
        List<String> items = new ArrayList<>();
        byte[] bytes = output.bytes();
        int start = 0;
        for (int end = indexOf(bytes, (byte) 0, 0); end < bytes.length; end = indexOf(bytes, (byte) 0, start)) {
            items.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
            start = end + 1;
        }
        return items;
    }

    /// The next place of `wanted` from `from` on; the length if there is none.
    private static int indexOf(byte[] bytes, byte wanted, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}
