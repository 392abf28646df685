package promc.checks.scrape;

import java.util.List;
import java.util.Optional;
import promc.analysis.LabelFact;
import promc.analysis.Shape;
import promc.analysis.TargetLabels;
import promc.analysis.Values;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.View;
import promc.source.SourceFile;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// A password or token that goes over plain HTTP to a host of the public Internet. Inside a cluster or a private network this is a choice that many make.
public final class HttpWithCredentials implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.likely("scrape/http-with-credentials", Severity.WARNING, "A password or token is sent unencrypted over the Internet");
    private static final List<String> CREDENTIALS = List.of("basic_auth", "authorization", "bearer_token", "bearer_token_file");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (View view : file.views()) {
            if (view instanceof PrometheusConfig config) {
                config.jobs().forEach(job -> check(job, config, context));
                config.remoteWrites().forEach(write -> check(write.node(), write.url().value(), config, context));
                config.remoteReads().forEach(read -> check(read.node(), read.url().value(), config, context));
            }
        }
    }

    private static void check(ScrapeJob job, PrometheusConfig config, Context context) {
        Optional<Entry> credentials = credentials(job.node());
        if (credentials.isEmpty() || job.scheme().value().filter("https"::equals).isPresent()) {
            return;
        }
        Optional<String> host = job.targets().stream().map(YamlScalar::value).filter(target -> !target.contains("://")).map(Hosts::host).filter(Hosts::isPublic)
                .findFirst();
        if (host.isPresent() && isPlain(job, config)) {
            report(credentials.get(), host.get(), job.scheme().isAbsent() ? "; the job has no `scheme: https`" : "", config.text().file(), context);
        }
    }

    /// True if no rule of the job or label of a target makes it HTTPS, or sends the request elsewhere.
    private static boolean isPlain(ScrapeJob job, PrometheusConfig config) {
        Optional<List<Shape>> requests = TargetLabels.requests(config, job);
        return requests.isPresent() && !requests.get().isEmpty() && requests.get().stream().allMatch(request -> {
            LabelFact scheme = request.label("__scheme__");
            return scheme.isAlways() && scheme.values().equals(Values.of("http")) && request.label("__address__").values() instanceof Values.OneOf addresses
                    && addresses.values().stream().map(Hosts::host).anyMatch(Hosts::isPublic);
        });
    }

    private static void check(YamlMapping node, Optional<String> url, PrometheusConfig config, Context context) {
        Optional<Entry> credentials = credentials(node);
        Optional<String> host = url.filter(text -> text.startsWith("http://")).map(Hosts::host).filter(Hosts::isPublic);
        if (credentials.isPresent() && host.isPresent()) {
            report(credentials.get(), host.get(), "", config.text().file(), context);
        }
    }

    private static void report(Entry credentials, String host, String why, SourceFile file, Context context) {
        context.report(file, credentials.key().span(), "this goes to `" + host + "` over plain HTTP, where everybody on the way can read it" + why)
                .hide(credentials.value().span());
    }

    private static Optional<Entry> credentials(YamlMapping node) {
        return CREDENTIALS.stream().flatMap(key -> node.entry(key).stream()).findFirst();
    }
}
