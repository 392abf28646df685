package promc.lint;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.Fixer;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.Expression;
import promc.promql.Parsed;
import promc.source.SourceFile;
import promc.yaml.Duplicates;

/// Lints and fixes in turn until nothing more can be fixed.
public final class Repair {
    private final Linter linter;
    private final Function<Collection<SourceFile>, Estate> reader;
    private final Predicate<Finding> wanted;

    /// `reader` makes an estate of files; only fixes of findings that are `wanted` are applied.
    public Repair(Linter linter, Function<Collection<SourceFile>, Estate> reader, Predicate<Finding> wanted) {
        this.linter = linter;
        this.reader = reader;
        this.wanted = wanted;
    }

    public Fixer.Result run(Map<String, SourceFile> files, Applicability atLeast) {
        return new Fixer(this::fixes, this::stillReads, atLeast).run(files);
    }

    private List<Fix> fixes(Map<String, SourceFile> files) {
        List<SourceFile> inOrder = files.values().stream().sorted(Comparator.comparing(SourceFile::path)).toList();
        return linter.lint(reader.apply(inOrder)).findings().stream().filter(wanted).map(Finding::fix).flatMap(Optional::stream).toList();
    }

    private boolean stillReads(SourceFile before, SourceFile after) {
        EstateFile old = read(before);
        EstateFile now = read(after);
        List<Expression> oldExpressions = new Estate(List.of(old)).expressions().toList();
        List<Expression> nowExpressions = new Estate(List.of(now)).expressions().toList();
        // A key spelled right at last may bring an expression to light that was broken all along.
        long revealed = Math.max(0, nowExpressions.size() - oldExpressions.size());
        return now.views().size() >= old.views().size() && faults(now) <= faults(old) && broken(nowExpressions) <= broken(oldExpressions) + revealed;
    }

    private EstateFile read(SourceFile file) {
        return reader.apply(List.of(file)).files().getFirst();
    }

    /// Syntax errors of the YAML, and keys that stand twice.
    private static long faults(EstateFile file) {
        return file.streams().stream().mapToLong(stream -> stream.problems().size() + stream.documents().stream().flatMap(document -> document.root().stream())
                .mapToLong(root -> Duplicates.below(root).size()).sum()).sum();
    }

    private static long broken(List<Expression> expressions) {
        return expressions.stream().filter(expression -> !(expression.parsed() instanceof Parsed.Valid)).count();
    }
}
