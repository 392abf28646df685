package promc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import promc.checks.Checks;
import promc.fix.Edits;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Config;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.lint.Linter;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Printer;
import promc.promql.Promql;
import promc.source.SourceFile;
import promc.source.Span;
import promc.testing.Page;

/// Mutations of every example and of every file on a check's page: nothing fails, everything said lies inside the file, what is printed reads back, and no repair breaks a file.
///
/// `-Dpromc.fuzz.seed=N` repeats a run, `-Dpromc.fuzz.count=N` makes it longer.
class FuzzTest {
    private static final long SEED = Long.getLong("promc.fuzz.seed", 20261122L);
    private static final int COUNT = Integer.getInteger("promc.fuzz.count", 1500);

    private final Linter linter = new Linter(Checks.ALL, Config.DEFAULT::forFile, LocalDate.of(2026, 11, 22));

    private static List<SourceFile> seeds() throws IOException {
        List<SourceFile> seeds = new ArrayList<>();
        try (Stream<Path> examples = Files.walk(Path.of("rules-examples"))) {
            for (Path file : examples.filter(path -> path.toString().matches(".*\\.(ya?ml|rules|json|prom)")).sorted().toList()) {
                seeds.add(SourceFile.of(file.toString(), Files.readString(file)));
            }
        }
        assertThat(seeds).as("examples").isNotEmpty();
        int examples = seeds.size();
        try (Stream<Path> pages = Files.walk(Path.of("docs/checks"))) {
            for (Path file : pages.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
                for (Page.Section section : Page.read(file).sections()) {
                    section.all("yaml").forEach(fence -> seeds.add(SourceFile.of(file.getFileName() + ".yml", fence.body())));
                    section.all("text").stream().filter(fence -> fence.argument().endsWith(".prom")).forEach(fence -> seeds.add(SourceFile.of(file.getFileName() + ".prom", fence.body())));
                }
            }
        }
        assertThat(seeds).as("files on pages").hasSizeGreaterThan(examples);
        return seeds;
    }

    @Test
    void theExamplesThemselves() throws IOException {
        for (SourceFile seed : seeds()) {
            examine(seed.path(), seed.text());
        }
    }

    @Test
    void mutations() throws IOException {
        System.out.println("fuzz: -Dpromc.fuzz.seed=" + SEED + " -Dpromc.fuzz.count=" + COUNT);
        List<SourceFile> seeds = seeds();
        Random random = new Random(SEED);
        int fixed = 0;
        for (int i = 0; i < COUNT; i++) {
            SourceFile seed = seeds.get(random.nextInt(seeds.size()));
            String text = Mutations.mutate(seed.text(), seeds.get(random.nextInt(seeds.size())).text(), random);
            try {
                fixed += examine(seed.path(), text);
            } catch (RuntimeException | StackOverflowError | AssertionError failed) {
                throw new AssertionError("mutation " + i + " of " + seed.path() + ", seed " + SEED + ":\n" + visible(text), failed);
            }
        }
        assertThat(fixed).as("fixes that were tried").isPositive();
    }

    /// A file of an example folder damaged among its neighbours, which link to it.
    @Test
    void estates() throws IOException {
        Map<String, List<SourceFile>> folders = new TreeMap<>();
        for (SourceFile seed : seeds()) {
            if (seed.path().startsWith("rules-examples/platform")) {
                String phase = seed.path().split("/")[2];
                folders.computeIfAbsent(phase.equals("repaired") ? phase + seed.path().split("/")[3] : phase, name -> new ArrayList<>()).add(seed);
            }
        }
        assertThat(folders).hasSizeGreaterThan(3);
        List<List<SourceFile>> estates = List.copyOf(folders.values());
        Random random = new Random(SEED);
        for (int i = 0; i < COUNT / 5; i++) {
            List<SourceFile> files = new ArrayList<>(estates.get(random.nextInt(estates.size())));
            int damaged = random.nextInt(files.size());
            SourceFile file = files.get(damaged);
            String text = Mutations.mutate(file.text(), files.get(random.nextInt(files.size())).text(), random);
            files.set(damaged, file.withText(text));
            Findings findings = linter.lint(EstateReader.read(files));
            assertThat(findings.failures()).as("mutation %d of %s, seed %d:%n%s", i, file.path(), SEED, visible(text)).isEmpty();
            findings.findings().forEach(finding -> {
                inside(finding.file(), finding.span());
                finding.notes().forEach(note -> inside(note.file(), note.span()));
            });
        }
    }

    private static String visible(String text) {
        return text.replace("\t", "\u2409").replace("\r", "\u240D").replace("\0", "\u2400");
    }

    /// Lints one text and looks at all that comes of it; the number of fixes tried.
    private int examine(String path, String text) {
        SourceFile file = SourceFile.of(path, text);
        Estate estate = EstateReader.read(List.of(file));
        Findings findings = linter.lint(estate);
        assertThat(findings.failures()).as("checks that failed").isEmpty();
        int tried = 0;
        long before = faults(estate);
        long expressions = expressions(estate).count();
        for (Finding finding : findings.findings()) {
            inside(finding.file(), finding.span());
            assertThat(finding.message()).isNotBlank();
            finding.notes().forEach(note -> inside(note.file(), note.span()));
            Optional<Fix> fix = finding.fix();
            fix.ifPresent(offered -> offered.edits().forEach(edit -> inside(edit.file(), edit.span())));
            if (fix.filter(offered -> offered.applicability() != Applicability.DISPLAY_ONLY).isPresent()) {
                String after = Edits.apply(file.text(), fix.get().edits());
                assertThat(after).as(fix.get().title()).isNotEqualTo(file.text());
                Estate repaired = EstateReader.read(List.of(file.withText(after)));
                assertThat(faults(repaired)).as("faults after `%s` of %s:%n%s", fix.get().title(), finding.check(), visible(after))
                        .isLessThanOrEqualTo(before + Math.max(0, expressions(repaired).count() - expressions));
                tried++;
            }
        }
        estate.rules().flatMap(rule -> rule.expr().value().stream()).forEach(FuzzTest::printed);
        return tried;
    }

    private static void inside(SourceFile file, Span span) {
        assertThat(span.end()).isLessThanOrEqualTo(file.text().length());
        assertThat(file.location(span.start())).isNotNull();
    }

    private static long faults(Estate estate) {
        long yaml = estate.files().stream().flatMap(file -> file.streams().stream()).mapToLong(stream -> stream.problems().size()).sum();
        return yaml + expressions(estate).filter(expression -> !(expression.parsed() instanceof Parsed.Valid)).count();
    }

    private static Stream<Expression> expressions(Estate estate) {
        return Stream.concat(estate.rules().flatMap(rule -> rule.expr().value().stream()),
                estate.configs().flatMap(config -> config.jobs().stream()).flatMap(job -> job.matches().stream()));
    }

    /// What is printed reads back as the same, and printing that changes nothing.
    private static void printed(Expression expression) {
        Optional<Expr> root = expression.valid();
        if (root.isEmpty()) {
            return;
        }
        String printed = Printer.print(root.get());
        Parsed again = Promql.parse(printed, Options.ALL);
        assertThat(again).as("`%s` printed from `%s`", printed, expression.text().text()).isInstanceOf(Parsed.Valid.class);
        assertThat(Printer.print(again.expr().orElseThrow())).isEqualTo(printed);
    }
}
