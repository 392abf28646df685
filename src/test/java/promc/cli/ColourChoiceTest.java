package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.report.Style;

class ColourChoiceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AUTO   | out     |                              | COLOUR
            AUTO   | out,err |                              | COLOUR
            AUTO   | err     |                              | PLAIN
            AUTO   | ''      |                              | PLAIN
            AUTO   | out     | NO_COLOR=1                   | PLAIN
            AUTO   | out     | NO_COLOR=                    | COLOUR
            AUTO   | out     | TERM=dumb                    | PLAIN
            AUTO   | out     | TERM=xterm                   | COLOUR
            AUTO   | ''      | FORCE_COLOR=1                | COLOUR
            AUTO   | ''      | FORCE_COLOR=0                | PLAIN
            AUTO   | ''      | FORCE_COLOR=1 TERM=dumb      | COLOUR
            AUTO   | ''      | CLICOLOR_FORCE=1             | COLOUR
            AUTO   | out     | NO_COLOR=1 FORCE_COLOR=1     | PLAIN
            ALWAYS | ''      | NO_COLOR=1                   | COLOUR
            NEVER  | out     | FORCE_COLOR=1                | PLAIN
            """)
    void optionThenVariablesThenTerminal(ColourChoice choice, String tty, String variables, Style expected) {
        Map<String, String> set = new TreeMap<>();
        if (variables != null) {
            for (String variable : variables.split(" ")) {
                set.put(variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
            }
        }
        assertThat(choice.style(new Environment(Path.of("/"), set, Clock.systemUTC(), tty), "out")).isEqualTo(expected);
    }
}
