package promc.checks.thanos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.ProcessEdits;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Image;
import promc.model.ImageTags;
import promc.model.ServerProcess;
import promc.model.ThanosStack.Pairing;
import promc.model.Version;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// A sidecar that cannot read what its Prometheus says. Thanos 0.23 to 0.36 fails at the external labels of a Prometheus 3 whose configuration has `scrape_protocols` in it, as that of 3.0 to 3.5 always has (thanos-io/thanos
/// pull request 7893); Thanos before 0.41 knows nothing of `--storage.tsdb.delay-compact-file.path`, and sees blocks of two lengths.
public final class VersionPair implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/version-pair", Severity.ERROR, "A Thanos sidecar is too old for its Prometheus").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Pairing pairing : estate.thanos().pairings()) {
            Optional<Version> thanos = official(pairing.sidecar()).flatMap(Image::version);
            if (thanos.isEmpty()) {
                continue;
            }
            Optional<Image> image = pairing.prometheus().image().filter(Image::isOfficialPrometheus);
            Optional<Version> prometheus = image.flatMap(Image::version);
            boolean newest = image.filter(known -> !known.digest() && known.tag().filter(tag -> !tag.equals("latest")).isEmpty()).isPresent();
            if (thanos.get().isAtLeast(0, 23) && !thanos.get().isAtLeast(0, 37) && (newest || prometheus.filter(version -> version.major() >= 3).isPresent())) {
                labels(pairing, thanos.get(), prometheus, context);
            } else if (!thanos.get().isAtLeast(0, 41) && pairing.uploads() && pairing.prometheus().flags().flag("storage.tsdb.delay-compact-file.path").isPresent()) {
                report(pairing, "Thanos " + thanos.get() + " does not know `--storage.tsdb.delay-compact-file.path`, which 0.41 brings: the sidecar waits for blocks of one length, and does nothing until then", context);
            }
        }
    }

    private static void labels(Pairing pairing, Version thanos, Optional<Version> prometheus, Context context) {
        boolean proved = prometheus.filter(version -> !version.isAtLeast(3, 6)).isPresent();
        Draft draft = report(pairing, "Thanos " + thanos + " " + (proved ? "cannot" : "can most likely not") + " read the external labels of "
                + prometheus.map(version -> "Prometheus " + version).orElse("the newest Prometheus, which an image without a version stands for") + ": take 0.37 or later", context);
        if (!proved) {
            draft.likely();
        }
    }

    private static Draft report(Pairing pairing, String message, Context context) {
        return context.report(pairing.sidecar().file(), pairing.sidecar().place(), message).note(pairing.prometheus().file(), pairing.prometheus().place(), pairing.prometheus().what() + " is the Prometheus of this sidecar")
                .fix(newer(pairing, context.estate()));
    }

    /// Raises the version of the sidecar, and of all components in files beside its own that have the same.
    private static Optional<Fix> newer(Pairing pairing, Estate estate) {
        Optional<Image> old = official(pairing.sidecar());
        Optional<String> image = old.flatMap(known -> ImageTags.pinned(known.repository()));
        List<TextEdit> edits = new ArrayList<>();
        Set<Span> changed = new HashSet<>();
        for (ServerProcess process : image.isEmpty() ? List.<ServerProcess>of() : estate.thanos().components()) {
            if (process.file().folder().equals(pairing.sidecar().file().folder()) && process.image().equals(old)) {
                Optional<YamlScalar> place = ProcessEdits.image(process);
                Optional<TextEdit> edit = place.flatMap(written -> ProcessEdits.value(written, image.get()));
                if (edit.isEmpty()) {
                    return Optional.empty();
                }
                // Services may share the line, by an anchor.
                if (changed.add(place.get().span())) {
                    edits.add(edit.get());
                }
            }
        }
        return edits.isEmpty() ? Optional.empty() : Optional.of(new Fix("Run `" + image.get() + "` in all components of this version; read its changelog first", Applicability.UNSAFE, edits));
    }

    private static Optional<Image> official(ServerProcess process) {
        return process.image().filter(image -> image.baseName().equals("thanos"));
    }
}
