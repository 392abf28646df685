package promc.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which files a run reads.
class DiscoveryTest {
    @TempDir
    Path root;

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            write(name, "a: 1\n");
        }
    }

    private Discovery.Found found(String... inputs) {
        return Discovery.find(List.of(inputs), root);
    }

    private List<String> names(String... inputs) {
        return found(inputs).files().stream().map(file -> root.relativize(file).toString()).toList();
    }

    @Test
    void aFolderIsWalkedInOrderOfPaths() throws IOException {
        touch("b.yml", "a/z.yaml", "a/b/c.rules", "README", "notes.txt");
        assertThat(names(".")).containsExactly("README", "a/b/c.rules", "a/z.yaml", "b.yml", "notes.txt");
        assertThat(names("a")).containsExactly("a/b/c.rules", "a/z.yaml");
        assertThat(names("a", "a/z.yaml", "b.yml")).containsExactly("a/b/c.rules", "a/z.yaml", "b.yml");
    }

    @Test
    void foldersOfOthersAndHiddenOnesAreLeftOut() throws IOException {
        touch("a.yml", ".git/config.yml", ".github/w.yml", "node_modules/x/a.yml", "vendor/a.yml", "sub/target/a.yml", "a.png", "b.go", ".promc.yaml", ".hidden.yml");
        assertThat(names(".")).containsExactly(".hidden.yml", "a.yml");
        assertThat(names("vendor")).as("named by the user").containsExactly("vendor/a.yml");
        assertThat(names("b.go")).containsExactly("b.go");
        assertThat(found("b.go").named()).hasSize(1);
        assertThat(found(".").named()).isEmpty();
    }

    @Test
    void largeFilesWithoutAYamlNameAreNotOpened() throws IOException {
        write("large.txt", "x".repeat((1 << 20) + 1));
        write("large.yml", "# " + "x".repeat((1 << 20) + 1));
        assertThat(names(".")).containsExactly("large.yml");
    }

    @Test
    void namesWithoutAnEndingAreNotTakenForEndings() throws IOException {
        touch("go", "rules", "key");
        assertThat(names(".")).containsExactly("go", "key", "rules");
        assertThat(Discovery.isNamedLikeYaml(Path.of("rules"))).isFalse();
        assertThat(Discovery.isNamedLikeYaml(Path.of("a.rules"))).isTrue();
        assertThat(Discovery.isNamedLikeYaml(Path.of("a.YML"))).isTrue();
    }

    @Test
    void gitIgnoreIsHonoured() throws IOException {
        Files.createDirectories(root.resolve(".git"));
        write(".gitignore", """
                # a comment
                *.tmp.yml
                !keep.tmp.yml
                /top.yml
                build/
                deep/**/x.yml
                a/b.yml
                {odd}.yml
                trailing.yml  \s
                [^a]z.yml
                \\#hash.yml
                [broken
                """);
        touch("x.tmp.yml", "keep.tmp.yml", "sub/x.tmp.yml", "sub/keep.tmp.yml", "top.yml", "sub/top.yml", "build/a.yml", "sub/build/a.yml", "sub/build.yml", "deep/x.yml",
                "deep/1/2/x.yml", "a/b.yml", "sub/a/b.yml", "{odd}.yml", "odd.yml", "trailing.yml", "az.yml", "bz.yml", "#hash.yml");
        assertThat(names(".")).containsExactly(".gitignore", "az.yml", "keep.tmp.yml", "odd.yml", "sub/a/b.yml", "sub/build.yml", "sub/keep.tmp.yml", "sub/top.yml");
    }

    @Test
    void aNestedGitIgnoreWinsOverTheOneAbove() throws IOException {
        Files.createDirectories(root.resolve(".git"));
        write(".gitignore", "*.gen.yml\nlost/\n");
        write("sub/.gitignore", "!*.gen.yml\nlocal.yml\r\n");
        write("lost/.gitignore", "!*\n");
        touch("a.gen.yml", "sub/a.gen.yml", "sub/local.yml", "sub/deeper/local.yml", "local.yml", "lost/a.yml");
        assertThat(names(".")).containsExactly(".gitignore", "local.yml", "sub/.gitignore", "sub/a.gen.yml");
        assertThat(names("sub/deeper")).as("the files above count, up to .git").isEmpty();
    }

    @Test
    void gitIgnoreAboveTheRepositoryDoesNotCount() throws IOException {
        write(".gitignore", "*.yml\n");
        Files.createDirectories(root.resolve("repo/.git"));
        touch("repo/sub/a.yml");
        assertThat(names("repo/sub")).containsExactly("repo/sub/a.yml");
    }

    @Test
    void linksToFilesAreReadAndLinksToFoldersAreNotFollowed() throws IOException {
        touch("real/a.yml", "other/b.yml");
        Files.createSymbolicLink(root.resolve("real/link.yml"), root.resolve("other/b.yml"));
        Files.createSymbolicLink(root.resolve("real/folder"), root.resolve("other"));
        Files.createSymbolicLink(root.resolve("real/up"), root);
        Files.createSymbolicLink(root.resolve("real/dangling.yml"), root.resolve("nowhere"));
        Files.createSymbolicLink(root.resolve("real/loop.yml"), root.resolve("real/loop.yml"));
        assertThat(names("real")).containsExactly("real/a.yml", "real/link.yml");
        assertThat(names("real/folder")).as("a link that is named is followed").containsExactly("real/folder/b.yml");
        assertThat(found("real").errors()).isEmpty();
        assertThat(names("real/loop.yml")).as("named: reading it will tell").containsExactly("real/loop.yml");
    }

    @Test
    void globsAreExpanded() throws IOException {
        touch("a.yml", "b.yaml", "rules/a.yml", "rules/sub/b.yml", "rules/c.json");
        assertThat(names("*.yml")).containsExactly("a.yml");
        assertThat(names("rules/*.yml")).containsExactly("rules/a.yml");
        assertThat(names("rules/**/*.yml")).containsExactly("rules/a.yml", "rules/sub/b.yml");
        assertThat(names("**/*.{yml,json}")).containsExactly("a.yml", "rules/a.yml", "rules/c.json", "rules/sub/b.yml");
        assertThat(names("[ab].y*")).containsExactly("a.yml", "b.yaml");
        assertThat(found("*.nothing").errors()).extracting(Discovery.Unreadable::reason).containsExactly("does not exist");
        assertThat(found("[").errors()).hasSize(1);
    }

    @Test
    void aFileNamedLikeAGlobIsThatFile() throws IOException {
        touch("a[1].yml", "a1.yml");
        assertThat(names("a[1].yml")).containsExactly("a[1].yml");
    }

    @Test
    void whatIsNotThereIsTold() {
        assertThat(found("nowhere.yml").errors()).containsExactly(new Discovery.Unreadable("nowhere.yml", "does not exist"));
        assertThat(found("a\0b").errors()).extracting(Discovery.Unreadable::reason).containsExactly("is no path");
    }

    @Test
    void spacesAndLettersOfAnyKindInNames() throws IOException {
        touch("with space/a b.yml", "übung/правила.yml");
        assertThat(names(".")).containsExactly("with space/a b.yml", "übung/правила.yml");
    }

    @Test
    void aFolderThatCannotBeListedIsTold() throws IOException {
        touch("closed/a.yml", "open/b.yml");
        Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(root.resolve("closed"))).as("root reads everything").isFalse();
        assertThat(found(".").errors()).extracting(Discovery.Unreadable::reason).containsExactly("cannot be listed");
        assertThat(names(".")).containsExactly("open/b.yml");
    }
}
