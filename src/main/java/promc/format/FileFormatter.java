package promc.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.fix.Edits;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.Fixer;
import promc.fix.TextEdit;
import promc.format.FormatOptions.Laid;
import promc.model.EstateFile;
import promc.model.EstateReader;
import promc.model.Expression;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.promql.SameTokens;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// Lays out the expressions of the rules in a file: a rule file, a PrometheusRule, or a ConfigMap that holds rule files. Nothing else in the file is touched. The new text is read again before
/// it is offered; an expression that would not be the same, or whose place cannot hold it, stays as it is.
public final class FileFormatter {
    /// An expression that was left alone: where its text starts in the file that was given, and why.
    public record Kept(Span place, String reason) {}

    /// The file as it should be; `expressions` is how many there are in it, `changed` how many of them were laid out anew.
    /// `isBroken`: it looks like a file of rules, but its YAML cannot be read to the end, so nothing in it is changed.
    public record Result(SourceFile before, SourceFile after, int expressions, int changed, List<Kept> kept, boolean isBroken) {
        public Result {
            kept = List.copyOf(kept);
        }

        public boolean isChanged() {
            return !before.text().equals(after.text());
        }
    }

    /// An expression whose layout differs: where it stands in the file, and what writes it anew.
    public record Unformatted(Span place, Fix fix) {}

    private final FormatOptions options;
    private final List<Kept> kept = new ArrayList<>();
    private EstateFile first;

    private FileFormatter(FormatOptions options) {
        this.options = options;
    }

    public static Result format(SourceFile file, FormatOptions options) {
        return new FileFormatter(options).run(file);
    }

    /// The expressions of a file that [#format] would lay out anew, in source order; none if its YAML is broken.
    public static List<Unformatted> unformatted(EstateFile file, FormatOptions options) {
        return new FileFormatter(options).differences(file);
    }

    private List<Unformatted> differences(EstateFile file) {
        first = file;
        if (file.streams().stream().anyMatch(stream -> !stream.problems().isEmpty())) {
            return List.of();
        }
        List<Unformatted> found = differences(file.source());
        if (!found.isEmpty() && !isSame(file.source(), with(file.source(), fixes(found)))) {
            found.removeIf(one -> !isSame(file.source(), with(file.source(), List.of(one.fix))));
        }
        return found;
    }

    private static List<Fix> fixes(List<Unformatted> differences) {
        return differences.stream().map(Unformatted::fix).toList();
    }

    private static SourceFile with(SourceFile file, List<Fix> fixes) {
        return file.withText(Edits.apply(file.text(), fixes.stream().flatMap(fix -> fix.edits().stream()).toList()));
    }

    private Result run(SourceFile file) {
        first = read(file);
        if (first.streams().stream().anyMatch(stream -> !stream.problems().isEmpty())) {
            return new Result(file, file, 0, 0, List.of(), first.isRelevant());
        }
        int expressions = (int) SameFile.rules(first).stream().filter(rule -> rule.expr().value().isPresent()).count();
        List<Fix> fixes = fixes(differences(file));
        SourceFile all = with(file, fixes);
        if (fixes.isEmpty() || isSame(file, all)) {
            return new Result(file, all, expressions, fixes.size(), kept, false);
        }
        // One of them does harm: the fixer finds out which.
        Fixer.Result fixed = new Fixer(files -> fixes(differences(files.get(file.path()))), this::isSame, Applicability.SAFE).run(Map.of(file.path(), file));
        fixed.refused().forEach(title -> kept.add(new Kept(Span.at(0), title)));
        return new Result(file, fixed.changed().getOrDefault(file.path(), file), expressions, fixed.applied(), kept.stream().distinct().toList(), false);
    }

    private static EstateFile read(SourceFile file) {
        return EstateReader.read(List.of(file)).files().getFirst();
    }

    private boolean isSame(SourceFile before, SourceFile after) {
        return SameFile.holds(before == first.source() ? first : read(before), read(after), options.style());
    }

    private List<Unformatted> differences(SourceFile file) {
        EstateFile read = file == first.source() ? first : read(file);
        List<Unformatted> found = new ArrayList<>();
        Set<Span> seen = new HashSet<>();
        Map<YamlStream, ScalarEdits> byStream = new IdentityHashMap<>();
        for (RuleFile rules : read.views(RuleFile.class).toList()) {
            ScalarEdits edits = byStream.computeIfAbsent(rules.yaml(), yaml -> new ScalarEdits(new ScalarPlaces(yaml)));
            for (Rule rule : rules.groups().stream().flatMap(group -> group.rules().stream()).toList()) {
                if (rule.expr() instanceof Field.Present<Expression> present && present.node().resolve() instanceof YamlScalar scalar && seen.add(scalar.span())) {
                    Optional<TextEdit> laid = fix(present.content(), scalar, edits, file == first.source()).filter(edit -> isAsRead(edit, read, scalar));
                    laid.ifPresent(edit -> found.add(new Unformatted(present.content().text().toFile(present.content().text().span()),
                            new Fix("line " + file.line(scalar.span().start()) + ": the file would not read the same", Applicability.SAFE, List.of(edit)))));
                }
            }
        }
        return found;
    }

    /// False if the edit would write over an action of a template, which stands in the file but not in what was read.
    private boolean isAsRead(TextEdit edit, EstateFile read, YamlScalar scalar) {
        boolean same = edit.span().of(read.yaml().text().text()).equals(edit.span().of(read.source().text()));
        if (!same) {
            keep(scalar, "a template fills it in", read == first);
        }
        return same;
    }

    private Optional<TextEdit> fix(Expression expression, YamlScalar scalar, ScalarEdits edits, boolean tells) {
        String shown = ScalarEdits.shown(scalar);
        Parsed parsed = shown.equals(expression.parsed().text()) ? expression.parsed() : Promql.parse(shown, Options.ALL);
        if (!SameTokens.compare(scalar.value(), shown)) {
            return keep(scalar, "its folded lines hold a comment or a string over several lines", tells);
        }
        Laid laid = options.layOut(parsed);
        if (laid instanceof Laid.Kept(String reason)) {
            return keep(scalar, reason, tells);
        }
        String text = ((Laid.Out) laid).text();
        boolean manyLines = text.indexOf('\n') >= 0;
        if (manyLines && edits.holdsOneLineOnly(scalar)) {
            Optional<String> line = shown.strip().indexOf('\n') < 0 ? options.onOneLine((Parsed.Valid) parsed) : Optional.empty();
            if (line.isEmpty()) {
                return keep(scalar, "several lines cannot stand here", tells);
            }
            text = line.get();
        }
        if (text.strip().equals(shown.strip())) {
            return Optional.empty();
        }
        Optional<TextEdit> edit = edits.replace(scalar, text);
        return edit.isPresent() ? edit : keep(scalar, "the YAML around it cannot hold its new lines", tells);
    }

    private Optional<TextEdit> keep(YamlScalar scalar, String reason, boolean tells) {
        if (tells) {
            kept.add(new Kept(scalar.span(), reason));
        }
        return Optional.empty();
    }
}
