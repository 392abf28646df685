package promc.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import promc.lint.Config;
import promc.lint.Finding;
import promc.lint.Linter;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.ExpositionFile;
import promc.source.SourceFile;
import promc.source.SourceReader;
import promc.testing.Shared;
import promc.testing.SpecEstate;

/// Expositions as real targets and servers answered them: all are recognised, and nothing in them is called wrong that Prometheus takes.
class ExpositionCorpusTest {
    private static List<SourceFile> read(List<Path> files) {
        List<SourceFile> read = new ArrayList<>();
        for (Path file : files) {
            if (SourceReader.read(file, file.toString().replace('\\', '/')) instanceof SourceReader.Result.Text text) {
                read.add(text.file());
            }
        }
        return read;
    }

    @Test
    void realExpositionsAreReadWithoutAFault() {
        Estate estate = EstateReader.read(read(Shared.corpusFiles("open/exposition")));
        List<ExpositionFile> expositions = estate.files().stream().flatMap(file -> file.views(ExpositionFile.class)).toList();
        assertThat(expositions).hasSizeGreaterThan(10);
        assertThat(expositions.stream().mapToLong(file -> file.exposition().samples().size()).sum()).isGreaterThan(5000);
        List<Finding> findings = new Linter(Checks.ALL, path -> Config.Settings.DEFAULT, SpecEstate.TODAY).lint(estate).findings();
        assertThat(findings).extracting(Finding::check).isSubsetOf(Set.of("exposition/no-help", "exposition/misleading-name", "exposition/non-base-unit"));
        assertThat(findings).hasSizeLessThan(10);
    }

    @Test
    void nothingElseIsTakenForAnExposition() {
        Estate estate = EstateReader.read(read(Shared.corpusFiles("open/rules").stream().limit(300).toList()));
        assertThat(estate.files()).isNotEmpty();
        assertThat(estate.files()).allMatch(file -> file.views(ExpositionFile.class).findAny().isEmpty());
    }
}
