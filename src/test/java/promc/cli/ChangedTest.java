package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which commit `--changed` compares with, and which files: on real repositories. What of a changed file is reported is in [ChangedFindingsTest].
class ChangedTest {
    /// Two rules with a finding each, in lines 5 and 7.
    static final String RULES = """
            groups:
              - name: node
                rules:
                  - record: job:up:sum
                    expr: sum by (job) (up{job=~"api"})
                  - record: job:up:any
                    expr: max by (job) (up{job=~"api"})
            """;
    private static final String FIRST = ":5:32";
    private static final String SECOND = ":7:32";

    @TempDir
    Path folder;
    private GitFolder here;

    @BeforeEach
    void repository() throws IOException {
        here = GitFolder.init(Files.createDirectories(folder.toRealPath().resolve("repo"))).write("a.yml", RULES);
        here.commit();
    }

    private static String second(String by) {
        return RULES.replace("max by (job)", by + " by (job)");
    }

    @Test
    void whatIsNotCommittedCountsAgainstHead() {
        assertThat(here.findings()).containsExactly("a.yml" + FIRST, "a.yml" + SECOND);
        Run clean = here.promc("check", "--changed");
        assertThat(clean.code()).isZero();
        assertThat(clean.err()).matches("promc: no file differs from HEAD \\([0-9a-f]{7}\\); only what was changed there is reported\n");
        here.write("a.yml", second("min"));
        assertThat(here.findings("--changed")).containsExactly("a.yml" + SECOND);
        here.git("add", "-A");
        assertThat(here.findings("--changed")).as("staged").containsExactly("a.yml" + SECOND);
        assertThat(here.promc("check", "--changed", "-q", "--select", "alert").err()).isEmpty();
        assertThat(here.promc("check", "--changed").code()).isEqualTo(1);
    }

    @Test
    void aFileThatGitDoesNotKnowIsNew() {
        here.write("b.yml", RULES).write("c.yml", RULES).git("add", "c.yml");
        assertThat(here.findings("--changed")).containsExactly("b.yml" + FIRST, "b.yml" + SECOND, "c.yml" + FIRST, "c.yml" + SECOND);
    }

    @Test
    void thePathBehindTheOptionIsNoCommit() {
        here.write("a.yml", second("min")).write("b.yml", RULES);
        assertThat(here.findings("--changed", "a.yml")).containsExactly("a.yml" + SECOND);
        assertThat(here.findings("--changed=", "a.yml")).containsExactly("a.yml" + SECOND);
        assertThat(here.findings("--changed", "--", "a.yml")).containsExactly("a.yml" + SECOND);
    }

    @Test
    void aBranchIsComparedWithWhereItLeftTheOther() {
        here.git("checkout", "-q", "-b", "work");
        here.write("b.yml", RULES).commit();
        here.git("checkout", "-q", "main");
        here.write("a.yml", second("min")).commit();
        here.git("checkout", "-q", "work");
        assertThat(here.findings("--changed")).containsExactly("b.yml" + FIRST, "b.yml" + SECOND);
        assertThat(here.findings("--changed=main")).containsExactly("b.yml" + FIRST, "b.yml" + SECOND);
        assertThat(here.promc("check", "--changed").err()).contains("the commit where this branch left `main` (");
        assertThat(here.findings("--changed=HEAD")).isEmpty();
        assertThat(here.findings("--changed=HEAD~1")).containsExactly("b.yml" + FIRST, "b.yml" + SECOND);
    }

    @Test
    void thePipelineOrTheFollowedBranchSaysWhatToCompareWith() {
        here.git("checkout", "-q", "-b", "develop");
        here.write("b.yml", RULES).commit();
        here.git("checkout", "-q", "-b", "work");
        here.write("c.yml", RULES).commit();
        assertThat(here.findings("--changed")).as("main").hasSize(4);
        here.git("branch", "-q", "--set-upstream-to=develop");
        assertThat(here.findings("--changed")).containsExactly("c.yml" + FIRST, "c.yml" + SECOND);
        assertThat(withVariable("PRE_COMMIT_FROM_REF", "HEAD")).isEmpty();
        assertThat(withVariable("CI_MERGE_REQUEST_DIFF_BASE_SHA", here.git("rev-parse", "main"))).hasSize(4);
        here.git("update-ref", "refs/remotes/origin/trunk", "main");
        assertThat(withVariable("GITHUB_BASE_REF", "trunk")).hasSize(4);
        here.git("update-ref", "refs/remotes/origin/work", "HEAD");
        here.git("config", "remote.origin.url", "x");
        here.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
        here.git("branch", "-q", "--set-upstream-to=origin/work");
        assertThat(here.findings("--changed")).as("its own copy is nothing to compare with").hasSize(4);
    }

    private List<String> withVariable(String name, String value) {
        Map<String, String> variables = new HashMap<>(here.variables());
        variables.put(name, value);
        return GitFolder.findings(new Run.In(here.folder()).variables(variables), "--changed");
    }

    @Test
    void aRenamedFileKeepsItsLines() {
        here.git("mv", "a.yml", "z.yml");
        here.write("z.yml", second("min"));
        assertThat(here.findings("--changed")).containsExactly("z.yml" + SECOND);
        here.commit();
        assertThat(here.findings("--changed=HEAD~1")).containsExactly("z.yml" + SECOND);
    }

    @Test
    void anyNameWillDo() {
        String name = "a \"quoted\" 'name' with\ttab\nand line";
        assumeTrue(isPath("größe 🚀.yml"), "file names are not UTF-8 here");
        here.git("config", "core.quotepath", "true");
        for (String file : List.of("größe 🚀.yml", name + ".yml", "--changed.yml", ":(top)x.yml")) {
            here.write(file, RULES).commit();
            here.write(file, second("min"));
            Run run = here.promc("check", "--changed", "--format", "json", "./" + file);
            assertThat(run.out()).as(file).contains("\"line\": 7").doesNotContain("\"line\": 5");
            here.commit();
        }
    }

    private static boolean isPath(String name) {
        try {
            return Path.of(name).getFileName() != null;
        } catch (InvalidPathException other) {
            return false;
        }
    }

    @Test
    void subFoldersAndPathsFromElsewhereWork() throws IOException {
        here.write("sub/deep/b.yml", RULES).commit();
        here.write("sub/deep/b.yml", second("min")).write("a.yml", second("min"));
        Run.In deep = new Run.In(here.folder().resolve("sub/deep")).variables(here.variables());
        assertThat(GitFolder.findings(deep, "--changed")).containsExactly("b.yml" + SECOND);
        assertThat(GitFolder.findings(deep, "--changed", "../..")).containsExactly("../../a.yml" + SECOND, "b.yml" + SECOND);
        Path elsewhere = Files.createDirectories(here.folder().resolveSibling(here.folder().getFileName() + "-elsewhere"));
        Run.In other = new Run.In(elsewhere).variables(here.variables()).file("mine.yml", RULES);
        String path = "../" + here.folder().getFileName() + "/a.yml";
        assertThat(GitFolder.findings(other, "--changed", path)).containsExactly(path + SECOND);
        assertThat(GitFolder.findings(other, "--changed", path, "mine.yml")).as("nothing is known about what is outside")
                .containsExactly(path + SECOND, "mine.yml" + FIRST, "mine.yml" + SECOND);
        assertThat(GitFolder.findings(other, "--changed", path.replace("a.yml", "*.yml"))).containsExactly(path + SECOND);
    }

    @Test
    void aWorktreeIsARepository() {
        here.git("worktree", "add", "-q", "-b", "work", "../" + here.folder().getFileName() + "-tree");
        GitFolder tree = GitFolder.at(here.folder().resolveSibling(here.folder().getFileName() + "-tree"));
        here.write("a.yml", "changed: here\n");
        tree.write("a.yml", second("min"));
        assertThat(tree.findings("--changed")).containsExactly("a.yml" + SECOND);
        assertThat(tree.promc("check", "--changed").err()).as("what promc does not know does not count").startsWith("promc: 1 file differs from HEAD");
    }

    @Test
    void whatGitTellsItsHooksLeadsNobodyAstray() {
        here.write("sub/b.yml", RULES).commit();
        here.write("sub/b.yml", second("min")).git("add", "-A");
        Map<String, String> variables = new HashMap<>(here.variables());
        variables.putAll(Map.of("GIT_DIR", ".git", "GIT_INDEX_FILE", ".git/index.lock", "GIT_PREFIX", "sub/"));
        assertThat(GitFolder.findings(new Run.In(here.folder()).variables(variables), "--changed")).containsExactly("sub/b.yml" + SECOND);
        assertThat(GitFolder.findings(new Run.In(here.folder().resolve("sub")).variables(variables), "--changed")).containsExactly("b.yml" + SECOND);
    }

    @Test
    void aRepositoryKeptElsewhereIsFoundByItsVariables() throws IOException {
        Files.move(here.folder().resolve(".git"), here.folder().resolveSibling(here.folder().getFileName() + ".git"));
        here.write("a.yml", second("min"));
        Map<String, String> variables = new HashMap<>(here.variables());
        variables.putAll(Map.of("GIT_DIR", "../" + here.folder().getFileName() + ".git", "GIT_WORK_TREE", "."));
        assertThat(GitFolder.findings(new Run.In(here.folder()).variables(variables), "--changed")).containsExactly("a.yml" + SECOND);
    }

    @Test
    void aLinkIsJudgedByTheFileItLeadsTo() throws IOException {
        Files.createSymbolicLink(here.folder().resolve("link.yml"), Path.of("a.yml"));
        here.commit();
        assertThat(here.findings("--changed")).isEmpty();
        here.write("a.yml", second("min"));
        assertThat(here.findings("--changed")).containsExactly("a.yml" + SECOND, "link.yml" + SECOND);
    }

    @Test
    void aSubmoduleIsOldUntilItMoves() throws IOException {
        GitFolder other = GitFolder.init(Files.createDirectories(here.folder().resolveSibling(here.folder().getFileName() + "-other"))).write("b.yml", RULES);
        other.commit();
        here.git("submodule", "--quiet", "add", other.folder().toString(), "rules");
        here.commit();
        assertThat(here.findings("--changed")).isEmpty();
        GitFolder.at(here.folder().resolve("rules")).write("c.yml", RULES).commit();
        assertThat(here.findings("--changed")).containsExactly("rules/b.yml" + FIRST, "rules/b.yml" + SECOND, "rules/c.yml" + FIRST, "rules/c.yml" + SECOND);
    }

    @Test
    void lineEndingsOfTheCheckoutDoNotCount() {
        here.write("a.yml", RULES.replace("\n", "\r\n"));
        assertThat(here.findings("--changed")).isEmpty();
        here.write("a.yml", second("min").replace("\n", "\r\n"));
        assertThat(here.findings("--changed")).containsExactly("a.yml" + SECOND);
    }

    @Test
    void beforeTheFirstCommitEverythingIsNew() throws IOException {
        GitFolder empty = GitFolder.init(Files.createDirectories(here.folder().resolveSibling(here.folder().getFileName() + "-new"))).write("a.yml", RULES);
        assertThat(empty.findings("--changed")).containsExactly("a.yml" + FIRST, "a.yml" + SECOND);
        assertThat(empty.promc("check", "--changed=main").err()).isEqualTo("promc: --changed: there is no commit yet\n");
    }

    @Test
    void standardInputIsComparedAsTheFileItStandsFor() {
        Run.In in = new Run.In(here.folder()).variables(here.variables()).input(second("min").getBytes(StandardCharsets.UTF_8));
        assertThat(GitFolder.findings(in, "--changed", "--stdin-filename", "a.yml", "-")).containsExactly("a.yml" + SECOND);
        assertThat(GitFolder.findings(in, "--changed", "--stdin-filename", "new.yml", "-")).containsExactly("new.yml" + FIRST, "new.yml" + SECOND);
    }

    @Test
    void aShallowCloneSaysHowToGetTheRest() {
        here.write("b.yml", RULES).commit();
        here.git("branch", "work");
        String url = "file://" + here.folder();
        here.git("clone", "-q", "--depth", "1", "--branch", "work", url, "../" + here.folder().getFileName() + "-clone");
        GitFolder clone = GitFolder.at(here.folder().resolveSibling(here.folder().getFileName() + "-clone"));
        Run run = clone.promc("check", "--changed=origin/main");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("promc: --changed: there is no commit `origin/main` here: this clone does not have the whole history").contains("fetch-depth: 0");
        clone.git("checkout", "-q", "--detach");
        clone.git("branch", "-q", "-D", "work");
        clone.git("remote", "remove", "origin");
        assertThat(clone.promc("check", "--changed").err()).contains("nothing tells which branch this one left").contains("fetch-depth: 0");
        assertThat(clone.findings("--changed=HEAD")).isEmpty();
    }

    @Test
    void whatCannotBeAnsweredIsSaidInPlainWords() throws IOException {
        Path none = Files.createDirectories(here.folder().resolveSibling(here.folder().getFileName() + "-none"));
        Map<String, String> noFurther = new HashMap<>(here.variables());
        noFurther.put("GIT_CEILING_DIRECTORIES", none.getParent().toString());
        assertError(new Run.In(none).variables(noFurther).file("a.yml", RULES), "--changed", none + " is in no git repository");
        Run.In in = new Run.In(here.folder());
        assertError(in.variables(here.variables()), "--changed=nope", "there is no commit `nope` here");
        assertError(in.variables(here.variables()), "--changed=--output=x", "`--output=x` names no commit");
        assertError(in.variables(here.variables()), "--changed=-q", "`-q` names no commit");
        assertError(in.variables(here.variables()), "--changed==main", "there is no commit `=main` here");
        assertError(in.variables(here.variables()), "--changed=$(touch evil); touch evil", "there is no commit `$(touch evil); touch evil` here");
        assertError(in.variables(here.variables()), "--changed=HEAD:a.yml", "there is no commit `HEAD:a.yml` here");
        assertError(in.variables(Map.of("PATH", none.toString())), "--changed", "there is no program `git` on PATH");
        assertError(in.variables(Map.of("PATH", ".")), "--changed", "there is no program `git` on PATH");
        here.git("checkout", "-q", "--orphan", "other");
        here.write("b.yml", RULES).commit();
        assertError(in.variables(here.variables()), "--changed=main", "`main` and HEAD have no commit in common");
        assertThat(here.folder().resolve("evil")).doesNotExist();
    }

    @Test
    void aRepositoryOfSomebodyElseIsSaidToBeThat() throws IOException {
        Path top = here.folder();
        try {
            Files.setAttribute(top.resolve(".git"), "unix:uid", 4711);
            Files.setAttribute(top, "unix:uid", 4711);
        } catch (IOException | UnsupportedOperationException refused) {
            assumeTrue(false, "only root can give a folder away");
        }
        assertError(new Run.In(top).variables(here.variables()), "--changed=HEAD", "git does not trust the repository around " + top
                + ", which belongs to somebody else; `git config --global --add safe.directory FOLDER` with its top folder allows it");
    }

    private static void assertError(Run.In in, String option, String message) {
        Run run = in.promc("check", option);
        assertThat(run.err()).isEqualTo("promc: --changed: " + message + "\n");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }
}
