package promc.checks.cardinality;

import java.util.List;
import java.util.Optional;
import promc.exposition.Exposition.Family;
import promc.exposition.ExpositionLine.Label;
import promc.exposition.ExpositionLine.Sample;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;

/// A target exposes a label that Prometheus sets itself when it scrapes: the target's own is stored as `exported_job` or `exported_instance`, where nobody looks for it.
/// An exposition with both labels on a series is of a server that passes on what others exposed (`/federate`, Pushgateway); those are scraped with `honor_labels`.
public final class LabelNameCollidesTarget implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.likely("cardinality/label-name-collides-target", Severity.WARNING,
            "A metric has a label that Prometheus sets for each target, so it is renamed when it is scraped");
    private static final List<String> TARGET = List.of("job", "instance");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        boolean passedOn = file.families().stream().flatMap(family -> family.samples().stream()).anyMatch(sample -> TARGET.stream().allMatch(label -> sample.label(label).isPresent()));
        if (!passedOn) {
            file.families().forEach(family -> TARGET.forEach(label -> check(family, label, file, context)));
        }
    }

    private static void check(Family family, String name, ExpositionFile file, Context context) {
        Optional<Label> first = family.samples().stream().map((Sample sample) -> sample.label(name)).flatMap(Optional::stream).filter(label -> !label.value().isEmpty()).findFirst();
        first.ifPresent(label -> context.report(file.text(), label.nameSpan(), "Prometheus sets `" + name + "` to what it knows of the target, and stores this one as `exported_" + name
                + "` unless the job has `honor_labels: true`; give the label another name"));
    }
}
