package promc.checks.storage;

import java.time.Duration;
import java.util.Optional;
import promc.analysis.Capacity;
import promc.analysis.Retention;
import promc.analysis.StoringServer;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.RetentionSection;
import promc.yaml.YamlNode;

/// A time in the section `storage.tsdb.retention` of a Prometheus from 3.8 to 3.10, which takes it a million times too long (`tsdb.DB.ApplyConfig`; mended in 3.11.0, prometheus#18200): blocks are not deleted for
/// their age, and without a size the disk fills.
public final class NeverExpires implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/never-expires", Severity.ERROR, "This version takes the time of the section `retention` a million times too long, so nothing is deleted by age");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Capacity capacity : context.capacities()) {
            StoringServer server = capacity.server();
            Optional<PrometheusConfig> config = server.config();
            Optional<RetentionSection> section = config.flatMap(PrometheusConfig::retention);
            if (section.isPresent() && section.get().time() instanceof Field.Present<Duration>(Duration time, YamlNode written) && !time.isZero() && Retention.isNeverEnding(server.version())) {
                boolean sized = capacity.retention().size().value().isPresent();
                Draft draft = context.report(config.get().text().file(), written.span(), "Prometheus " + server.version().orElseThrow() + " takes this time a million times too long: "
                        + (sized ? "only the size limits what it keeps" : "it deletes nothing, until the disk is full") + "; run 3.11 or later, or say it by `--" + Retention.TIME_FLAG + "`");
                server.process().ifPresent(process -> draft.note(process.file(), process.place(), "where its version stands"));
                if (sized) {
                    draft.severity(Severity.WARNING);
                }
            }
        }
    }
}
