package promc.checks.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import promc.analysis.ScrapedTarget;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Hosts;
import promc.model.Hosts.Reached;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.model.ServerProcess;
import promc.model.WebConfig;
import promc.yaml.YamlNode.Entry;

/// A job that scrapes a Prometheus or an Alertmanager without the password or the TLS that its `--web.config.file` asks for. It asks for them on every path, `/metrics` included, also of the server itself. Federating jobs are judged by
/// `federation/auth-mismatch`.
public final class ScrapeRefused implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("web/scrape-refused", Severity.ERROR, "A scraped server wants TLS or a password that the job does not have");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        if (estate.files().stream().noneMatch(file -> file.views(WebConfig.class).findAny().isPresent())) {
            return;
        }
        for (Server server : estate.servers()) {
            Optional<Hosts> hosts = server.file().template() ? Optional.empty() : server.runs().flatMap(run -> Hosts.of(estate, run.process()));
            hosts.ifPresent(known -> ScrapedTarget.of(server).forEach(target -> only(known.reached(target.host(), target.port())).flatMap(process -> WebConfig.of(process, estate.files()))
                    .ifPresent(web -> check(target, web, context))));
        }
    }

    /// Of several processes in one pod each has ports of its own.
    private static Optional<ServerProcess> only(List<Reached> reached) {
        return reached.size() == 1 ? Optional.of(reached.getFirst().process()) : Optional.empty();
    }

    private static void check(ScrapedTarget target, WebConfig web, Context context) {
        ScrapeJob job = target.job();
        boolean secure = target.scheme().equals("https");
        if (target.path().endsWith("/federate")) {
            return;
        }
        Optional<Entry> reason = Optional.empty();
        String message = "";
        if (web.tls().isPresent() != secure) {
            reason = web.tls();
            message = secure ? "`" + target.written().value() + "` does not speak TLS, so that every scrape of it fails" : "`" + target.written().value() + "` speaks TLS, and this job does not: without `scheme: https` every scrape of it fails";
        } else if (web.users().isPresent() && Stream.of("basic_auth", "authorization", "oauth2", "http_headers").noneMatch(key -> job.node().get(key).isPresent())) {
            reason = web.users();
            message = "`" + target.written().value() + "` wants a password, and this job has no `basic_auth`: every scrape of it is answered with 401";
        }
        if (!message.isEmpty()) {
            Draft draft = context.report(target.file(), target.written().span(), message);
            reason.ifPresent(entry -> draft.note(web.text().file(), entry.key().span(), "its web configuration"));
            if (target.ofFile()) {
                draft.likely();
            }
        }
    }
}
