package promc.checks.exposition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import promc.exposition.ExpositionLine;
import promc.exposition.ExpositionLine.Kind;
import promc.exposition.ExpositionLine.Metadata;
import promc.exposition.ExpositionLine.Sample;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;

/// `# TYPE` behind samples of its metric, or a second time. Both formats want it once and before; Prometheus' scraper takes the samples anyway, other readers (`expfmt`, which `promtool
/// check metrics`, the Pushgateway and the textfile collector use) refuse the file.
public final class TypeAfterSample implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.proved("exposition/type-after-sample", Severity.WARNING, "`# TYPE` comes behind a sample of its metric, or twice");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        Map<String, Sample> sampled = new HashMap<>();
        Set<String> typed = new HashSet<>();
        for (ExpositionLine line : file.exposition().lines()) {
            if (line instanceof Sample sample) {
                sampled.putIfAbsent(sample.name(), sample);
            } else if (line instanceof Metadata type && type.kind() == Kind.TYPE) {
                Sample before = sampled.get(type.name());
                if (!typed.add(type.name())) {
                    context.report(file.text(), type.span(), "the type of `" + type.name() + "` was told before; it may be told once");
                } else if (before != null) {
                    context.report(file.text(), type.span(), "the type of `" + type.name() + "` must be told before its first sample")
                            .note(file.text(), before.nameSpan(), "its first sample");
                }
            }
        }
    }
}
