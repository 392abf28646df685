package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.source.SourceFile;

/// Variables as Go's `os.Expand` finds them, and what a compose file tells of them.
class ProcessEnvironmentTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"$A|A", "${A_1}|A_1", "x$A-${B}y$Cé|A,B,C", "3$$|''", "$$A|''", "$1|1", "$10|1", "a$|''", "$ a|''", "${|''", "${}|''", "$é|''", "${a b}|a b", "$A$|A"})
    void variablesOfATextAreFound(String text, String names) {
        assertThat(String.join(",", ProcessEnvironment.references(text).stream().map(ProcessEnvironment.Reference::name).toList())).isEqualTo(names);
    }

    private static ProcessEnvironment of(String service, SourceFile... others) {
        SourceFile compose = SourceFile.of("a/docker-compose.yml", "services:\n  p:\n" + service.indent(4));
        Estate estate = EstateReader.read(Stream.concat(Stream.of(compose), Stream.of(others)).toList());
        ServerProcess process = estate.processes().getFirst();
        return ProcessEnvironment.of(estate, process);
    }

    @Test
    void whatIsNotSetIsLacking() {
        ProcessEnvironment environment = of("image: prom/prometheus\nenvironment: [A=x, B=, C, 'D=${D}', E=a$$b]\n");
        assertThat(List.of("A", "B", "C", "D", "E", "F", "PATH", "HOSTNAME")).filteredOn(environment::lacks).containsExactly("B", "F");
        assertThat(environment.variables().get("E")).contains("a$b");
    }

    @Test
    void filesCountIfTheyAreInSight() {
        SourceFile settings = SourceFile.of("a/more.env", "# comment\nA=1\nexport B=2\nC=\n");
        ProcessEnvironment environment = of("image: prom/prometheus\nenv_file: [./more.env]\n", settings);
        assertThat(List.of("A", "B", "C", "D")).filteredOn(environment::lacks).containsExactly("C", "D");
        assertThat(of("image: prom/prometheus\nenv_file: [{path: other.env}]\n", settings).lacks("A")).isFalse();
    }

    @Test
    void anImageOfSomebodyElseMaySetAnything() {
        assertThat(of("image: example.org/prometheus\nenvironment: {B: ''}\n").lacks("A")).isFalse();
        assertThat(of("image: example.org/prometheus\nenvironment: {B: ''}\n").lacks("B")).isTrue();
    }
}
