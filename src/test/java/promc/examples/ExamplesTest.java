package promc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import promc.checks.Checks;
import promc.fix.Fix.Applicability;
import promc.fix.Fixer;
import promc.lint.Config;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.lint.Linter;
import promc.lint.Repair;
import promc.model.Discovery;
import promc.model.EstateReader;
import promc.report.Concise;
import promc.source.SourceFile;
import promc.source.SourceReader;
import promc.testing.SpecEstate;
import promc.testing.Updating;

/// The example estates: what promc says of them, to the line, and that it has nothing to say of the repaired one.
class ExamplesTest {
    private static final Path FIXED = Path.of("src/test/resources/spec/rules-examples-fixed.diff");
    private static final Path EXPECTED = Path.of("src/test/resources/spec/rules-examples.txt");

    @Test
    void reportsEveryPlantedFault() throws IOException {
        String report = concise(lint(read("rules-examples")));
        if (Updating.isOn()) {
            Files.writeString(EXPECTED, report);
        }
        assertThat(report).as("findings in rules-examples (mvn test -Dupdate writes %s)", EXPECTED).isEqualTo(Files.readString(EXPECTED));
    }

    @Test
    void hasNothingToSayOfTheRepairedPlatform() {
        Map<String, SourceFile> files = read("rules-examples/platform/repaired");
        Findings findings = lint(files);
        assertThat(findings.summary().rules()).as("rules read").isGreaterThan(50);
        assertThat(findings.findings()).isEmpty();
    }

    @Test
    void repairsWhatIsSafeAndLeavesNothingToRepair() {
        Map<String, SourceFile> files = read("rules-examples");
        Repair repair = new Repair(linter(), EstateReader::read, finding -> true);
        Fixer.Result result = repair.run(files, Applicability.SAFE);
        assertThat(result.applied()).isPositive();
        assertThat(result.refused()).isEmpty();
        files.putAll(result.changed());
        assertThat(repair.run(files, Applicability.SAFE).changed()).isEmpty();
        List<Finding> left = lint(files).findings().stream().filter(f -> f.fix().filter(fix -> fix.applicability() == Applicability.SAFE).isPresent()).toList();
        assertThat(left).isEmpty();
    }

    /// What the fixes make of the platform as it was found, line by line. What is left wants a decision: a version, a label, who gets alerts.
    @Test
    void repairsWhatCanBeRepairedOfThePlatform() throws IOException {
        Map<String, SourceFile> files = read("rules-examples/platform");
        files.keySet().removeIf(path -> path.contains("/repaired/"));
        int before = lint(files).findings().size();
        Repair repair = new Repair(linter(), EstateReader::read, finding -> true);
        Fixer.Result result = repair.run(files, Applicability.UNSAFE);
        assertThat(result.refused()).isEmpty();
        StringBuilder changes = new StringBuilder();
        for (SourceFile changed : result.changed().values()) {
            List<String> old = files.get(changed.path()).text().lines().toList();
            UnifiedDiffUtils.generateUnifiedDiff("a/" + changed.path(), "b/" + changed.path(), old, DiffUtils.diff(old, changed.text().lines().toList()), 1)
                    .forEach(line -> changes.append(line).append('\n'));
        }
        if (Updating.isOn()) {
            Files.writeString(FIXED, changes);
        }
        assertThat(changes.toString()).as("what the fixes change (mvn test -Dupdate writes %s)", FIXED).isEqualTo(Files.readString(FIXED));
        files.putAll(result.changed());
        List<Finding> left = lint(files).findings();
        assertThat(left).hasSizeLessThan(before);
        assertThat(left.stream().filter(f -> f.fix().filter(fix -> fix.applicability() != Applicability.DISPLAY_ONLY).isPresent())).isEmpty();
    }

    private static Linter linter() {
        return new Linter(Checks.ALL, path -> Config.Settings.DEFAULT, SpecEstate.TODAY);
    }

    private static Findings lint(Map<String, SourceFile> files) {
        return linter().lint(EstateReader.read(files.values()));
    }

    private static Map<String, SourceFile> read(String folder) {
        Path here = Path.of("").toAbsolutePath();
        Discovery.Found found = Discovery.find(List.of(folder), here);
        assertThat(found.errors()).isEmpty();
        return found.files().stream().map(path -> SourceReader.read(path, here.relativize(path).toString().replace('\\', '/')))
                .filter(SourceReader.Result.Text.class::isInstance).map(text -> ((SourceReader.Result.Text) text).file())
                .collect(Collectors.toMap(SourceFile::path, file -> file, (a, b) -> a, TreeMap::new));
    }

    private static String concise(Findings findings) {
        StringWriter out = new StringWriter();
        try {
            new Concise(UnaryOperator.identity()).write(findings, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }
}
