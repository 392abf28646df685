package promc.checks.config;

import java.util.List;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.PrometheusConfig;
import promc.model.Version;
import promc.schema.ConfigKeys;
import promc.schema.NewerKeys;
import promc.schema.NewerKeys.Newer;

/// A key of prometheus.yml that came with a later release than that which loads it. Prometheus reads its configuration strictly and does not start.
public final class UnsupportedField implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("config/unsupported-field", Severity.ERROR, "The server's version does not know a key of its configuration");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (!file.template()) {
            file.views(PrometheusConfig.class).filter(config -> !config.root().entries().isEmpty()).forEach(config -> check(config, context));
        }
    }

    /// What several servers do not know is told once, of the oldest.
    private static void check(PrometheusConfig config, Context context) {
        Optional<Version> oldest = context.target(context.file()).prometheus();
        Optional<ServerSettings> loader = Optional.empty();
        for (ServerSettings server : context.servers(config)) {
            Optional<Version> version = server.version();
            if (version.isPresent() && (oldest.isEmpty() || version.get().compareTo(oldest.get()) < 0)) {
                oldest = version;
                loader = Optional.of(server);
            }
        }
        if (oldest.isEmpty()) {
            return;
        }
        Version version = oldest.get();
        List<Newer> keys = NewerKeys.in(config.root(), ConfigKeys.ROOT, version.major(), version.minor());
        for (Newer key : keys) {
            Draft draft = context.report(config.text().file(), key.span(), "only Prometheus " + key.since() + " and later have `" + key.key() + "` here, and this is for " + version.major() + "."
                    + version.minor() + ": the configuration is refused");
            loader.flatMap(ServerSettings::server).flatMap(server -> server.runs())
                    .ifPresent(run -> draft.note(run.process().file(), run.process().place(), "the service that loads this configuration"));
        }
    }
}
