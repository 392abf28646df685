package promc.lint;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import promc.analysis.EstateFacts;
import promc.model.BaseEstate;
import promc.model.ComposeFile;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.ExpositionFile;
import promc.model.Expression;
import promc.source.SourceFile;
import promc.source.Span;

/// Runs checks over an estate. A check that throws becomes a finding `internal/check-failed`; the others go on.
/// Same estate, same findings in the same order, whatever the number of threads.
public final class Linter {
    private final List<Check> checks;
    private final Config.Lookup config;
    private final LocalDate today;
    private final Optional<BaseEstate> base;

    /// `today` decides which suppressions have expired.
    public Linter(List<Check> checks, Config.Lookup config, LocalDate today) {
        this(checks, config, today, Optional.empty());
    }

    private Linter(List<Check> checks, Config.Lookup config, LocalDate today, Optional<BaseEstate> base) {
        this.checks = List.copyOf(checks);
        this.config = config;
        this.today = today;
        this.base = base;
    }

    /// The same linter, whose checks can also ask what the estate was before a change.
    public Linter against(BaseEstate before) {
        return new Linter(checks, config, today, Optional.of(before));
    }

    public Findings lint(Estate estate) {
        return estate.parts().size() == 1 ? lintPart(estate) : Findings.together(estate.parts().stream().map(this::lintPart).toList(), summary(estate));
    }

    private Findings lintPart(Estate estate) {
        Run run = new Run(estate);
        (estate.files().size() > 8 ? estate.files().parallelStream() : estate.files().stream())
                .map(file -> file.isRelevant() ? run.file(file) : new Outcome())
                .forEachOrdered(run.outcome::add);
        run.estate();
        List<Finding> kept = new ArrayList<>();
        List<Findings.Suppressed> silenced = new ArrayList<>();
        new Silencer(checks, config, today).silence(estate, run.outcome.findings, kept, silenced);
        kept.sort(Finding.ORDER);
        return new Findings(distinct(kept), silenced, summary(estate), run.outcome.failures);
    }

    /// What the checks of expressions say of one that stands alone.
    public List<Finding> lint(Expression expression) {
        Run run = new Run(new Estate(List.of()));
        FileFacts known = new FileFacts(run.facts);
        for (Check check : checks) {
            if (check instanceof Check.ExpressionCheck c) {
                run.run(c, expression.text().file(), expression.text().span(), Optional.empty(), run.outcome, known, x -> c.check(expression, x));
            } else if (check instanceof Check.ExprCheck c && expression.valid().isPresent()) {
                run.run(c, expression.text().file(), expression.text().span(), Optional.empty(), run.outcome, known, x -> c.check(expression.valid().get(), expression, x));
            }
        }
        List<Finding> found = new ArrayList<>(run.outcome.findings);
        found.sort(Finding.ORDER);
        return distinct(found);
    }

    /// Equal findings, as of one file loaded twice, are told once. They are neighbours in [Finding#ORDER].
    private static List<Finding> distinct(List<Finding> sorted) {
        List<Finding> distinct = new ArrayList<>(sorted.size());
        for (Finding finding : sorted) {
            if (distinct.isEmpty() || Finding.ORDER.compare(distinct.getLast(), finding) != 0) {
                distinct.add(finding);
            }
        }
        return distinct;
    }

    /// How much an estate holds.
    public static Findings.Summary summary(Estate estate) {
        int files = (int) estate.files().stream().filter(EstateFile::isRelevant).count();
        int rules = (int) estate.rules().count();
        return new Findings.Summary(files, rules, (int) estate.expressions().count());
    }

    private static final class Outcome {
        final List<Finding> findings = new ArrayList<>();
        final List<Findings.Failure> failures = new ArrayList<>();

        void add(Outcome other) {
            findings.addAll(other.findings);
            failures.addAll(other.failures);
        }
    }

    private final class Run {
        private final Estate estate;
        private final EstateFacts facts;
        private final Outcome outcome = new Outcome();

        Run(Estate estate) {
            this.estate = estate;
            this.facts = new EstateFacts(estate, path -> config.forFile(path).inventory(), path -> config.forFile(path).leaves());
        }

        Outcome file(EstateFile file) {
            Outcome out = new Outcome();
            FileFacts known = new FileFacts(facts, file.template());
            Subjects subjects = Subjects.of(file);
            for (Check check : checks) {
                if (file.template() && !judgesTemplates(check) || check.info().optIn() && !config.forFile(file.source().path()).isOn(check.info())) {
                    continue;
                }
                switch (check) {
                    case Check.FileCheck c -> run(c, file.source(), file.source().span(), Optional.empty(), out, known, x -> c.check(file, x));
                    case Check.GroupCheck c -> subjects.groups().forEach(g ->
                            run(c, file.source(), g.group().node().span(), Optional.empty(), out, known, x -> c.check(g.group(), g.file(), x)));
                    case Check.RuleCheck c -> subjects.rules().forEach(r ->
                            run(c, file.source(), r.rule().node().span(), r.about(), out, known, x -> c.check(r.rule(), r.group(), x)));
                    case Check.ExpressionCheck c -> {
                        subjects.expressions().forEach(e -> run(c, file.source(), e.place(), e.about(), out, known, x -> c.check(e.expression(), x)));
                        subjects.queries().forEach(e -> run(c, file.source(), e.place(), e.about(), out, known, x -> c.check(e.expression(), x)));
                    }
                    case Check.ExprCheck c -> subjects.expressions().forEach(e -> e.expression().valid().ifPresent(root ->
                            run(c, file.source(), e.place(), e.about(), out, known, x -> c.check(root, e.expression(), x))));
                    case Check.ScrapeJobCheck c -> subjects.jobs().forEach(j ->
                            run(c, file.source(), j.job().node().span(), Optional.empty(), out, known, x -> c.check(j.job(), j.config(), x)));
                    case Check.RelabelCheck c when RelabelSubjects.mayBeIn(file) -> RelabelSubjects.each(file, (list, job, view) -> known.trace(view, job, list).ifPresent(trace ->
                            run(c, file.source(), list.key().span(), Optional.empty(), out, known, x -> c.check(trace, job, view, x))));
                    case Check.RelabelCheck ignored -> { }
                    case Check.FlagsCheck c -> estate.processes(file.source()).forEach(process ->
                            run(c, file.source(), process.place(), Optional.empty(), out, known, x -> c.check(process.written(), x)));
                    case Check.ServiceCheck c -> file.views(ComposeFile.class).forEach(view -> view.services().forEach(service ->
                            run(c, file.source(), service.nameSpan(), Optional.empty(), out, known, x -> c.check(service, view, x))));
                    case Check.ExpositionCheck c -> file.views(ExpositionFile.class).forEach(view ->
                            run(c, file.source(), Span.at(0), Optional.empty(), out, known, x -> c.check(view, x)));
                    case Check.EstateCheck ignored -> { }
                    case Check.Own ignored -> { }
                }
            }
            if (file.template()) {
                out.findings.removeIf(Run::touchesAction);
            }
            if (!out.findings.isEmpty() && file.source().text().indexOf('$') >= 0) {
                out.findings.replaceAll(finding -> FilledIn.explained(finding, file));
            }
            return out;
        }

        /// A template shows its expressions and rules, but not all that will stand around them.
        private static boolean judgesTemplates(Check check) {
            return check instanceof Check.ExprCheck || check instanceof Check.ExpressionCheck || check instanceof Check.RuleCheck
                    || check instanceof Check.RelabelCheck || check instanceof Check.FlagsCheck || check instanceof Check.ScrapeJobCheck jobs && jobs.judgesTemplates()
                    || check instanceof Check.FileCheck files && files.judgesTemplates();
        }

        private static boolean touchesAction(Finding finding) {
            return finding.span().of(finding.file().text()).contains("{{");
        }

        void estate() {
            Set<String> templates = new HashSet<>();
            estate.files().stream().filter(EstateFile::template).forEach(file -> templates.add(file.source().path()));
            for (Check check : checks) {
                if (check instanceof Check.EstateCheck c && !estate.files().isEmpty() && isWanted(c.info())) {
                    SourceFile first = estate.files().getFirst().source();
                    run(c, first, Span.at(0), Optional.empty(), outcome, new FileFacts(facts), x -> c.check(estate, x));
                    outcome.findings.removeIf(finding -> finding.check().equals(c.info().id()) && templates.contains(finding.file().path()));
                }
            }
        }

        private boolean isWanted(CheckInfo check) {
            return !check.optIn() || estate.files().stream().anyMatch(file -> config.forFile(file.source().path()).isOn(check));
        }

        private void run(Check check, SourceFile file, Span subject, Optional<Finding.InRule> rule, Outcome out, FileFacts known, Consumer<Context> body) {
            Context context = new Context(check, estate, base, file, config, rule, known);
            try {
                body.accept(context);
                out.findings.addAll(context.findings());
            } catch (RuntimeException | StackOverflowError defect) {
                out.failures.add(new Findings.Failure(check.info().id(), file.path(), defect));
                String what = defect.getClass().getSimpleName() + (defect.getMessage() == null ? "" : ": " + defect.getMessage());
                out.findings.add(new Finding(OwnChecks.CHECK_FAILED.id(), OwnChecks.CHECK_FAILED.severity(), Confidence.PROVED,
                        "the check `" + check.info().id() + "` failed here (" + what + "); this is a defect of promc", file, Span.at(subject.start()), rule,
                        List.of(), Optional.empty()));
            }
        }
    }
}
