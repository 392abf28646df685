package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
    @TempDir
    Path folder;

    @Test
    void bashAcceptsTheScriptAndCompletes() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no /bin/bash here");
        Path script = Files.writeString(folder.resolve("promc.bash"), new Run.In(folder).promc("completion", "bash").out());
        Process bash = new ProcessBuilder("/bin/bash", "-c",
                "source \"$1\"; COMP_WORDS=(promc check --format ''); COMP_CWORD=3; _complete_promc; echo \"${COMPREPLY[*]}\"", "bash", script.toString())
                .redirectErrorStream(true).start();
        String output = new String(bash.getInputStream().readAllBytes());
        assertThat(bash.waitFor()).as(output).isZero();
        assertThat(output).contains("concise").contains("sarif");
    }

    @Test
    void zshLoadsTheBridgeFirst() {
        assertThat(new Run.In(folder).promc("completion", "zsh").out()).startsWith("autoload -U +X bashcompinit && bashcompinit\n");
    }

    @Test
    void fishKnowsCommandsOptionsAndChecks() {
        String script = new Run.In(folder).promc("completion", "fish").out();
        assertThat(script.lines().skip(1)).allMatch(line -> line.startsWith("complete -c promc "));
        for (CommandName name : CommandName.values()) {
            assertThat(script).contains("-a " + name.word() + " ");
        }
        assertThat(script).contains("-l fail-on -x -a 'error warning info never'").contains("-a promql/syntax ").doesNotContain("%%");
    }
}
