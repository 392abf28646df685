package promc.checks.thanos;

import java.util.ArrayList;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.model.ThanosStack.Pairing;

/// `--storage.tsdb.delay-compact-file.path` of Prometheus, which must be the file in which the sidecar keeps what it has uploaded. The two are compared as texts, each as its own container sees it
/// (`validatePrometheus`), and the sidecar tries again for ever if they differ.
public final class DelayCompactPathDiffers implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/delay-compact-path-differs", Severity.ERROR, "Prometheus waits for another file than the one in which the sidecar notes its uploads").fixable(Applicability.UNSAFE);
    private static final String DELAY = "storage.tsdb.delay-compact-file.path";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Pairing pairing : estate.thanos().pairings()) {
            ServerProcess sidecar = pairing.sidecar();
            Optional<Flag> delay = pairing.prometheus().flags().flag(DELAY);
            Optional<String> awaited = pairing.prometheus().flags().value(DELAY);
            Optional<String> folder = value(sidecar, "tsdb.path", "./data");
            Optional<String> file = value(sidecar, "shipper.meta-file-name", "thanos.shipper.json");
            if (pairing.uploads() && awaited.filter(path -> !path.isEmpty()).isPresent() && folder.isPresent() && file.isPresent()) {
                String written = clean(folder.get() + "/" + file.get());
                if (!clean(awaited.get()).equals(written)) {
                    Value value = delay.orElseThrow().value().orElseThrow();
                    context.report(delay.get().text().file(), delay.get().span(), "the sidecar notes its uploads in `" + written + "`, and does nothing while Prometheus waits for another file: the texts are compared as each has them")
                            .note(sidecar.file(), ThanosStack.place(sidecar, "tsdb.path"), sidecar.what() + " makes the path of its `--tsdb.path`")
                            .fix(Fix.replace("Write `" + written + "`", Applicability.UNSAFE, value.text(), value.within(), written));
                }
            }
        }
    }

    private static Optional<String> value(ServerProcess process, String name, String byDefault) {
        return process.flags().flag(name).isPresent() ? process.flags().value(name) : ThanosStack.isClosed(process) ? Optional.of(byDefault) : Optional.empty();
    }

    /// As Go's `filepath.Clean` has it.
    private static String clean(String path) {
        ArrayList<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }
}
