package promc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import promc.checks.Checks;
import promc.fix.Fix.Applicability;
import promc.fix.Fixer;
import promc.lint.CheckInfo;
import promc.lint.Config;
import promc.lint.ConfigReader;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.lint.Linter;
import promc.lint.Repair;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.report.Style;
import promc.report.Text;
import promc.source.SourceFile;
import promc.source.SourceReader;
import promc.source.Span;
import promc.testing.Page.Fence;
import promc.testing.Page.Section;
import promc.yaml.Yaml;

/// The files of one section of a page, linted.
public final class SpecEstate {
    /// The day on which the examples are read.
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final Map<String, SourceFile> files;
    private final Config config;

    private SpecEstate(Map<String, SourceFile> files, Config config) {
        this.files = files;
        this.config = config;
    }

    /// The `yaml` fences of a section: `.promc.yaml` configures, the others are the estate (default name `rules.yml`), and so are `text` and `json` fences that have a name. An inventory that
    /// the configuration names is read from among them.
    public static SpecEstate of(Section section) {
        Map<String, SourceFile> files = new LinkedHashMap<>();
        Config config = Config.DEFAULT;
        for (Fence fence : section.all("yaml")) {
            String name = fence.argument().isEmpty() ? "rules.yml" : fence.argument();
            SourceFile file = SourceFile.of(name, fence.body());
            if (name.equals(ConfigReader.FILE_NAME)) {
                config = new ConfigReader(Checks.ALL.stream().map(check -> check.info()).toList()).read(file, Yaml.parse(file), "");
                assertThat(config.problems()).as("problems of .promc.yaml").isEmpty();
            } else {
                files.put(name, file);
            }
        }
        for (String kind : List.of("text", "json")) {
            section.all(kind).stream().filter(fence -> !fence.argument().isEmpty()).forEach(fence -> files.put(fence.argument(), SourceFile.of(fence.argument(), fence.body())));
        }
        if (config.facts().isPresent()) {
            config = config.with(config.facts().get().load(name -> files.containsKey(name) ? new SourceReader.Result.Text(files.get(name))
                    : new SourceReader.Result.Failed(name, "is no fence of this section")));
            assertThat(config.problems()).as("problems of the inventory").isEmpty();
        }
        return new SpecEstate(files, config);
    }

    /// One expression, as the recording rule of a file.
    public static SpecEstate ofExpression(String expression) {
        StringBuilder text = new StringBuilder("groups:\n  - name: example\n    rules:\n      - record: level:metric:operation\n        expr: |\n");
        expression.lines().forEach(line -> text.append(" ".repeat(10)).append(line).append('\n'));
        return new SpecEstate(Map.of("rules.yml", SourceFile.of("rules.yml", text.toString())), Config.DEFAULT);
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /// The same files with another text each.
    public SpecEstate map(UnaryOperator<String> change) {
        Map<String, SourceFile> changed = new LinkedHashMap<>();
        files.forEach((path, file) -> changed.put(path, SourceFile.of(path, change.apply(file.text()))));
        return new SpecEstate(changed, config);
    }

    private Linter linter() {
        return new Linter(Checks.ALL, config::forFile, TODAY);
    }

    public Findings lint() {
        return linter().lint(EstateReader.read(files.values()));
    }

    /// The findings of one check; for a page about suppressions, of its whole area.
    public List<Finding> findings(String check) {
        return lint().findings().stream().filter(finding -> finding.check().equals(check)).toList();
    }

    /// The text report of the findings of one check.
    public String report(String check) throws IOException {
        StringWriter out = new StringWriter();
        Text text = new Text(Style.PLAIN, UnaryOperator.identity(), false);
        text.write(new Findings(findings(check), List.of(), new Findings.Summary(0, 0, 0), List.of()), out);
        return out.toString().stripTrailing() + "\n";
    }

    public Fixer.Result fix(String check, Applicability atLeast) {
        return new Repair(linter(), EstateReader::read, finding -> finding.check().equals(check)).run(files, atLeast);
    }

    /// This estate after a repair.
    public SpecEstate after(Fixer.Result result) {
        Map<String, SourceFile> changed = new LinkedHashMap<>(files);
        changed.putAll(result.changed());
        return new SpecEstate(changed, config);
    }

    /// What a repair changes, as `-` and `+` lines with the lines around them left out.
    public String diff(Fixer.Result result) {
        StringBuilder out = new StringBuilder();
        result.changed().forEach((path, after) -> {
            List<String> before = Arrays.asList(files.get(path).text().split("\n", -1));
            List<String> now = Arrays.asList(after.text().split("\n", -1));
            if (files.size() > 1) {
                out.append("# ").append(path).append('\n');
            }
            com.github.difflib.DiffUtils.diff(before, now).getDeltas().forEach(delta -> {
                delta.getSource().getLines().forEach(line -> out.append('-').append(line).append('\n'));
                delta.getTarget().getLines().forEach(line -> out.append('+').append(line).append('\n'));
            });
        });
        return out.toString();
    }

    /// What holds for every example, whatever the page says (architecture.md, section 5).
    public void assertInvariants(CheckInfo about) throws IOException {
        Findings findings = lint();
        assertThat(findings.failures()).as("checks that failed").isEmpty();
        for (Finding finding : findings.findings()) {
            assertInside(finding.file(), finding.span());
            finding.notes().forEach(note -> assertInside(note.file(), note.span()));
            finding.fix().stream().flatMap(fix -> fix.edits().stream()).forEach(edit -> assertInside(edit.file(), edit.span()));
        }
        assertThat(places(map(text -> text.replace("\n", "\r\n")).lint(), 0)).as("places in a CRLF twin").isEqualTo(places(findings, 0));
        assertThat(places(map(text -> "# \uD835\uDCB3\n" + text).lint(), 1)).as("places behind a non-BMP character").isEqualTo(places(findings, 0));
        for (Applicability applicability : List.of(Applicability.SAFE, Applicability.UNSAFE)) {
            assertFixesConverge(about.id(), applicability);
        }
        if (!about.area().equals("suppression") && !about.area().equals("internal") && !findings(about.id()).isEmpty()) {
            SpecEstate allowed = map(text -> "# promc: allow-file " + about.id() + " -- shown to be silenced\n" + text);
            assertThat(allowed.findings(about.id())).as("findings in spite of a suppression").isEmpty();
        }
    }

    private void assertFixesConverge(String check, Applicability applicability) {
        Fixer.Result once = fix(check, applicability);
        assertThat(once.refused()).as("fixes refused").isEmpty();
        SpecEstate fixed = after(once);
        assertThat(fixed.fix(check, applicability).changed()).as("files that a second repair changes").isEmpty();
        List<Finding> left = fixed.findings(check).stream().filter(f -> f.fix().filter(fix -> fix.applicability().compareTo(applicability) >= 0).isPresent()).toList();
        assertThat(left).as("findings left that offer the fix applied").isEmpty();
        assertThat(faults(fixed)).as("YAML problems after the repair").isLessThanOrEqualTo(faults(this));
    }

    private static long faults(SpecEstate estate) {
        Estate read = EstateReader.read(estate.files.values());
        return read.files().stream().flatMap(file -> file.streams().stream()).mapToLong(stream -> stream.problems().size()).sum();
    }

    private static void assertInside(SourceFile file, Span span) {
        assertThat(span.end()).as("end of a span in " + file.path()).isLessThanOrEqualTo(file.text().length());
    }

    private static List<String> places(Findings findings, int linesInFront) {
        List<String> places = new ArrayList<>();
        for (Finding finding : findings.findings()) {
            places.add(finding.check() + " " + finding.file().path() + ":" + (finding.start().line() - linesInFront) + ":" + finding.start().column()
                    + "-" + (finding.end().line() - linesInFront) + ":" + finding.end().column());
        }
        return places;
    }
}
