package promc.checks.cardinality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import promc.analysis.ValueShape;
import promc.exposition.Exposition.Family;
import promc.exposition.ExpositionLine.Label;
import promc.exposition.ExpositionLine.Sample;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.ExpositionFile;

/// A label of a scraped metric whose values look like ids, addresses, times or text. Passed over are the metrics whose purpose it is to carry such values (`..._info`), and the labels that
/// name the target, its version or the bounds of a histogram.
public final class ValueLooksLikeId implements Check.ExpositionCheck {
    private static final Option<List<String>> ALLOWED = new Option.Strings("allowed", "label names whose values are bounded here, whatever they look like", List.of());
    private static final CheckInfo INFO = CheckInfo.likely("cardinality/value-looks-like-id", Severity.WARNING,
            "The values of a label look like ids, addresses, times or text, so there are ever more of them").fixable(Applicability.UNSAFE).options(ALLOWED);
    private static final Set<String> BOUNDED = Set.of("le", "quantile", "instance", "target", "server", "address", "addr", "host", "hostname", "node", "version", "goversion", "release", "revision",
            "commit", "branch", "build", "checksum", "alertname", "peer", "device", "mac", "wwn", "serial", "replica");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        List<String> allowed = context.option(ALLOWED, file.text().file());
        LabelDrop[] drop = new LabelDrop[1];
        for (Family family : file.families()) {
            if (family.name().endsWith("_info") || family.typeWord().equals("info")) {
                continue;
            }
            Map<String, Set<String>> values = new LinkedHashMap<>();
            Map<String, Label> first = new LinkedHashMap<>();
            for (Sample sample : family.samples()) {
                for (Label label : sample.labels()) {
                    if (!BOUNDED.contains(label.name().toLowerCase(Locale.ROOT)) && !allowed.contains(label.name())) {
                        values.computeIfAbsent(label.name(), name -> new TreeSet<>()).add(label.value());
                    }
                }
            }
            values.forEach((label, seen) -> ValueShape.of(seen).ifPresent(found -> {
                drop[0] = drop[0] == null ? new LabelDrop(file, context) : drop[0];
                if (!drop[0].isDropped(label)) {
                    report(family, label, found, drop[0], file, context);
                }
            }));
        }
    }

    private static void report(Family family, String label, ValueShape.Found found, LabelDrop drop, ExpositionFile file, Context context) {
        for (Sample sample : family.samples()) {
            Label shown = sample.label(label).orElse(null);
            if (shown != null && shown.value().equals(found.example())) {
                Draft draft = context.report(file.text(), shown.valueSpan(), (found.count() == 1 ? "the value of `" + label + "` looks like one of many " : found.count() + " values of `" + label + "` look like ")
                        + found.shape().words() + "; each new one is a new series of `" + family.name() + "`");
                drop.collision(label, sample.name()).ifPresentOrElse(collision -> {
                    draft.note(file.text(), collision.example().nameSpan(), "without `" + label + "`, " + collision.series() + " series of `" + collision.metric()
                            + "` would collide, and Prometheus drops duplicates: `labeldrop` is no way out, aggregate in the application");
                    // Of paths and statements the part that is no id is worth keeping, and only the program knows which that is.
                    boolean nothingElse = found.shape() != ValueShape.PATH_WITH_ID && found.shape() != ValueShape.SQL && found.shape() != ValueShape.FREE_TEXT;
                    if (nothingElse && family.samples().stream().anyMatch(one -> one.name().equals(collision.metric())) && !drop.isRead(label)) {
                        draft.fix(WithoutLabel.of(family, label, file.text().file()));
                    }
                }, () -> draft.fix(drop.fix(label)));
                return;
            }
        }
    }
}
