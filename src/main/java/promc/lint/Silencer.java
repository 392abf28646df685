package promc.lint;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Suppressions.Id;
import promc.lint.Suppressions.Suppression;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.ExpositionFile;
import promc.source.Nearest;
import promc.source.SourceFile;
import promc.source.Span;

/// Takes out the findings that suppression comments silence, and reports on the comments themselves.
final class Silencer {
    private final Set<String> known = new TreeSet<>();
    private final List<CheckInfo> infos;
    private final Config.Lookup config;
    private final LocalDate today;

    Silencer(List<Check> checks, Config.Lookup config, LocalDate today) {
        infos = checks.stream().map(Check::info).toList();
        infos.forEach(info -> known.add(info.id()));
        this.config = config;
        this.today = today;
    }

    void silence(Estate estate, List<Finding> all, List<Finding> kept, List<Findings.Suppressed> silenced) {
        Map<String, List<Suppression>> byFile = new LinkedHashMap<>();
        Map<String, SourceFile> sources = new HashMap<>();
        for (EstateFile file : estate.files()) {
            if (file.isRelevant() && file.source().text().contains("promc:")) {
                byFile.put(file.source().path(), read(file));
                sources.put(file.source().path(), file.source());
            }
        }
        for (Finding finding : all) {
            Optional<Suppression> by = byFile.getOrDefault(finding.file().path(), List.of()).stream()
                    .filter(s -> s.silences(finding, today)).findFirst();
            if (by.isPresent() && !finding.check().equals(OwnChecks.CHECK_FAILED.id())) {
                by.get().ids.stream().filter(id -> id.matches(finding.check())).forEach(id -> by.get().used.add(id.text()));
                silenced.add(new Findings.Suppressed(finding, by.get().reason));
            } else {
                kept.add(finding);
            }
        }
        byFile.forEach((path, suppressions) -> suppressions.forEach(s -> judge(sources.get(path), s, kept)));
    }

    private static List<Suppression> read(EstateFile file) {
        if (!file.views().isEmpty() && file.views().getFirst() instanceof ExpositionFile exposition) {
            return Suppressions.read(file.source(), ExpositionCoverage.comments(exposition), new ExpositionCoverage(exposition));
        }
        return Suppressions.read(file.source(), CommentSpans.of(file), new YamlCoverage(file.source(), file.streams()));
    }

    private void judge(SourceFile file, Suppression suppression, List<Finding> out) {
        if (suppression.reason.isEmpty()) {
            report(OwnChecks.WITHOUT_REASON, file, suppression.comment, "say why this is allowed: `# promc: allow ID -- reason`", Optional.empty(), out);
        }
        if (suppression.untilText.isPresent() && suppression.until.isEmpty()) {
            report(OwnChecks.EXPIRED, file, suppression.comment, "`" + suppression.untilText.get() + "` is no date; write `until 2027-03-01`", Optional.empty(), out);
            return;
        }
        if (suppression.expired(today)) {
            report(OwnChecks.EXPIRED, file, suppression.comment, "this was allowed until " + suppression.until.get() + "; what it allowed is reported again",
                    Optional.empty(), out);
            return;
        }
        for (Id id : suppression.ids) {
            if (known.stream().noneMatch(id::matches)) {
                Optional<String> nearest = Nearest.to(id.text(), known);
                report(OwnChecks.UNKNOWN_CHECK, file, id.span(), "there is no check `" + id.text() + "`"
                        + nearest.map(n -> "; did you mean `" + n + "`?").orElse(""),
                        nearest.map(n -> new Fix("Name `" + n + "`", Applicability.UNSAFE, List.of(new TextEdit(file, id.span(), n)))), out);
            } else if (!suppression.used.contains(id.text()) && isOn(id, file)) {
                boolean only = suppression.ids.size() == 1;
                report(OwnChecks.UNUSED, file, only ? suppression.comment : id.span(), "nothing here is reported by `" + id.text() + "`",
                        Optional.of(only ? removeComment(file, suppression.comment) : removeId(file, suppression, id)), out);
            }
        }
        if (suppression.ids.isEmpty()) {
            report(OwnChecks.UNKNOWN_CHECK, file, suppression.comment, "name the check that is allowed: `# promc: allow ID -- reason`", Optional.empty(), out);
        }
    }

    /// False if the id stands for checks that are off: what they would say, nobody knows.
    private boolean isOn(Id id, SourceFile file) {
        return infos.stream().anyMatch(info -> id.matches(info.id()) && config.forFile(file.path()).isOn(info));
    }

    private void report(CheckInfo info, SourceFile file, Span span, String message, Optional<Fix> fix, List<Finding> out) {
        if (known.contains(info.id())) {
            config.forFile(file.path()).severity(info, info.severity()).ifPresent(severity ->
                    out.add(new Finding(info.id(), severity, info.confidence(), message, file, span, Optional.empty(), List.of(), fix)));
        }
    }

    private static Fix removeComment(SourceFile file, Span comment) {
        int line = file.line(comment.start());
        int start = file.lineStart(line);
        String before = file.text().substring(start, comment.start());
        Span gone;
        if (before.isBlank()) {
            gone = new Span(start, line < file.lineCount() ? file.lineStart(line + 1) : comment.end());
        } else {
            gone = new Span(start + before.stripTrailing().length(), comment.end());
        }
        return new Fix("Remove the comment", Applicability.SAFE, List.of(new TextEdit(file, gone, "")));
    }

    private static Fix removeId(SourceFile file, Suppression suppression, Id id) {
        int index = suppression.ids.indexOf(id);
        Span gone = index + 1 < suppression.ids.size()
                ? new Span(id.span().start(), suppression.ids.get(index + 1).span().start())
                : new Span(suppression.ids.get(index - 1).span().end(), id.span().end());
        return new Fix("Remove `" + id.text() + "`", Applicability.SAFE, List.of(new TextEdit(file, gone, "")));
    }
}
