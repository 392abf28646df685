package promc.checks.federation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.stream.Stream;
import promc.analysis.FederatingJob;
import promc.analysis.FederatingJob.Leaf;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.model.ServerFlags;
import promc.model.ServerProcess;
import promc.model.ServerFlags.Flag;
import promc.model.WebConfig;
import promc.source.SourceFile;
import promc.source.Span;

/// A federation job that the server behind it turns away: wants TLS or a password that the job does not bring, or has `/federate` under another path (Prometheus `web/web.go`, flags
/// `--web.config.file`, `--web.route-prefix`, `--web.external-url`).
public final class AuthMismatch implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/auth-mismatch", Severity.ERROR,
            "The federated server wants another path, TLS or a password than the job has");
    private static final String FEDERATE = "/federate";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (FederatingJob job : context.federation().jobs()) {
            for (Leaf leaf : job.leaves()) {
                Optional<ServerFlags> flags = leaf.server().runs().map(Server.Run::process).filter(ServerProcess::told).map(ServerProcess::flags).filter(known -> !known.open());
                flags.ifPresent(known -> {
                    path(job, known, context);
                    access(job, leaf.server().runs().orElseThrow(), known, estate, context);
                });
            }
        }
    }

    private static void path(FederatingJob job, ServerFlags flags, Context context) {
        Optional<Flag> flag = flags.flag("web.route-prefix").or(() -> flags.flag("web.external-url"));
        Optional<String> prefix = flag.flatMap(Flag::value).filter(value -> !value.unknown()).flatMap(value -> flag.get().name().equals("web.route-prefix") ? Optional.of(value.value()) : path(value.value()));
        boolean told = flag.isEmpty() && flags.isClosed() || prefix.isPresent();
        String wanted = trimmed("/" + trimmed(prefix.orElse(""))) + FEDERATE;
        String asked = job.job().metricsPath().value().orElse("");
        boolean readdressed = job.job().relabelRules().stream().anyMatch(rule -> rule.targetLabel().value().filter("__metrics_path__"::equals).isPresent());
        if (told && !readdressed && !trimmed(asked).equals(trimmed(wanted))) {
            Span place = flag.map(Flag::span).orElse(flags.place());
            context.report(job.config().text().file(), job.job().metricsPath().span(), "the server answers 404 to `" + asked + "`: it has this endpoint under `" + wanted + "`")
                    .note(flag.map(known -> known.text().file()).orElse(flags.file().file()), place, flag.isPresent() ? "everything the server has is under this path" : "this server has no `--web.route-prefix`");
        }
    }

    /// The path of an URL; empty if it is none.
    private static Optional<String> path(String url) {
        try {
            return Optional.ofNullable(new URI(url).getPath());
        } catch (URISyntaxException broken) {
            return Optional.empty();
        }
    }

    /// Without slashes at its ends, but for one in front.
    private static String trimmed(String path) {
        String text = path;
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        int start = 0;
        while (start < text.length() && text.charAt(start) == '/') {
            start++;
        }
        return start == text.length() ? "" : "/" + text.substring(start);
    }

    private static void access(FederatingJob job, Server.Run run, ServerFlags flags, Estate estate, Context context) {
        ScrapeJob settings = job.job();
        SourceFile file = job.config().text().file();
        Optional<Flag> flag = flags.flag("web.config.file");
        if (settings.relabelRules().stream().anyMatch(rule -> rule.targetLabel().value().filter("__scheme__"::equals).isPresent())) {
            return;
        }
        String scheme = settings.scheme().value().orElse("http");
        Span place = settings.scheme().value().isPresent() ? settings.scheme().span() : settings.metricsPath().span();
        if (flag.isEmpty()) {
            if (scheme.equals("https") && flags.isClosed()) {
                context.report(file, place, "the server does not speak TLS, so that every scrape of it fails").note(flags.file().file(), flags.place(), "it has no `--web.config.file`");
            }
            return;
        }
        Optional<WebConfig> web = WebConfig.of(run.process(), estate.files());
        if (web.isPresent() && web.get().tls().isPresent() != scheme.equals("https")) {
            WebConfig config = web.get();
            context.report(file, place, config.tls().isPresent() ? "the server speaks TLS, and this job does not: without `scheme: https` every scrape of it fails"
                            : "the server does not speak TLS, so that every scrape of it fails")
                    .note(config.text().file(), config.tls().map(entry -> entry.key().span()).orElse(new Span(0, 0)), config.tls().isPresent() ? "its web configuration" : "its web configuration has no `tls_server_config`");
        }
        if (web.flatMap(WebConfig::users).isPresent() && Stream.of("basic_auth", "authorization", "oauth2").noneMatch(key -> settings.node().get(key).isPresent())) {
            context.report(file, settings.metricsPath().span(), "the server wants a password, and this job has no `basic_auth`: every scrape of it is answered with 401")
                    .note(web.get().text().file(), web.get().users().orElseThrow().key().span(), "who may ask the server");
        }
    }
}
