package promc.checks.scrape;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.model.Server.JobLink;

/// Two jobs of one server with the same name, be it in its configuration or in the files of `scrape_config_files`: Prometheus refuses it (`found multiple scrape configs with job name`,
/// `config/config.go`). It reads a file twice that two entries lead to.
public final class DuplicateJob implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/duplicate-job", Severity.ERROR, "Two scrape jobs have the same name, so the configuration does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            if (!server.file().template()) {
                new Names(server, context).check();
            }
        }
    }

    private record Place(ScrapeJob job, PrometheusConfig config) {}

    private static final class Names {
        final Server server;
        final Context context;
        final Map<String, Place> first = new HashMap<>();

        Names(Server server, Context context) {
            this.server = server;
            this.context = context;
        }

        void check() {
            for (PrometheusConfig config : server.configs()) {
                for (ScrapeJob job : config.jobs()) {
                    if (job.name() instanceof Field.Present<String> name) {
                        check(name, new Place(job, config));
                    }
                }
            }
            Map<EstateFile, JobLink> taken = new IdentityHashMap<>();
            for (JobLink link : server.jobFiles()) {
                for (EstateFile file : link.files()) {
                    JobLink before = taken.putIfAbsent(file, link);
                    if (before != null && file.views(PrometheusConfig.class).anyMatch(part -> part != server.config() && !part.jobs().isEmpty())) {
                        context.report(link.link().pattern().text(), link.link().pattern().text().span(), "another entry takes in `" + file.source().path()
                                        + "` already; Prometheus reads it twice, and refuses two jobs of one name")
                                .note(before.link().pattern().text(), before.link().pattern().text().span(), "the first one");
                    }
                }
            }
        }

        private void check(Field.Present<String> name, Place place) {
            Place before = first.putIfAbsent(name.content(), place);
            if (before != null) {
                String where = before.config == place.config ? "stands in this configuration already" : "stands in `" + before.config.text().file().path() + "` already, which the same server loads";
                context.report(place.config.text().file(), name.span(), "a job `" + name.content() + "` " + where + "; Prometheus refuses two of one name")
                        .note(before.config.text().file(), before.job.name().span(), "the first one");
            }
        }
    }
}
