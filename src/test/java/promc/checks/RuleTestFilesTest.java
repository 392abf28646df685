package promc.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import promc.lint.Config;
import promc.lint.Finding;
import promc.lint.Linter;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.RuleTests;
import promc.source.SourceFile;
import promc.testing.Shared;
import promc.testing.SpecEstate;

/// Unit tests of rules as projects keep them: those that pass in their own builds have no error, and Prometheus' own failing ones are told where the fault can be seen without running them.
class RuleTestFilesTest {
    private static Estate read(String folder) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(Shared.corpus("open/" + folder))) {
            for (Path path : paths.filter(Files::isRegularFile).filter(path -> path.toString().endsWith(".yml") || path.toString().endsWith(".yaml")).sorted().toList()) {
                files.add(SourceFile.of(Shared.corpus("open/" + folder).relativize(path).toString(), Files.readString(path)));
            }
        }
        return EstateReader.read(files);
    }

    private static List<Finding> errors(Estate estate) {
        List<String> tests = estate.ruleTests().map(view -> view.text().file().path()).toList();
        return new Linter(Checks.ALL, path -> Config.Settings.DEFAULT, SpecEstate.TODAY).lint(estate).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR && tests.contains(finding.file().path())).toList();
    }

    @Test
    void testsThatPassHaveNoErrors() throws IOException {
        Estate estate = read("rules");
        assertThat(estate.ruleTests().map(RuleTests::cases).mapToInt(List::size).sum()).isGreaterThan(40);
        assertThat(errors(estate)).isEmpty();
    }

    @Test
    void testsThatFailAreToldWhereItShows() throws IOException {
        assertThat(errors(read("bad"))).extracting(finding -> finding.check() + " " + finding.file().path().replaceFirst(".*/", ""))
                .containsExactly("test/series-notation bad-input-series.yml");
    }
}
