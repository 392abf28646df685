package promc.checks.yaml;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.YamlEdits;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.source.SourceFile;
import promc.yaml.Duplicates;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlStream;

/// A key given twice in one mapping: Prometheus and its kin refuse the file (`mapping key already defined`).
public final class DuplicateKey implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/duplicate-key", Severity.ERROR, "A key stands twice in one mapping, so the file does not load")
            .fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (YamlStream stream : file.streams()) {
            for (YamlStream.Document document : stream.documents()) {
                document.root().ifPresent(root -> Duplicates.below(root).forEach(duplicate -> report(duplicate, file.source(), context)));
            }
        }
    }

    private static void report(Duplicates.Duplicate duplicate, SourceFile file, Context context) {
        Entry first = duplicate.first();
        Entry repeated = duplicate.repeated();
        String name = repeated.name().orElse("");
        boolean same = first.value().span().of(file.text()).equals(repeated.value().span().of(file.text()));
        Optional<Fix> fix = same ? YamlEdits.remove(file, duplicate.mapping(), repeated)
                .map(edit -> new Fix("Remove the second `" + name + "`", Applicability.SAFE, List.of(edit))) : Optional.empty();
        context.report(file, repeated.key().span(), "`" + name + "` is already set in this mapping" + (same ? ", to the same value" : ""))
                .note(file, first.key().span(), "first set here").fix(fix);
    }
}
