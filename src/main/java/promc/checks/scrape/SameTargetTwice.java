package promc.checks.scrape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import promc.analysis.ScrapedTarget;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Hosts;
import promc.model.Hosts.Host;
import promc.model.Hosts.Peer;
import promc.model.RelabelRule.Action;
import promc.model.ScrapeJob;
import promc.model.Server;

/// Two targets of one server that ask the same process for the same: scheme, address, path, parameters and credentials are equal once the jobs' rules have changed them, where a container has
/// several names all of them counting as one. Jobs that keep or drop metrics may share a process between them on purpose.
public final class SameTargetTwice implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/same-target-twice", Severity.WARNING, "A process is scraped twice, so each of its series is stored twice")
            .fixable(Applicability.UNSAFE);
    /// What a request has besides its address.
    private static final List<String> REQUEST = List.of("basic_auth", "authorization", "oauth2", "http_headers", "proxy_url", "bearer_token", "bearer_token_file");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            if (server.file().template()) {
                continue;
            }
            Optional<Hosts> network = server.runs().flatMap(run -> Hosts.of(estate, run.process()));
            Map<String, ScrapedTarget> first = new HashMap<>();
            for (ScrapedTarget target : ScrapedTarget.of(server)) {
                ScrapedTarget before = first.putIfAbsent(key(target, network), target);
                if (before != null) {
                    report(target, before, server, context);
                }
            }
        }
    }

    private static void report(ScrapedTarget target, ScrapedTarget before, Server server, Context context) {
        if (target.job() == before.job() && target.labels().equals(before.labels())) {
            if (target.written().value().equals(before.written().value())) {
                draft(target, before, "this target stands in the job already; Prometheus scrapes it once", context).severity(Severity.INFO).fix(TargetRemoval.of(target, before, server, context.estate()));
            } else {
                draft(target, before, "relabelling makes this the same target as `" + before.written().value() + "`, with the same labels: Prometheus scrapes one of them", context);
            }
        } else if (!selects(target.job()) && !selects(before.job())) {
            draft(target, before, "this is the same process as `" + before.written().value() + "`" + (target.job() == before.job() ? "" : " of the job `" + name(before.job()) + "`")
                    + ": it is scraped twice, and " + outcome(target, before), context).fix(TargetRemoval.of(target, before, server, context.estate()));
        }
    }

    private static Draft draft(ScrapedTarget target, ScrapedTarget before, String message, Context context) {
        Draft draft = context.report(target.file(), target.written().span(), message).note(before.file(), before.written().span(), "the first time");
        return target.ofFile() || before.ofFile() ? draft.likely() : draft;
    }

    private static String outcome(ScrapedTarget target, ScrapedTarget before) {
        Map<String, String> one = target.stored();
        Map<String, String> other = before.stored();
        List<String> differing = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.stream().filter(name -> !one.getOrDefault(name, "").equals(other.getOrDefault(name, ""))).forEach(name -> differing.add("`" + name + "`"));
        return differing.isEmpty() ? "both write the same series, so that one sample of two is refused or the series jumps between them"
                : "each of its series is stored once more with another " + String.join(" and ", differing) + ", so that sums and counts have it double";
    }

    /// True if the job stores only some of what its targets expose, as jobs do that scrape a part more often.
    private static boolean selects(ScrapeJob job) {
        return job.metricRelabelRules().stream().anyMatch(rule -> rule.actionOrDefault() == Action.KEEP || rule.actionOrDefault() == Action.DROP);
    }

    private static String key(ScrapedTarget target, Optional<Hosts> network) {
        StringBuilder key = new StringBuilder(target.scheme()).append("://").append(host(target.host(), network)).append(':').append(target.port())
                .append(target.path()).append('?').append(target.params());
        String text = target.config().text().file().text();
        for (String setting : REQUEST) {
            target.job().node().get(setting).ifPresent(node -> key.append('\n').append(setting).append(node.span().of(text)));
        }
        return key.toString();
    }

    /// One text for all names of a container.
    private static String host(String host, Optional<Hosts> network) {
        String name = host.toLowerCase(Locale.ROOT);
        return network.map(known -> switch (known.find(host)) {
            case Host.Itself ignored -> "the server";
            case Host.Container(Peer peer) -> peer.alone() && peer.sure() ? peer.what() + ' ' + peer.file().path() + ' ' + peer.place().start() : name;
            case Host.Unreachable ignored -> name;
            case Host.Missing ignored -> name;
            case Host.Untold ignored -> name;
        }).orElse(name);
    }

    private static String name(ScrapeJob job) {
        return job.name().value().orElse("");
    }
}
