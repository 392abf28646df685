package promc.checks.compose;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.ProcessEdits;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.Image;
import promc.model.ImageTags;
import promc.model.MonitoringProgram;
import promc.yaml.YamlNode.YamlScalar;

/// An image without a tag, or with `latest`: which version runs depends on the day it was pulled. For exporters that is told as information.
public final class UntaggedImage implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.likely("compose/untagged-image", Severity.WARNING, "The version of a Prometheus, Grafana or the like depends on the day its image was pulled").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        Optional<MonitoringProgram> program = MonitoringProgram.of(service);
        Optional<Image> floating = service.image().filter(image -> !image.digest() && image.tag().map("latest"::equals).orElse(true));
        if (program.isEmpty() || floating.isEmpty() || service.node().get("build").isPresent() || !(service.node().get("image").orElse(null) instanceof YamlScalar place)) {
            return;
        }
        String also = program.get() == MonitoringProgram.PROMETHEUS ? ": today that is 3.x, which refuses flags that 2.x takes" : "";
        context.report(place.text().file(), place.span(), (floating.get().tag().isPresent() ? "`latest` is" : "without a tag this is") + " whichever version was the newest when `" + floating.get().repository()
                + "` was pulled" + also + "; name the version").severity(program.get().isServer() ? Severity.WARNING : Severity.INFO)
                .fix(ImageTags.pinned(floating.get().repository()).flatMap(image -> ProcessEdits.value(place, image)
                        .map(edit -> new Fix("Pin `" + image + "`, or the version that runs now", Applicability.UNSAFE, List.of(edit)))));
    }
}
