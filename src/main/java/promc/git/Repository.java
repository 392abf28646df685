package promc.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A git repository with files in a folder.
public final class Repository {
    private static final String WHOLE_HISTORY = "this clone does not have the whole history; fetch it (`fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` for GitLab, "
            + "or `git fetch --unshallow`)";
    /// Branches that others start from, where nothing says which it is.
    private static final List<String> USUAL_BRANCHES = List.of("origin/HEAD", "origin/main", "origin/master", "main", "master");

    private final Git git;
    private final Path top;

    private Repository(Git git, Path top) {
        this.git = git;
        this.top = top;
    }

    /// The repository that `folder` is in; `variables` are those of the run, `workingDirectory` is what paths in them count from.
    public static Repository around(Path folder, Path workingDirectory, Map<String, String> variables) throws GitException {
        Git git = Git.in(folder, variables);
        Git.Output found = top(git);
        if (!found.ok() && !variables.getOrDefault("GIT_DIR", "").isEmpty()) {
            Git told = git.ofVariables(variables, workingDirectory);
            Git.Output again = top(told);
            git = again.ok() ? told : git;
            found = again.ok() ? again : found;
        }
        if (!found.ok()) {
            throw new GitException(whyNot(folder, found.error()));
        }
        return new Repository(git, real(Path.of(found.line())));
    }

    private static Path real(Path folder) throws GitException {
        try {
            return folder.toRealPath();
        } catch (IOException gone) {
            throw new GitException("the repository's folder " + folder + " cannot be read");
        }
    }

    private static Git.Output top(Git git) throws GitException {
        return git.run("rev-parse", "--show-toplevel");
    }

    private static String whyNot(Path folder, String error) {
        if (error.contains("dubious ownership")) {
            return "git does not trust the repository around " + folder + ", which belongs to somebody else; `git config --global --add safe.directory FOLDER` with its top folder allows it";
        }
        if (error.contains("not a git repository")) {
            return folder + " is in no git repository";
        }
        return error.contains("must be run in a work tree") ? folder + " is in a git repository without files of its own" : said(error);
    }

    static String said(String error) {
        return "git failed: " + error;
    }

    /// The commit to compare with: the one where the work at hand left `ref`, which is `ref` itself if HEAD grew out of it.
    public Base base(String ref) throws GitException {
        if (ref.startsWith("-") || ref.isBlank() || ref.indexOf('\0') >= 0) {
            throw new GitException("`" + ref + "` names no commit");
        }
        Optional<String> head = commit("HEAD");
        Optional<String> commit = commit(ref);
        if (commit.isEmpty()) {
            throw new GitException(head.isEmpty() ? "there is no commit yet" : "there is no commit `" + ref + "` here" + (isShallow() ? ": " + WHOLE_HISTORY : ""));
        }
        return base(ref, commit.get(), head.orElseThrow(() -> new GitException("HEAD names no commit yet")));
    }

    /// The commit to compare with where none is named. In this order: what a pipeline's variables say, the branch that this one is set to follow unless that is its own copy, the
    /// remote's default branch, `main` or `master`; without any of them HEAD, so that only what is not committed counts. Before the first commit everything is new.
    public Base defaultBase(Map<String, String> variables) throws GitException {
        Optional<String> head = commit("HEAD");
        if (head.isEmpty()) {
            return Base.ofNothing(git, top);
        }
        Optional<String> told = told(variables);
        if (told.isPresent()) {
            return base(told.get());
        }
        List<String> candidates = new ArrayList<>();
        followed().ifPresent(candidates::add);
        candidates.addAll(USUAL_BRANCHES);
        for (String candidate : candidates) {
            Optional<String> commit = commit(candidate);
            if (commit.isPresent()) {
                return base(candidate, commit.get(), head.get());
            }
        }
        if (isShallow()) {
            throw new GitException("nothing tells which branch this one left; name it (`--changed=origin/main`), and note that " + WHOLE_HISTORY);
        }
        return Base.read(git, top, head.get(), "HEAD");
    }

    /// What a pull request is for, as pipelines tell it.
    private static Optional<String> told(Map<String, String> variables) {
        Optional<String> preCommit = set(variables, "PRE_COMMIT_FROM_REF");
        Optional<String> gitHub = set(variables, "GITHUB_BASE_REF").map(branch -> "origin/" + branch);
        return preCommit.or(() -> gitHub).or(() -> set(variables, "CI_MERGE_REQUEST_DIFF_BASE_SHA"));
    }

    private static Optional<String> set(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    private Optional<String> followed() throws GitException {
        Git.Output branch = git.run("rev-parse", "--abbrev-ref", "HEAD");
        Git.Output followed = git.run("rev-parse", "--abbrev-ref", "@{upstream}");
        return followed.ok() && !followed.line().endsWith("/" + branch.line()) ? Optional.of(followed.line()) : Optional.empty();
    }

    private Base base(String ref, String commit, String head) throws GitException {
        Git.Output parted = git.run("merge-base", "HEAD", commit);
        if (!parted.ok()) {
            throw new GitException(parted.error().isEmpty() ? "`" + ref + "` and HEAD have no commit in common" + (isShallow() ? ": " + WHOLE_HISTORY : "") : said(parted.error()));
        }
        String base = parted.line();
        return Base.read(git, top, base, base.equals(head) ? "HEAD" : base.equals(commit) ? "`" + ref + "`" : "the commit where this branch left `" + ref + "`");
    }

    private Optional<String> commit(String ref) throws GitException {
        Git.Output found = git.run("rev-parse", "--verify", "--quiet", ref + "^{commit}");
        return found.ok() ? Optional.of(found.line()) : Optional.empty();
    }

    private boolean isShallow() throws GitException {
        return git.run("rev-parse", "--is-shallow-repository").line().equals("true");
    }
}
