package promc.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.git.Base;
import promc.git.GitException;
import promc.git.LineChanges;
import promc.git.Repository;
import promc.lint.Finding;
import promc.lint.OwnChecks;
import promc.model.BaseEstate;
import promc.model.EstateFile;
import promc.model.EstateReader;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.report.Text;
import promc.source.SourceFile;
import promc.source.Span;

/// `--changed`: which findings belong to what was changed against a commit. The rule of docs/changed.md: a finding counts if it, or one of its notes, is on a line that is new or
/// changed, or if it is in a rule of which a line is new, changed or gone.
final class Changes {
    /// Where a file stops being YAML is seldom the line that broke it, so in a changed file this counts wherever it is.
    private static final String NOT_YAML = "yaml/syntax";

    static final String OPTION = "--changed";

    private final Base base;
    private final BaseFiles files;
    private final Map<SourceFile, LineChanges> lines = new IdentityHashMap<>();
    private final Map<SourceFile, EstateFile> read = new IdentityHashMap<>();
    private final Map<SourceFile, List<RuleLines>> rules = new IdentityHashMap<>();

    private Changes(Base base, BaseFiles files) {
        this.base = base;
        this.files = files;
    }

    /// What has changed in the files of `workspace` since they parted from what `--changed` names, or if it names nothing, from what [Repository#defaultBase] says.
    static Changes since(Arguments given, Workspace workspace, Session session) throws UsageException {
        String ref = given.optional(OPTION).orElse("");
        Environment environment = session.environment();
        try {
            Repository repository = Repository.around(start(given, environment), environment.workingDirectory(), environment.variables());
            Base base = ref.isEmpty() ? repository.defaultBase(environment.variables()) : repository.base(ref);
            return new Changes(base, BaseFiles.read(base, workspace, environment));
        } catch (GitException wrong) {
            throw new UsageException(OPTION + ": " + wrong.getMessage());
        }
    }

    /// The folder of what is named first: its repository is the one.
    private static Path start(Arguments given, Environment environment) throws UsageException {
        String first = given.positionals().isEmpty() ? "." : given.positional().equals("-") ? given.text("--stdin-filename").orElse(".") : given.positional();
        try {
            Path folder = environment.resolve(Path.of(first));
            while (folder.getParent() != null && !Files.isDirectory(folder)) {
                folder = folder.getParent();
            }
            return folder;
        } catch (InvalidPathException noPath) {
            throw new UsageException("`" + first + "` is no path");
        }
    }

    /// Says on standard error how much was changed, and against what.
    void tell(Arguments given, Workspace workspace, Session session) {
        if (given.has("--quiet")) {
            return;
        }
        int changed = (int) workspace.sources().values().stream().filter(file -> workspace.isNamed(file.path()) && !of(file).isEmpty() && read(file).isRelevant()).count();
        session.tell((changed == 0 ? "no file differs from " : Text.count(changed, "file") + (changed == 1 ? " differs from " : " differ from ")) + base.words()
                + "; only what was changed there is reported");
    }

    /// The estate at that commit.
    BaseEstate estate() {
        return files.estate();
    }

    /// True if a finding belongs to the change, or says that promc itself failed.
    boolean includes(Finding finding) {
        return finding.check().equals(OwnChecks.CHECK_FAILED.id()) || touches(finding.file(), finding.span()) || finding.notes().stream().anyMatch(note -> touches(note.file(), note.span())) || inChangedRule(finding);
    }

    private boolean touches(SourceFile file, Span span) {
        return of(file).touches(file.line(span.start()), file.line(Math.max(span.start(), span.end() - 1)));
    }

    private boolean inChangedRule(Finding finding) {
        LineChanges changes = of(finding.file());
        if (changes.isEmpty()) {
            return false;
        }
        int line = finding.start().line();
        return finding.check().equals(NOT_YAML) || rules(finding.file()).stream().anyMatch(rule -> rule.first <= line && line <= rule.last && rule.isChanged(changes));
    }

    private LineChanges of(SourceFile file) {
        LineChanges known = lines.get(file);
        if (known == null) {
            Optional<SourceFile> before = files.before(file.path());
            known = before.isEmpty() ? LineChanges.all(file) : LineChanges.between(before.get(), file);
            lines.put(file, known);
        }
        return known;
    }

    private EstateFile read(SourceFile file) {
        return read.computeIfAbsent(file, one -> EstateReader.read(List.of(one)).files().getFirst());
    }

    private List<RuleLines> rules(SourceFile file) {
        return rules.computeIfAbsent(file, one -> read(one).views(RuleFile.class).flatMap(view -> view.groups().stream()).flatMap(group -> group.rules().stream())
                .map(rule -> RuleLines.of(rule, one)).toList());
    }

    /// The lines of a rule, comments directly above it included; `column` is that of its keys, counted from 0.
    private record RuleLines(int first, int last, int column) {
        static RuleLines of(Rule rule, SourceFile file) {
            Span span = rule.node().span();
            int start = file.line(span.start());
            int first = start;
            while (first > 1 && isComment(file.lineSpan(first - 1).of(file.text()))) {
                first--;
            }
            return new RuleLines(first, file.line(Math.max(span.start(), span.end() - 1)), span.start() - file.lineStart(start));
        }

        boolean isChanged(LineChanges changes) {
            return changes.touches(first, last) || changes.removals().stream().anyMatch(this::lost);
        }

        /// True if what is gone was part of the rule: from its middle, its last lines (indented like its keys), or a comment above it.
        private boolean lost(LineChanges.Removal removal) {
            if (removal.after() == last) {
                return removal.lines().stream().filter(line -> !line.isBlank() && !isComment(line)).findFirst()
                        .filter(line -> line.length() - line.stripLeading().length() >= column).isPresent();
            }
            return removal.after() >= first && removal.after() < last || removal.after() == first - 1 && isComment(removal.lines().getLast());
        }

        private static boolean isComment(String line) {
            return line.stripLeading().startsWith("#");
        }
    }
}
